package dev.play.modules.web;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Modules of Apache (a2enmod(8), a2dismod(8)). Options and results as in {@code
 * community.general.apache2_module}.
 */
@ModuleDoc(
    name = "apache2_module",
    also = "community.general.apache2_module",
    summary = "Enables and disables modules of the Apache web server.",
    example = "apache2_module: {name: rewrite}",
    notes = "On Debian and SUSE, whose Apache comes with a2enmod.")
public final class Apache2Module implements Module<Apache2Module.Args> {
  private static final Resource CONFIGURATION = Resource.tree("/etc/apache2");
  private static final Pattern PHP = Pattern.compile("^(php)8[\\d.]*|^(php\\d)\\.");

  /** The arguments. */
  public record Args(
      @Param("the module, as a2enmod calls it") String name,
      @Param("the module, as apache2ctl -M calls it; by default the name and _module")
          Optional<String> identifier,
      @Param(value = "disable modules that Debian thinks are needed", def = "false") boolean force,
      @Param(value = "whether it is to be enabled", def = "present") State state,
      @Param(value = "go on where the configuration is broken", def = "false")
          boolean ignoreConfigcheck,
      @Param(value = "warn of a server without an MPM", def = "true") boolean warnMpmAbsent) {
    public Args {
      if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*")) {
        throw new IllegalArgumentException("not a module of Apache: '" + name + "'");
      }
      if (!identifier.orElse("x").matches("[A-Za-z0-9_]+")) {
        throw new IllegalArgumentException("not an identifier: '" + identifier.get() + "'");
      }
    }

    String known() {
      return identifier.orElseGet(() -> usual(name));
    }

    /** Most are called alike; these are not. */
    private static String usual(String name) {
      if (name.contains("shib")) {
        return "mod_shib";
      }
      if (name.contains("evasive")) {
        return "evasive20_module";
      }
      Matcher php = PHP.matcher(name);
      return php.find()
          ? Optional.ofNullable(php.group(1)).orElse(php.group(2)) + "_module"
          : name + "_module";
    }
  }

  /** Whether a module is to be enabled. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(CONFIGURATION);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    boolean wanted = args.state() == State.PRESENT;
    String tool = wanted ? "a2enmod" : "a2dismod";
    host.need(
        List.of(new Probe.Tool(tool), new Probe.Tool("apache2ctl"), new Probe.Tool("apachectl")));
    if (host.known(new Probe.Tool(tool)).isEmpty()) {
      throw new ModuleFailure(
          tool + " not found. Perhaps this system does not use " + tool + " to manage apache");
    }
    String control =
        host.known(new Probe.Tool("apache2ctl")).isPresent() ? "apache2ctl" : "apachectl";
    List<String> warnings = new ArrayList<>();
    TaskResult result =
        TaskResult.of(
            "result",
            "Module " + args.name() + (wanted ? " enabled" : " disabled"),
            "name",
            args.name());
    boolean enabled = enabled(args, host, control, warnings);
    if (!warnings.isEmpty()) {
      result = result.with("warnings", warnings);
    }
    if (enabled == wanted) {
      return Plan.same(result);
    }
    if (wanted) {
      requireThere(args, host);
    }
    List<String> argv = new ArrayList<>(List.of(tool));
    if (args.force() && !wanted) {
      argv.add("-f");
    }
    argv.add(args.name());
    return Plan.change(
        List.of(
            Effect.Run.of(
                proved(args, argv, control, wanted),
                (wanted ? "enable" : "disable") + " Apache's module " + args.name(),
                Set.of(CONFIGURATION))),
        result);
  }

  /** The change, and the server's own word that it has come about. */
  private static Command proved(Args args, List<String> argv, String control, boolean wanted) {
    String script =
        """
        control=$1 identifier=$2 wanted=$3 lenient=$4
        shift 4
        "$@" || exit $?
        modules=$("$control" -M 2>&1) || { [ "$lenient" = true ] && modules=; } || {
          printf 'Error executing %s: %s\\n' "$control" "$modules" >&2; exit 1; }
        case $modules in *" $identifier"*) is=true ;; *) is=false ;; esac
        [ "$is" = "$wanted" ] || {
          echo "Maybe the module identifier ($identifier) was guessed incorrectly. Consider setting the identifier option." >&2
          exit 1
        }
        """;
    List<String> words =
        new ArrayList<>(
            List.of(
                control,
                args.known(),
                Boolean.toString(wanted),
                Boolean.toString(args.ignoreConfigcheck())));
    words.addAll(argv);
    return Command.script(script, words.toArray(String[]::new));
  }

  private static boolean enabled(Args args, HostView host, String control, List<String> warnings) {
    CommandOutput told =
        host.known(Probe.Query.of(Set.of(CONFIGURATION, Resource.PACKAGE_SET), control, "-M"));
    if (told.ok()) {
      return told.out().contains(" " + args.known());
    }
    String error = "Error executing " + control + ": " + told.err().strip();
    if (!args.ignoreConfigcheck()) {
      throw new ModuleFailure(error);
    }
    boolean noMpm = told.err().contains("AH00534") && args.name().contains("mpm_");
    if (!noMpm) {
      warnings.add(error);
    } else if (args.warnMpmAbsent()) {
      warnings.add(
          "No MPM module loaded! apache2 reload AND other module actions will fail if no MPM module"
              + " is loaded immediately.");
    }
    return false;
  }

  private static void requireThere(Args args, HostView host) {
    HostPath available = HostPath.of("/etc/apache2/mods-available");
    Probe.FileAt directory = new Probe.FileAt(available, true);
    Probe.FileAt load = new Probe.FileAt(available.child(args.name() + ".load"), true);
    host.need(List.of(directory, load));
    if (host.known(directory).isDirectory() && !host.known(load).exists()) {
      throw new ModuleFailure(
          "Failed to set module %s to enabled: Module %s does not exist!"
              .formatted(args.name(), args.name()));
    }
  }
}
