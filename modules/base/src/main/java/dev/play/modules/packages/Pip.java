package dev.play.modules.packages;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.base.text.ShellWords;
import dev.play.modules.packages.python.PipCall;
import dev.play.modules.packages.python.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Python packages, in the system or in a virtual environment, by the host's pip. Options and
 * results as in {@code ansible.builtin.pip}.
 */
@ModuleDoc(
    name = "pip",
    also = "ansible.builtin.pip",
    summary = "Installs, upgrades and removes Python packages.",
    example =
        "pip: {name: 'flask>=3,<4', virtualenv: /srv/app/venv, virtualenv_command: python3 -m venv}",
    requiredOneOf = "name,requirements,virtualenv",
    mutuallyExclusive = {"name,requirements", "executable,virtualenv"},
    notes = {
      "What is installed in a version that will do is left alone without asking pip.",
      "What only pip can tell (latest, addresses, extras) is unknown in a check."
    })
public final class Pip implements Module<Pip.Args> {
  /** The arguments. */
  public record Args(
      @Param("packages, each with conditions on its version, or where they are")
          Optional<List<String>> name,
      @Param("the one package's version, or conditions on it") Optional<String> version,
      @Param("a file on the host that lists packages") Optional<HostPath> requirements,
      @Param("directory of a virtual environment; made when it is not there")
          Optional<HostPath> virtualenv,
      @Param(value = "a new environment sees the system's packages", def = "false")
          boolean virtualenvSitePackages,
      @Param(value = "what makes an environment", def = "virtualenv") String virtualenvCommand,
      @Param("Python of a new environment") Optional<String> virtualenvPython,
      @Param(value = "what is wanted", def = "present") State state,
      @Param("further options for pip") Optional<String> extraArgs,
      @Param(value = "install from where the sources are", def = "false") boolean editable,
      @Param("directory to work in") Optional<HostPath> chdir,
      @Param("which pip") Optional<HostPath> executable,
      @Param("umask to install with, as an octal text") Optional<String> umask,
      @Param(value = "install into a Python that the system manages", def = "false")
          boolean breakSystemPackages) {
    public Args {
      umask
          .filter(u -> !u.matches("[0-7]{1,4}"))
          .ifPresent(
              u -> {
                throw new IllegalArgumentException("umask must be an octal integer");
              });
      extraArgs.ifPresent(ShellWords::split);
      if (ShellWords.split(virtualenvCommand).isEmpty()) {
        throw new IllegalArgumentException("virtualenv_command is empty");
      }
      if (virtualenvPython.isPresent() && makesVenv(virtualenvCommand)) {
        throw new IllegalArgumentException(
            "virtualenv_python should not be used when using the venv module or pyvenv as"
                + " virtualenv_command");
      }
      required(name, version, state);
    }

    private static boolean makesVenv(String command) {
      return command.matches("(?s).*(\\s-m\\s*venv\\b|pyvenv).*");
    }

    private static List<Requirement> required(
        Optional<List<String>> name, Optional<String> version, State state) {
      List<String> names = Requirement.joined(name.orElse(List.of()));
      Optional<String> only = version.filter(v -> !v.isBlank());
      if (only.isEmpty()) {
        return names.stream().map(Requirement::of).toList();
      }
      if (state == State.LATEST) {
        throw new IllegalArgumentException("version is incompatible with state=latest");
      }
      if (names.size() != 1) {
        throw new IllegalArgumentException(
            "'version' argument is ambiguous when installing multiple package distributions."
                + " Please specify version restrictions next to each package in 'name' argument.");
      }
      if (!Requirement.of(names.getFirst()).versions().isEmpty()) {
        throw new IllegalArgumentException(
            "The 'version' argument conflicts with any version specifier provided along with a"
                + " package name. Please keep the version specifier, but remove the 'version'"
                + " argument.");
      }
      boolean conditions = only.get().strip().matches("(?s)[=!<>~].*");
      return List.of(Requirement.of(names.getFirst() + (conditions ? "" : "==") + only.get()));
    }

    List<Requirement> required() {
      return required(name, version, state);
    }

    Optional<HostPath> environment() {
      return virtualenv.map(this::inside);
    }

    HostPath inside(HostPath path) {
      return chdir.isPresent() && !path.isAbsolute() ? chdir.get().child(path.text()) : path;
    }

    Optional<HostPath> requirementsFile() {
      return requirements.map(this::inside);
    }

    PipCall call() {
      return new PipCall(
          environment(),
          executable,
          chdir,
          umask,
          ShellWords.split(extraArgs.orElse("")),
          breakSystemPackages);
    }
  }

  /** What is wanted of packages. */
  public enum State {
    PRESENT,
    ABSENT,
    LATEST,
    FORCEREINSTALL
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.call().touches(false);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return PipPlan.of(args, host);
  }
}
