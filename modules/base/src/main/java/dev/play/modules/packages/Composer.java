package dev.play.modules.packages;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ShellWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PHP's packages, by the host's composer. Options and results as in {@code
 * community.general.composer}.
 */
@ModuleDoc(
    name = "composer",
    also = "community.general.composer",
    summary = "Installs what a PHP project depends on.",
    example = "composer: {command: install, working_dir: /srv/app}",
    notes = {
      "A check says what --dry-run says; commands without that are unknown in a check.",
      "Where it says that there is nothing to do and the autoloader is there, composer is not run."
    })
public final class Composer implements Module<Composer.Args> {
  private static final List<String> QUIET = List.of("no-ansi", "no-interaction", "no-progress");

  /** The arguments. */
  public record Args(
      @Param(value = "composer's command", def = "install") String command,
      @Param(value = "further words of the command", def = "") String arguments,
      @Param(value = "the program php", aliases = "php_path") Optional<HostPath> executable,
      @Param(value = "directory of the project", aliases = "working-dir")
          Optional<HostPath> workingDir,
      @Param(value = "for the user's own project", def = "false", aliases = "global-command")
          boolean globalCommand,
      @Param(value = "take sources", def = "false", aliases = "prefer-source") boolean preferSource,
      @Param(value = "take packed releases", def = "false", aliases = "prefer-dist")
          boolean preferDist,
      @Param(value = "without what is for development", def = "true", aliases = "no-dev")
          boolean noDev,
      @Param(value = "run no scripts of composer.json", def = "false", aliases = "no-scripts")
          boolean noScripts,
      @Param(value = "load no plugins", def = "false", aliases = "no-plugins") boolean noPlugins,
      @Param(value = "a quicker autoloader", def = "true", aliases = "optimize-autoloader")
          boolean optimizeAutoloader,
      @Param(
              value = "load classes from the class map only",
              def = "false",
              aliases = "classmap-authoritative")
          boolean classmapAuthoritative,
      @Param(value = "keep classes in APCu", def = "false", aliases = "apcu-autoloader")
          boolean apcuAutoloader,
      @Param(
              value = "whatever PHP and extensions the host has",
              def = "false",
              aliases = "ignore-platform-reqs")
          boolean ignorePlatformReqs,
      @Param("the program composer") Optional<HostPath> composerExecutable) {
    public Args {
      if (!command.matches("[a-z][a-z0-9:-]*")) {
        throw new IllegalArgumentException(
            "Use the 'arguments' param for passing arguments with the 'command'");
      }
      if (!globalCommand && workingDir.isEmpty()) {
        throw new IllegalArgumentException("working_dir is required unless global_command is set");
      }
      ShellWords.split(arguments);
    }

    private Map<String, Boolean> asked() {
      Map<String, Boolean> out = new LinkedHashMap<>();
      out.put("prefer-source", preferSource);
      out.put("prefer-dist", preferDist);
      out.put("no-dev", noDev);
      out.put("no-scripts", noScripts);
      out.put("no-plugins", noPlugins);
      out.put("optimize-autoloader", optimizeAutoloader);
      out.put("classmap-authoritative", classmapAuthoritative);
      out.put("apcu-autoloader", apcuAutoloader);
      out.put("ignore-platform-reqs", ignorePlatformReqs);
      return out;
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.globalCommand()
        ? Set.of(Resource.EVERYTHING)
        : Set.of(new Resource.Tree(args.workingDir().orElseThrow()), Resource.topic("composer"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<String> program =
        List.of(
            program(args.executable(), "php", "php-cli", host),
            program(args.composerExecutable(), "composer", "composer", host));
    if (!args.globalCommand()) {
      HostPath directory = args.workingDir().orElseThrow();
      if (!host.known(new Probe.FileAt(directory, true)).isDirectory()) {
        throw new ModuleFailure("the directory " + directory + " does not exist");
      }
    }
    String help = help(args, program, host);
    List<String> argv = new ArrayList<>(program);
    if (args.globalCommand()) {
      argv.add("global");
    }
    argv.add(args.command());
    QUIET.stream().filter(o -> knows(help, o)).forEach(o -> argv.add("--" + o));
    args.asked()
        .forEach(
            (option, wanted) -> {
              if (wanted && knows(help, option)) {
                argv.add("--" + option);
              }
            });
    if (!args.globalCommand()) {
      argv.add("--working-dir=" + args.workingDir().orElseThrow());
    }
    argv.addAll(ShellWords.split(args.arguments()));
    return knows(help, "dry-run") ? foreseen(args, argv, host) : perhaps(args, argv);
  }

  private static String program(
      Optional<HostPath> given, String name, String owner, HostView host) {
    return given
        .or(() -> host.known(new Probe.Tool(name)))
        .map(HostPath::text)
        .orElseThrow(
            () ->
                new ModuleFailure(
                    name + " is not on the host; it comes with the package " + owner));
  }

  private static String help(Args args, List<String> program, HostView host) {
    List<String> argv = new ArrayList<>(program);
    argv.addAll(List.of("help", args.command(), "--no-interaction", "--format=json"));
    CommandOutput help = host.known(query(argv, Set.of(Resource.topic("composer"))));
    if (!help.ok()) {
      throw new ModuleFailure(
          "composer does not know the command " + args.command() + ": " + told(help).strip());
    }
    return help.out();
  }

  // Root is asked for leave to be root otherwise; nothing is kept of what is only looked at.
  private static Probe.Query query(List<String> argv, Set<Resource> about) {
    return new Probe.Query(
        argv,
        Map.of("LC_ALL", "C", "COMPOSER_ALLOW_SUPERUSER", "1", "COMPOSER_CACHE_DIR", "/dev/null"),
        Blob.of(""),
        about);
  }

  private static boolean knows(String help, String option) {
    return help.contains("\"--" + option + "\"") || help.contains("\"" + option + "\":");
  }

  private Plan foreseen(Args args, List<String> argv, HostView host) {
    List<String> dry = new ArrayList<>(argv);
    dry.add("--dry-run");
    CommandOutput said = host.known(query(dry, mayTouch(args)));
    if (!said.ok()) {
      throw new ModuleFailure(told(said).strip(), TaskResult.of("stdout", said.err()));
    }
    boolean loads =
        args.globalCommand()
            || host.known(
                    new Probe.FileAt(
                        args.workingDir().orElseThrow().child("vendor/autoload.php"), true))
                .exists();
    if (isNothing(told(said)) && loads) {
      return Plan.same(result(said));
    }
    return isNothing(told(said))
        ? perhaps(args, argv)
        : Plan.run(List.of(run(args, argv)), outcomes -> result(outcomes.getFirst().output()));
  }

  private Plan perhaps(Args args, List<String> argv) {
    return new Plan.Perhaps(
        List.of(run(args, argv)),
        outcomes -> {
          CommandOutput output = outcomes.getFirst().output();
          return result(output).changed(!isNothing(told(output)));
        },
        "until composer has run");
  }

  private Effect run(Args args, List<String> argv) {
    return Effect.Run.of(
        Command.of(argv).withEnvironment(Map.of("COMPOSER_ALLOW_SUPERUSER", "1")),
        "run composer " + args.command(),
        mayTouch(args));
  }

  private static boolean isNothing(String told) {
    return Pattern.compile("Nothing to install(,| or) update").matcher(told).find();
  }

  private static String told(CommandOutput output) {
    return output.out() + output.err();
  }

  private static TaskResult result(CommandOutput output) {
    String told = told(output);
    return TaskResult.of(
        "msg",
        String.join(" ", told.strip().split("\\s+")),
        "stdout",
        told,
        "stdout_lines",
        told.lines().toList());
  }
}
