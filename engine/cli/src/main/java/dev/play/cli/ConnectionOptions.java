package dev.play.cli;

import dev.play.connection.Target;
import dev.play.event.Redactor;
import dev.play.module.Secret;
import dev.play.run.port.Operator;
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
      description = "For connecting and logging in (default: ${DEFAULT-VALUE}).")
  int timeout = 10;

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

  /** Asks for passwords where that was asked for. */
  ConnectionDefaults defaults(Terminal terminal, Operator operator, Redactor redactor) {
    Optional<Secret> password = password(askPassword, "SSH password: ", operator, redactor);
    Optional<Secret> becoming =
        password(
            askBecomePassword,
            password.isPresent()
                ? "BECOME password[defaults to SSH password]: "
                : "BECOME password: ",
            operator,
            redactor);
    boolean trusting =
        acceptNewHostKeys
            || terminal
                .setting("ANSIBLE_HOST_KEY_CHECKING")
                .filter(v -> v.equalsIgnoreCase("false") || v.equals("0"))
                .isPresent();
    return new ConnectionDefaults(
        given(connection),
        given(user).or(() -> terminal.setting("ANSIBLE_REMOTE_USER")),
        password,
        given(privateKey).map(name -> terminal.directory().resolve(name)),
        become,
        given(becomeUser),
        given(becomeMethod),
        becoming
            .filter(p -> !p.reveal().isEmpty())
            .or(() -> askBecomePassword ? password : Optional.empty()),
        Duration.ofSeconds(timeout),
        trusting ? Target.HostKeys.ACCEPT_NEW : Target.HostKeys.STRICT,
        words());
  }

  private List<String> words() {
    return dev.play.inventory.source.ShellWords.split(sshArguments, false)
        .orElseThrow(() -> new UsageException("--ssh-common-args: a quote is not closed"))
        .stream()
        .map(dev.play.inventory.source.ShellWords.Token::text)
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }

  private static Optional<Secret> password(
      boolean wanted, String prompt, Operator operator, Redactor redactor) {
    if (!wanted) {
      return Optional.empty();
    }
    String answer =
        operator
            .ask(prompt, true)
            .orElseThrow(() -> new UsageException("nobody is there to answer: " + prompt.strip()));
    redactor.learn(answer);
    return Optional.of(new Secret(answer));
  }

  static Optional<String> given(String option) {
    return Optional.of(option).filter(o -> !o.isBlank());
  }
}
