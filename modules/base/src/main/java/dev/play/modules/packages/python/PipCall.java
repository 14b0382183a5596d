package dev.play.modules.packages.python;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the host's pip is called.
 *
 * @param environment the virtual environment whose pip it is
 * @param executable which pip, in the system
 * @param extra further options
 * @param anyPlace whether a Python that the system manages may be installed into
 */
public record PipCall(
    Optional<HostPath> environment,
    Optional<HostPath> executable,
    Optional<HostPath> directory,
    Optional<String> umask,
    List<String> extra,
    boolean anyPlace) {
  private static final Resource PACKAGES = Resource.topic("pip");

  // $1: options for the list; the rest: programs, of which the first that is there is asked.
  private static final String LIST =
      """
      option=$1
      shift
      for program in "$@"; do
        pip=$(command -v "$program") && break
      done
      [ -n "$pip" ] || exit 127
      printf '%s\\0%s\\0' "$pip" "$(id -u)"
      case $pip in */python) set -- -m pip ;; *) set -- ;; esac
      exec "$pip" "$@" --disable-pip-version-check list --format=freeze $option
      """;

  public PipCall {
    extra = List.copyOf(extra);
  }

  /**
   * The pip that is called. That of an environment is its Python's module: the program pip there is
   * a script that breaks where its path holds more than letters.
   *
   * @param program the words to call it by
   * @param root whether it installs for everybody
   * @param list what is installed, as {@code NAME==VERSION} lines
   */
  public record Found(List<String> program, boolean root, String list) {
    public Found {
      program = List.copyOf(program);
    }

    public List<String> lines() {
      return list.lines().toList();
    }

    /** Versions by plain names. */
    public Map<String, String> installed() {
      Map<String, String> out = new LinkedHashMap<>();
      for (String line : lines()) {
        int equals = line.indexOf("==");
        if (equals > 0) {
          out.put(Requirement.plainName(line.substring(0, equals)), line.substring(equals + 2));
        }
      }
      return out;
    }
  }

  /**
   * Looks for pip and at what it has installed.
   *
   * @param own only what is the environment's own
   * @throws ModuleFailure where there is no pip
   */
  public Found found(HostView host, boolean own) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", LIST, "sh"));
    argv.add(own && environment.isPresent() ? "--local" : "");
    if (environment.isPresent()) {
      argv.add(python(environment.get()));
    } else {
      argv.addAll(executable.map(e -> List.of(e.operand())).orElse(List.of("pip3", "pip")));
    }
    Set<Resource> about = new HashSet<>(Set.of(PACKAGES, Resource.PACKAGE_SET));
    environment.ifPresent(e -> about.add(new Resource.Tree(e)));
    CommandOutput told = host.known(Probe.Query.of(about, argv));
    if (told.status() == 127) {
      throw new ModuleFailure(
          "Unable to find any of %s to use.  pip needs to be installed."
              .formatted(String.join(", ", argv.subList(5, argv.size()))));
    }
    if (!told.ok()) {
      throw new ModuleFailure("pip cannot tell what is installed: " + told.err().strip());
    }
    String[] parts = told.out().split("\0", 3);
    return new Found(program(parts[0]), parts[1].equals("0"), parts[2].stripTrailing());
  }

  /**
   * Why pip would install and remove nothing: the system manages this Python (PEP 668). pip says so
   * before it finds that the package to remove is not there.
   */
  public Optional<String> refusal(HostView host, Found pip) {
    if (environment.isPresent()
        || anyPlace
        || extra.contains("--break-system-packages")
        || installsElsewhere()) {
      return Optional.empty();
    }
    List<String> argv = new ArrayList<>(pip.program());
    argv.addAll(
        List.of("--disable-pip-version-check", "uninstall", "-y", "play-has-no-such-package"));
    Set<Resource> about =
        Set.of(PACKAGES, Resource.PACKAGE_SET, Resource.path(HostPath.of("/etc/pip.conf")));
    return host.read(Probe.Query.of(about, argv))
                instanceof Observed.Known<CommandOutput>(CommandOutput told)
            && told.err().contains("externally-managed-environment")
        ? Optional.of(told.err().strip())
        : Optional.empty();
  }

  /** Whether packages go where its list does not look. */
  public boolean installsElsewhere() {
    return extra.stream().anyMatch(e -> e.matches("(-t|--target|--prefix|--root)(=.*)?|-t.+"));
  }

  /**
   * What an installation may touch.
   *
   * @param everybody whether it is known to go where everybody's packages are
   */
  public Set<Resource> touches(boolean everybody) {
    if (installsElsewhere()) {
      return Set.of(Resource.EVERYTHING);
    }
    if (environment.isPresent()) {
      return Set.of(PACKAGES, Resource.path(environment.get()));
    }
    Set<Resource> out =
        new HashSet<>(Set.of(PACKAGES, Resource.PACKAGE_SET, Resource.tree("/usr/local")));
    if (!everybody || extra.contains("--user")) {
      out.addAll(Set.of(Resource.tree("/home"), Resource.tree("/root/.local")));
    }
    return out;
  }

  /** Words of a call. */
  public List<String> argv(List<String> program, List<String> verb, List<String> operands) {
    List<String> out = new ArrayList<>(program);
    out.addAll(verb);
    out.addAll(extra);
    out.addAll(operands);
    return out;
  }

  /** Carries a call out. */
  public Effect run(List<String> argv, String why, boolean everybody) {
    return Effect.Run.of(within(Command.of(argv)), why, touches(everybody));
  }

  /** Only looks, as between two effects. */
  public Effect freeze(List<String> program) {
    List<String> argv = new ArrayList<>(program);
    argv.addAll(List.of("freeze", "--all"));
    return Effect.Run.of(within(Command.of(argv)), "list the Python packages", Set.of());
  }

  private static String python(HostPath environment) {
    return HostPath.of(environment.operand()).child("bin/python").text();
  }

  private static List<String> program(String found) {
    return found.endsWith("/python") ? List.of(found, "-m", "pip") : List.of(found);
  }

  /** The pip of an environment that is made first. */
  public static List<String> inside(HostPath environment) {
    return program(python(environment));
  }

  /** A command in the directory, with the umask and in the manner that is asked for. */
  public Command within(Command command) {
    Command out = command;
    if (umask.isPresent()) {
      List<String> words = new ArrayList<>(List.of(umask.get()));
      words.addAll(command.argv());
      out = Command.script("umask \"$1\"; shift; exec \"$@\"", words.toArray(String[]::new));
    }
    Map<String, String> environment = new LinkedHashMap<>(Map.of("LC_ALL", "C.UTF-8"));
    environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    if (anyPlace) {
      environment.put("PIP_BREAK_SYSTEM_PACKAGES", "1");
    }
    out = out.withEnvironment(environment);
    return directory.isPresent() ? out.in(directory.get()) : out;
  }
}
