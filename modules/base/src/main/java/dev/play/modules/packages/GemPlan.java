package dev.play.modules.packages;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ShellWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be done about a Ruby gem. */
final class GemPlan {
  private static final Pattern LISTED = Pattern.compile("(?m)^\\S+ \\((.+)\\)$");
  private static final Pattern PLACE =
      Pattern.compile("(?m)^ +(?:Installed at)?(?: ?\\(([^,)]*)[^)]*\\))?: (/.*)$");

  private GemPlan() {}

  static Set<Resource> touches(Gem.Args args) {
    Set<Resource> out = new HashSet<>(Set.of(Resource.topic("gem")));
    args.installDir().ifPresent(dir -> out.add(new Resource.Tree(dir)));
    args.bindir().ifPresent(dir -> out.add(new Resource.Tree(dir)));
    if (args.installDir().isEmpty()) {
      for (String place : List.of("/var/lib/gems", "/usr", "/root", "/home", "/opt")) {
        out.add(Resource.tree(place));
      }
    }
    return out;
  }

  static Plan of(Gem.Args args, HostView host) {
    String local = list(args, host, "--local", "--details");
    List<String> there = versions(local);
    Optional<String> wanted =
        args.state() == Gem.State.LATEST ? newest(args, host) : args.version();
    boolean settled = wanted.map(there::contains).orElse(!there.isEmpty());
    TaskResult result = result(args, wanted);
    if (args.state() == Gem.State.ABSENT) {
      return settled ? remove(args, host, local, result) : Plan.same(result);
    }
    if (settled) {
      return Plan.same(result);
    }
    Effect run =
        run(
            args,
            install(args, host, wanted),
            "install the gem " + args.name() + wanted.map(v -> " " + v).orElse(""));
    return Plan.change(List.of(run), result);
  }

  private static TaskResult result(Gem.Args args, Optional<String> version) {
    TaskResult out =
        TaskResult.of("name", args.name(), "state", args.state().name().toLowerCase(Locale.ROOT));
    out = version.isPresent() ? out.with("version", version.get()) : out;
    return args.repository().isPresent() ? out.with("repository", args.repository().get()) : out;
  }

  private static Probe.Query asking(Gem.Args args, List<String> argv) {
    Set<Resource> about = new HashSet<>(touches(args));
    about.add(Resource.PACKAGE_SET);
    return new Probe.Query(argv, environment(args), dev.play.host.Blob.of(""), about);
  }

  private static String list(Gem.Args args, HostView host, String... words) {
    List<String> argv = argv(args, host, "list");
    argv.addAll(List.of(words));
    argv.add("^" + args.name().replace(".", "\\.") + "$");
    CommandOutput told = host.known(asking(args, argv));
    if (!told.ok()) {
      throw new ModuleFailure("gem does not list gems: " + told.err().strip());
    }
    return told.out();
  }

  private static List<String> versions(String listed) {
    List<String> out = new ArrayList<>();
    Matcher line = LISTED.matcher(listed);
    while (line.find()) {
      for (String each : line.group(1).split(", ")) {
        out.add(each.replaceFirst("^default: ", "").split(" ")[0]);
      }
    }
    return out;
  }

  /** What a repository has as the newest, if it has the gem at all. */
  private static Optional<String> newest(Gem.Args args, HostView host) {
    List<String> words = new ArrayList<>(List.of("--remote"));
    args.repository().ifPresent(r -> words.addAll(List.of("--clear-sources", "--source", r)));
    if (args.preRelease()) {
      words.add("--prerelease");
    }
    return versions(list(args, host, words.toArray(String[]::new))).stream().findFirst();
  }

  private static List<String> install(Gem.Args args, HostView host, Optional<String> version) {
    List<String> out = argv(args, host, "install");
    version.ifPresent(v -> out.addAll(List.of("--version", v)));
    args.repository().ifPresent(r -> out.addAll(List.of("--clear-sources", "--source", r)));
    if (!args.includeDependencies()) {
      out.add("--ignore-dependencies");
    }
    out.add(args.userInstall() ? "--user-install" : "--no-user-install");
    args.installDir().ifPresent(dir -> out.addAll(List.of("--install-dir", dir.text())));
    args.bindir().ifPresent(dir -> out.addAll(List.of("--bindir", dir.text())));
    if (args.preRelease()) {
      out.add("--prerelease");
    }
    out.add(args.includeDoc() ? "--document" : "--no-document");
    if (args.envShebang()) {
      out.add("--env-shebang");
    }
    if (args.force()) {
      out.add("--force");
    }
    out.add(args.gemSource().map(HostPath::operand).orElse(args.name()));
    args.buildFlags()
        .ifPresent(
            flags -> {
              out.add("--");
              out.addAll(ShellWords.split(flags));
            });
    return out;
  }

  private static Plan remove(Gem.Args args, HostView host, String listed, TaskResult result) {
    Set<String> places = new TreeSet<>();
    Matcher place = PLACE.matcher(listed);
    while (place.find()) {
      Optional<String> version = Optional.ofNullable(place.group(1));
      if (version.isEmpty() || args.version().isEmpty() || version.equals(args.version())) {
        places.add(place.group(2));
      }
    }
    List<Effect> effects = new ArrayList<>();
    for (String each : places) {
      List<String> argv = argv(args, host, "uninstall", "--install-dir", each);
      args.bindir().ifPresent(dir -> argv.addAll(List.of("--bindir", dir.text())));
      argv.addAll(args.version().map(v -> List.of("--version", v)).orElse(List.of("--all")));
      argv.add("--executables");
      if (args.force()) {
        argv.add("--force");
      }
      argv.add(args.name());
      effects.add(run(args, argv, "remove the gem " + args.name() + " from " + each));
    }
    return effects.isEmpty()
        ? Plan.failed("gem does not tell where " + args.name() + " is")
        : Plan.change(effects, result);
  }

  private static Effect run(Gem.Args args, List<String> argv, String why) {
    return Effect.Run.of(Command.of(argv).withEnvironment(environment(args)), why, touches(args));
  }

  private static List<String> argv(Gem.Args args, HostView host, String... words) {
    List<String> out =
        new ArrayList<>(
            args.executable()
                .map(e -> List.of(e.text().split(" ")))
                .orElseGet(
                    () ->
                        host.known(new Probe.Tool("gem"))
                            .map(path -> List.of(path.text()))
                            .orElseThrow(
                                () ->
                                    new ModuleFailure(
                                        "gem is not on the host; it comes with the package"
                                            + " ruby"))));
    out.addAll(List.of(words));
    if (args.norc()) {
      out.add("--norc");
    }
    return out;
  }

  private static Map<String, String> environment(Gem.Args args) {
    Map<String, String> out = new HashMap<>(Map.of("LC_ALL", "C.UTF-8"));
    args.installDir().ifPresent(dir -> out.put("GEM_HOME", dir.text()));
    return out;
  }
}
