package dev.play.variables.connect;

import dev.play.connection.Become;
import dev.play.connection.Target;
import dev.play.host.HostName;
import dev.play.module.Secret;
import dev.play.schema.NearName;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a task reaches its host and who it becomes there. Variables win over keywords, keywords over
 * the command line, as in Ansible (docs.ansible.com, controlling how Ansible behaves).
 */
public record ConnectionSettings(Target target, Optional<Become> become) {
  /**
   * @param host the host to reach: the task's own, or the one it is delegated to
   * @param scope that host's variables
   * @param home the user's home directory, for {@code ~} in file names
   * @throws EvaluationException when a variable makes no sense
   */
  public static ConnectionSettings from(
      HostName host,
      Scope scope,
      ConnectionKeywords keywords,
      ConnectionDefaults defaults,
      TemplateCompiler templates,
      Path home) {
    VariableReader read = new VariableReader(scope, templates);
    Target target = target(host, scope, read, keywords, defaults, home);
    return new ConnectionSettings(
        new Bastions(defaults, templates, home).with(target, scope, List.of(host)),
        become(read, keywords, defaults));
  }

  /** How a host is reached, but for its bastions. */
  static Target target(
      HostName host,
      Scope scope,
      VariableReader read,
      ConnectionKeywords keywords,
      ConnectionDefaults defaults,
      Path home) {
    String connection =
        kind(
            read.text("ansible_connection")
                .or(keywords::connection)
                .or(defaults::connection)
                .orElse("ssh"));
    return new Target(
        host,
        connection,
        read.text("ansible_ssh_host", "ansible_host").orElse(host.name()),
        read.port("ansible_ssh_port", "ansible_port").or(keywords::port),
        read.text("ansible_ssh_user", "ansible_user").or(keywords::remoteUser).or(defaults::user),
        read.secret("ansible_password", "ansible_ssh_pass", "ansible_ssh_password")
            .or(defaults::password),
        read.text("ansible_ssh_private_key_file", "ansible_private_key_file")
            .map(name -> path(name, home))
            .or(defaults::privateKey),
        read.secret("ansible_ssh_private_key_passphrase", "ansible_private_key_passphrase"),
        sshArguments(read, defaults),
        hostKeys(read, defaults),
        read.lines("play_host_keys"),
        timeout(read, defaults),
        read.text("ansible_shell_executable"),
        options(connection, scope, read));
  }

  /** The short name; all of Ansible's ways to do SSH are one here. */
  private static String kind(String given) {
    String name = given.substring(given.lastIndexOf('.') + 1);
    return switch (name) {
      case "smart", "paramiko", "paramiko_ssh", "libssh" -> "ssh";
      default -> name;
    };
  }

  private static Path path(String name, Path home) {
    if (name.equals("~") || name.startsWith("~/")) {
      return home.resolve(name.substring(Math.min(2, name.length())));
    }
    return Path.of(name);
  }

  private static List<String> sshArguments(VariableReader read, ConnectionDefaults defaults) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(read.words("ansible_ssh_args"));
    List<String> common = read.words("ansible_ssh_common_args");
    arguments.addAll(common.isEmpty() ? defaults.sshArguments() : common);
    arguments.addAll(read.words("ansible_ssh_extra_args"));
    return List.copyOf(arguments);
  }

  /** Without checking, new keys are accepted and kept; a changed key is refused all the same. */
  private static Target.HostKeys hostKeys(VariableReader read, ConnectionDefaults defaults) {
    return read.flag("ansible_ssh_host_key_checking", "ansible_host_key_checking")
        .map(check -> check ? Target.HostKeys.STRICT : Target.HostKeys.ACCEPT_NEW)
        .orElse(defaults.hostKeys());
  }

  private static Duration timeout(VariableReader read, ConnectionDefaults defaults) {
    return read.seconds("ansible_ssh_timeout", "ansible_timeout")
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
        .orElse(defaults.timeout());
  }

  /** What connections of other kinds may need: {@code ansible_docker_...} for docker. */
  private static Map<String, String> options(String kind, Scope scope, VariableReader read) {
    if (kind.equals("ssh")) {
      return passage(scope, read);
    }
    if (kind.equals("local")) {
      return Map.of();
    }
    Map<String, String> options = new LinkedHashMap<>();
    scope.names().stream()
        .filter(name -> name.startsWith("ansible_" + kind + "_"))
        // Facts of an interface such as docker_gwbridge are called so too.
        .filter(name -> !(scope.lookup(name) instanceof Value.Dict))
        .sorted()
        .forEach(name -> read.text(name).ifPresent(value -> options.put(name, value)));
    return options;
  }

  /** What leads to a host that no address alone leads to. */
  private static Map<String, String> passage(Scope scope, VariableReader read) {
    Optional<String> name = read.text(Target.PASSAGE);
    if (name.isEmpty()) {
      return Map.of();
    }
    Map<String, String> options = new LinkedHashMap<>(Map.of(Target.PASSAGE, name.get()));
    scope.names().stream()
        .filter(variable -> variable.startsWith("play_" + name.get() + "_"))
        .sorted()
        .forEach(variable -> read.text(variable).ifPresent(v -> options.put(variable, v)));
    return options;
  }

  private static Optional<Become> become(
      VariableReader read, ConnectionKeywords keywords, ConnectionDefaults defaults) {
    boolean wanted = read.flag("ansible_become").or(keywords::become).orElse(defaults.become());
    if (!wanted) {
      return Optional.empty();
    }
    Become.Method method =
        method(
            read.text("ansible_become_method")
                .or(keywords::becomeMethod)
                .or(defaults::becomeMethod)
                .orElse("sudo"));
    String prefix = "ansible_" + method.name().toLowerCase(Locale.ROOT) + "_";
    String user =
        read.text("ansible_become_user", prefix + "user")
            .or(keywords::becomeUser)
            .or(defaults::becomeUser)
            .orElse("root");
    Optional<Secret> password =
        read.secret("ansible_become_password", "ansible_become_pass", prefix + "pass")
            .or(defaults::becomePassword);
    List<String> flags =
        read.text("ansible_become_flags", prefix + "flags")
            .or(keywords::becomeFlags)
            .map(text -> VariableReader.split("become_flags", text))
            .orElse(List.of());
    Optional<String> executable =
        read.text("ansible_become_exe", prefix + "exe").or(keywords::becomeExecutable);
    return Optional.of(new Become(method, user, password, flags, executable));
  }

  private static Become.Method method(String given) {
    String name = given.substring(given.lastIndexOf('.') + 1);
    return switch (name) {
      case "sudo" -> Become.Method.SUDO;
      case "su" -> Become.Method.SU;
      case "doas" -> Become.Method.DOAS;
      default -> {
        List<String> known = List.of("sudo", "su", "doas");
        throw EvaluationException.of(
            "there is no become method '" + given + "'",
            NearName.of(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are sudo, su and doas"));
      }
    };
  }
}
