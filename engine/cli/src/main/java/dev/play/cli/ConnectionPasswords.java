package dev.play.cli;

import dev.play.cli.terminal.UsageException;
import dev.play.module.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The passwords of logging in and of becoming: asked for, or read from files. */
final class ConnectionPasswords {
  private final Project project;

  ConnectionPasswords(Project project) {
    this.project = project;
  }

  Optional<Secret> login(boolean asks, Optional<String> file) {
    Optional<String> from = file.or(() -> project.settings.text("CONNECTION_PASSWORD_FILE"));
    if (from.isPresent()) {
      return Optional.of(read(from.get()));
    }
    return asks || project.settings.flag("DEFAULT_ASK_PASS")
        ? Optional.of(asked("SSH password: "))
        : Optional.empty();
  }

  /** An empty answer means the password of logging in. */
  Optional<Secret> becoming(boolean asks, Optional<String> file, Optional<Secret> login) {
    Optional<String> from = file.or(() -> project.settings.text("BECOME_PASSWORD_FILE"));
    if (from.isPresent()) {
      return Optional.of(read(from.get()));
    }
    if (!asks && !project.settings.flag("DEFAULT_BECOME_ASK_PASS")) {
      return Optional.empty();
    }
    Secret answer =
        asked(
            login.isPresent()
                ? "BECOME password[defaults to SSH password]: "
                : "BECOME password: ");
    return answer.reveal().isEmpty() ? login : Optional.of(answer);
  }

  private Secret read(String name) {
    try {
      String text =
          Files.readString(
                  project
                      .terminal
                      .directory()
                      .resolve(ConnectionOptions.expanded(name, project.terminal)))
              .strip();
      project.redactor.learn(text);
      return new Secret(text);
    } catch (IOException e) {
      throw new UsageException("the password file " + name + " cannot be read");
    }
  }

  private Secret asked(String prompt) {
    String answer =
        project
            .operator
            .ask(prompt, true)
            .orElseThrow(() -> new UsageException("nobody is there to answer: " + prompt.strip()));
    project.redactor.learn(answer);
    return new Secret(answer);
  }
}
