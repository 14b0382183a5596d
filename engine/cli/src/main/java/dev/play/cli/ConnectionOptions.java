package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.connection.Target;
import dev.play.inventory.source.ShellWords;
import dev.play.module.Secret;
import dev.play.settings.Settings;
import dev.play.settings.Settings.Found;
import dev.play.template.PythonText;
import dev.play.value.Value;
import dev.play.variables.connect.ConnectionDefaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How hosts are reached, where their variables and the tasks say nothing. */
final class ConnectionOptions {
  @Option(
      names = {"-u", "--user"},
      paramLabel = "USER",
      description = "Log in as this user.")
  String user = "";

  @Option(
      names = {"-k", "--ask-pass"},
      description = "Ask for the login's password.")
  boolean askPassword;

  @Option(
      names = {"--private-key", "--key-file"},
      paramLabel = "FILE",
      description = "Log in with this key.")
  String privateKey = "";

  @Option(
      names = {"-c", "--connection"},
      paramLabel = "NAME",
      description = "ssh (default), local, docker or podman.")
  String connection = "";

  @Option(
      names = {"-T", "--timeout"},
      paramLabel = "SECONDS",
      description = "For connecting and logging in (default: 10).")
  int timeout;

  @Option(
      names = {"-b", "--become"},
      description = "Become another user on the hosts.")
  boolean become;

  @Option(
      names = "--become-user",
      paramLabel = "USER",
      description = "Whom to become (default: root).")
  String becomeUser = "";

  @Option(
      names = "--become-method",
      paramLabel = "METHOD",
      description = "sudo (default), su or doas.")
  String becomeMethod = "";

  @Option(
      names = {"-K", "--ask-become-pass"},
      description = "Ask for the password of becoming.")
  boolean askBecomePassword;

  @Option(
      names = "--ssh-common-args",
      paramLabel = "ARGS",
      description = "Further options as for ssh(1).")
  String sshArguments = "";

  @Option(
      names = "--accept-new-host-keys",
      description = "Accept and keep host keys not seen before; a changed key is always refused.")
  boolean acceptNewHostKeys;

  @Option(
      names = "--ssh-extra-args",
      paramLabel = "ARGS",
      description = "The same, for ssh(1) only.")
  String sshExtraArguments = "";

  @Option(
      names = {"--scp-extra-args", "--sftp-extra-args"},
      paramLabel = "ARGS",
      description = "Taken and not needed: files go through the one connection.")
  List<String> transferArguments = new ArrayList<>();

  @Option(
      names = {"--connection-password-file", "--conn-pass-file"},
      paramLabel = "FILE",
      description = "Holds the password of logging in.")
  String passwordFile = "";

  @Option(
      names = {"--become-password-file", "--become-pass-file"},
      paramLabel = "FILE",
      description = "Holds the password of becoming.")
  String becomePasswordFile = "";

  /** Asks for passwords where that was asked for. */
  ConnectionDefaults defaults(Project project) {
    Settings settings = project.settings;
    ConnectionPasswords passwords = new ConnectionPasswords(project);
    Optional<Secret> password = passwords.login(askPassword, given(passwordFile));
    Optional<Secret> becoming =
        passwords.becoming(askBecomePassword, given(becomePasswordFile), password);
    boolean trusting = acceptNewHostKeys || !settings.flag("HOST_KEY_CHECKING");
    Terminal terminal = project.terminal;
    return new ConnectionDefaults(
        given(connection).or(() -> set("DEFAULT_TRANSPORT", settings)),
        given(user).or(() -> settings.text("DEFAULT_REMOTE_USER")),
        password,
        given(privateKey)
            .map(name -> terminal.directory().resolve(expanded(name, terminal)))
            .or(() -> settings.path("DEFAULT_PRIVATE_KEY_FILE")),
        become || settings.flag("DEFAULT_BECOME"),
        given(becomeUser).or(() -> set("DEFAULT_BECOME_USER", settings)),
        given(becomeMethod).or(() -> set("DEFAULT_BECOME_METHOD", settings)),
        becoming,
        Duration.ofSeconds(timeout > 0 ? timeout : settings.number("DEFAULT_TIMEOUT")),
        trusting ? Target.HostKeys.ACCEPT_NEW : Target.HostKeys.STRICT,
        words(settings));
  }

  private static Optional<String> set(String name, Settings settings) {
    return settings.isSet(name) ? settings.text(name) : Optional.empty();
  }

  static String expanded(String name, Terminal terminal) {
    return name.startsWith("~/") ? terminal.home() + name.substring(1) : name;
  }

  private List<String> words(Settings settings) {
    List<String> all = new ArrayList<>();
    if (ofSsh("ssh_args", settings).filter(f -> !f.origin().equals("default")).isPresent()) {
      all.addAll(words("ssh_args", ofSsh("ssh_args", settings).map(Found::value)));
    }
    all.addAll(
        sshArguments.isBlank()
            ? words("ssh_common_args", ofSsh("ssh_common_args", settings).map(Found::value))
            : words("--ssh-common-args", Optional.of(new Value.Text(sshArguments))));
    all.addAll(
        sshExtraArguments.isBlank()
            ? words("ssh_extra_args", ofSsh("ssh_extra_args", settings).map(Found::value))
            : words("--ssh-extra-args", Optional.of(new Value.Text(sshExtraArguments))));
    return List.copyOf(all);
  }

  private static Optional<Found> ofSsh(String option, Settings settings) {
    return settings.ofPlugin("connection", "ssh", option, name -> Optional.empty());
  }

  private static List<String> words(String what, Optional<Value> given) {
    String text = given.map(PythonText::str).orElse("");
    return ShellWords.split(text, false)
        .orElseThrow(() -> new UsageException(what + ": a quote is not closed"))
        .stream()
        .map(ShellWords.Token::text)
        .toList();
  }

  static Optional<String> given(String option) {
    return Optional.of(option).filter(o -> !o.isBlank());
  }
}
