package dev.play.modules.packages;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ShellWords;
import dev.play.modules.packages.python.PipCall;
import dev.play.modules.packages.python.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is to be done about Python packages. */
final class PipPlan {
  private PipPlan() {}

  static Plan of(Pip.Args args, HostView host) {
    Optional<HostPath> environment = args.environment();
    if (environment.isPresent()
        && !host.known(new Probe.FileAt(environment.get().child("bin/activate"), true)).exists()) {
      return fresh(args, environment.get(), host);
    }
    List<Requirement> asked = args.required();
    if (asked.isEmpty() && args.requirements().isEmpty()) {
      return Plan.same(result(args, List.of()));
    }
    PipCall.Found pip = args.call().found(host, args.state() == Pip.State.ABSENT);
    Optional<List<Requirement>> listed =
        args.requirementsFile().map(file -> requirements(file, host)).orElse(Optional.of(asked));
    Plan plan =
        args.state() == Pip.State.ABSENT ? absent(args, pip, listed) : present(args, pip, listed);
    return plan instanceof Plan.Same
        ? plan
        : args.call()
            .refusal(host, pip)
            .<Plan>map(why -> new Plan.Failed(why, result(args, List.of())))
            .orElse(plan);
  }

  private static Optional<List<Requirement>> requirements(HostPath file, HostView host) {
    String text =
        host.known(Probe.ContentOf.of(file))
            .orElseThrow(() -> new ModuleFailure("Could not open requirements file: " + file))
            .text();
    return Requirement.ofFile(text);
  }

  private static Plan fresh(Pip.Args args, HostPath environment, HostView host) {
    PipCall call = args.call();
    List<String> make = new ArrayList<>(ShellWords.split(args.virtualenvCommand()));
    String maker = make.getFirst();
    boolean there =
        maker.contains("/")
            ? host.known(new Probe.FileAt(args.inside(HostPath.of(maker)), true)).isFile()
            : host.known(new Probe.Tool(maker)).isPresent();
    if (!there) {
      throw new ModuleFailure("Failed to find required executable \"" + maker + "\" in paths");
    }
    if (args.virtualenvSitePackages()) {
      make.add("--system-site-packages");
    }
    args.virtualenvPython().ifPresent(python -> make.add("--python=" + python));
    make.addAll(List.of("--", environment.text()));
    List<Effect> effects = new ArrayList<>();
    effects.add(
        Effect.Run.of(
            call.within(Command.of(make)),
            "make the virtual environment " + environment,
            Set.of(Resource.path(environment))));
    List<String> words = words(args);
    boolean installs = args.state() != Pip.State.ABSENT && !words.isEmpty();
    List<String> argv = call.argv(PipCall.inside(environment), verb(args), words);
    if (installs) {
      effects.add(call.run(argv, why(args), false));
    }
    return Plan.run(
        effects, outcomes -> output(result(args, installs ? argv : make), outcomes.getLast()));
  }

  private static Plan present(
      Pip.Args args, PipCall.Found pip, Optional<List<Requirement>> listed) {
    boolean elsewhere = args.call().installsElsewhere();
    Map<String, String> installed = pip.installed();
    List<String> argv = args.call().argv(pip.program(), verb(args), words(args));
    boolean missing =
        !elsewhere && listed.stream().flatMap(List::stream).anyMatch(r -> r.isMissing(installed));
    boolean settled =
        !elsewhere
            && args.state() == Pip.State.PRESENT
            && listed.filter(all -> all.stream().allMatch(r -> r.isSettled(installed))).isPresent();
    if (settled) {
      return Plan.same(
          result(args, argv).with("stdout", pip.list()).with("stdout_lines", pip.lines()));
    }
    Effect run = args.call().run(argv, why(args), pip.root());
    if (missing || args.state() == Pip.State.FORCEREINSTALL) {
      return Plan.run(List.of(run), outcomes -> output(result(args, argv), outcomes.getLast()));
    }
    Effect look = args.call().freeze(pip.program());
    Function<List<Plan.Outcome>, TaskResult> told =
        outcomes ->
            output(result(args, argv), outcomes.get(1))
                .changed(
                    !outcomes.get(0).output().out().equals(outcomes.get(2).output().out())
                        || (elsewhere
                            && outcomes.get(1).output().out().contains("Successfully installed")));
    return new Plan.Perhaps(List.of(look, run, look), told, "until pip has been asked");
  }

  private static Plan absent(Pip.Args args, PipCall.Found pip, Optional<List<Requirement>> listed) {
    List<Requirement> all =
        listed.orElseThrow(
            () ->
                new ModuleFailure(
                    "what "
                        + args.requirements().orElseThrow()
                        + " lists cannot be removed: it"
                        + " holds more than names and versions"));
    List<String> there = new ArrayList<>();
    for (Requirement each : all) {
      String name =
          each.name()
              .orElseThrow(
                  () ->
                      new ModuleFailure(
                          "which package is to go? " + each.text() + " does not say"));
      if (pip.installed().containsKey(name)) {
        there.add(name);
      }
    }
    List<String> argv = args.call().argv(pip.program(), List.of("uninstall", "-y"), there);
    TaskResult result = result(args, argv);
    if (there.isEmpty()) {
      return Plan.same(result);
    }
    Effect run =
        args.call().run(argv, "remove the Python packages " + String.join(" ", there), pip.root());
    return Plan.run(List.of(run), outcomes -> output(result, outcomes.getLast()));
  }

  private static List<String> verb(Pip.Args args) {
    return switch (args.state()) {
      case PRESENT, ABSENT -> List.of("install");
      case LATEST -> List.of("install", "-U");
      case FORCEREINSTALL -> List.of("install", "-U", "--force-reinstall");
    };
  }

  private static List<String> words(Pip.Args args) {
    if (args.requirements().isPresent()) {
      return List.of("--requirement=" + args.requirements().get().text());
    }
    List<String> out = new ArrayList<>();
    for (Requirement each : args.required()) {
      out.add(args.editable() ? "--editable=" + each.text() : each.text());
    }
    return out;
  }

  private static String why(Pip.Args args) {
    List<String> names = args.required().stream().map(Requirement::text).toList();
    return "install the Python packages "
        + args.requirements().map(HostPath::text).orElse(String.join(" ", names));
  }

  private static TaskResult result(Pip.Args args, List<String> argv) {
    TaskResult out =
        TaskResult.of(
            "cmd", argv,
            "name", Requirement.joined(args.name().orElse(List.of())),
            "version", args.version().orElse(null),
            "state", args.state().name().toLowerCase(Locale.ROOT),
            "requirements", args.requirements().map(HostPath::text).orElse(null));
    return out.with("virtualenv", args.virtualenv().map(HostPath::text).orElse(null));
  }

  private static TaskResult output(TaskResult result, Plan.Outcome outcome) {
    String out = outcome.output().out().stripTrailing();
    String err = outcome.output().err().stripTrailing();
    return result
        .with("stdout", out)
        .with("stdout_lines", out.lines().toList())
        .with("stderr", err)
        .with("stderr_lines", err.lines().toList());
  }
}
