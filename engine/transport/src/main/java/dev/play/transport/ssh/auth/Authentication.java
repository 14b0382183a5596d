package dev.play.transport.ssh.auth;

import dev.play.connection.LoginRefused;
import dev.play.host.HostException;
import dev.play.module.Secret;
import dev.play.transport.ssh.config.SshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;

/**
 * Tries the ways to log in, one after the other: given keys, the agent's, default keys, the
 * password by keyboard-interactive and by password.
 */
public final class Authentication {
  private record Attempt(String what, AuthMethod method) {}

  private final SshSettings settings;
  private final List<String> tried = new ArrayList<>();
  private final Set<String> keysSeen = new HashSet<>();

  public Authentication(SshSettings settings) {
    this.settings = settings;
  }

  /** What can be tried without asking the host; loads keys, which may need BouncyCastle. */
  public List<KeyFile> keyFiles() {
    List<KeyFile> files = new ArrayList<>();
    for (Path path : settings.givenKeys()) {
      load(path, files, true);
    }
    for (Path path : settings.defaultKeys()) {
      load(path, files, false);
    }
    return files;
  }

  private void load(Path path, List<KeyFile> files, boolean given) {
    boolean hasAgent = settings.agent().isPresent();
    if (isPublic(path)) {
      if (!hasAgent) {
        tried.add("the key " + path + " (a public one, and there is no agent that has the other)");
      }
      return;
    }
    if (!Files.isReadable(path)) {
      if (given && (!hasAgent || publicPart(path).isEmpty())) {
        tried.add("the key " + path + " (cannot be read)");
      }
      return;
    }
    try {
      files.add(KeyFile.load(path, settings.passphrase()));
    } catch (IOException e) {
      tried.add("the key " + path + " (" + e.getMessage() + ")");
    }
  }

  /**
   * Logs in.
   *
   * @throws HostException unreachable, saying what was tried and what to do
   */
  public void authenticate(SSHClient client, List<KeyFile> files)
      throws UserAuthException, TransportException {
    List<Attempt> attempts = attempts(files);
    for (Attempt attempt : attempts) {
      if (!mayHelp(client, attempt.method().getName())) {
        tried.add(attempt.what() + " (the host does not offer " + attempt.method().getName() + ")");
        continue;
      }
      try {
        if (authenticate(client, attempt.method())) {
          return;
        }
        tried.add(
            attempt.what()
                + (client.getUserAuth().hadPartialSuccess() ? " (accepted, but not enough)" : ""));
      } catch (UserAuthException e) {
        if (!client.getTransport().isRunning()) {
          tried.add(attempt.what() + " (then the host closed the connection)");
          break;
        }
        tried.add(attempt.what() + " (" + e.getMessage() + ")");
      }
    }
    if (client.getUserAuth().getAllowedMethods().isEmpty()
        && authenticate(client, new AuthNone())) {
      return;
    }
    throw refused(client);
  }

  private boolean authenticate(SSHClient client, AuthMethod method)
      throws UserAuthException, TransportException {
    return client
        .getUserAuth()
        .authenticate(
            settings.user(),
            (Service) client.getConnection(),
            method,
            client.getTransport().getTimeoutMs());
  }

  private List<Attempt> attempts(List<KeyFile> files) {
    List<Attempt> attempts = new ArrayList<>();
    files.stream()
        .filter(file -> settings.givenKeys().contains(file.path()))
        .forEach(f -> add(attempts, f));
    addAgent(attempts);
    files.stream()
        .filter(file -> !settings.givenKeys().contains(file.path()))
        .forEach(f -> add(attempts, f));
    settings
        .password()
        .map(Secret::reveal)
        .ifPresent(
            password -> {
              attempts.add(
                  new Attempt(
                      "the password (keyboard-interactive)",
                      new AuthKeyboardInteractive(new PasswordAnswers(password))));
              attempts.add(
                  new Attempt("the password", new AuthPassword(new FixedPassword(password))));
            });
    return attempts;
  }

  private void add(List<Attempt> attempts, KeyFile file) {
    KeyProvider key = file.key();
    if (keysSeen.add(file.publicKey().base64())) {
      attempts.add(new Attempt("the key " + file.path(), new SignAtOnce(key)));
    }
  }

  private void addAgent(List<Attempt> attempts) {
    if (settings.agent().isEmpty()) {
      return;
    }
    Agent agent = new Agent(settings.agent().get());
    // As ssh_config(5) has it: IdentitiesOnly lets those of the agent in that a file names.
    List<String> named =
        settings.givenKeys().stream().flatMap(path -> publicPart(path).stream()).toList();
    if (settings.identitiesOnly() && named.isEmpty()) {
      return;
    }
    try {
      for (Agent.Identity identity : agent.identities()) {
        boolean isMeant = !settings.identitiesOnly() || named.contains(identity.key().base64());
        if (isMeant && keysSeen.add(identity.key().base64())) {
          attempts.add(
              new Attempt(
                  "the agent's key " + identity.comment(),
                  new AgentAuthentication(agent, identity)));
        }
      }
    } catch (IOException e) {
      tried.add("the agent at " + settings.agent().get() + " (" + e.getMessage() + ")");
    }
  }

  private static boolean isPublic(Path path) {
    return path.toString().endsWith(".pub");
  }

  /** In base64, of the file that stands beside a private key. */
  private static Optional<String> publicPart(Path path) {
    Path file = isPublic(path) ? path : path.resolveSibling(path.getFileName() + ".pub");
    try {
      String[] words =
          Files.isRegularFile(file) ? Files.readString(file).strip().split("\\s+") : new String[0];
      return words.length < 2 ? Optional.empty() : Optional.of(words[1]);
    } catch (IOException e) {
      return Optional.empty(); // not for us to read
    }
  }

  /** Before the first answer, the host has not said what it offers. */
  private static boolean mayHelp(SSHClient client, String method) {
    var allowed = client.getUserAuth().getAllowedMethods();
    return allowed.isEmpty() || allowed.contains(method);
  }

  private HostException refused(SSHClient client) {
    String list =
        tried.isEmpty()
            ? "nothing: there is no key, agent or password to try"
            : String.join(", ", tried);
    var allowed = client.getUserAuth().getAllowedMethods();
    String offers = allowed.isEmpty() ? "" : "; the host offers " + String.join(", ", allowed);
    return new LoginRefused(
        ("%s refused the log-in; tried %s%s. Give a key (--private-key or"
                + " ansible_ssh_private_key_file), load one into ssh-agent, or give the password"
                + " (-k or ansible_password), and check the user name")
            .formatted(settings.where(), list, offers));
  }
}
