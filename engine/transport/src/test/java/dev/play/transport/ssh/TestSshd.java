package dev.play.transport.ssh;

import dev.play.connection.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real OpenSSH server of the test's own, on a loopback port; needs root. */
final class TestSshd implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final Process process;

  private TestSshd(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts it with an ed25519 host key and a log-in key for every user.
   *
   * @param options further lines for sshd_config, before the defaults, so they win
   */
  static TestSshd start(Path directory, String... options) throws IOException {
    Files.createDirectories(directory);
    Files.createDirectories(Path.of("/run/sshd"));
    if (!Files.exists(directory.resolve("host"))) {
      keygen(directory.resolve("host"), "ed25519", "");
    }
    if (!Files.exists(directory.resolve("login"))) {
      keygen(directory.resolve("login"), "ed25519", "");
      Files.copy(directory.resolve("login.pub"), directory.resolve("authorized"));
    }
    int port = freePort();
    List<String> lines = new ArrayList<>(List.of(options));
    lines.addAll(
        List.of(
            "ListenAddress 127.0.0.1:" + port,
            "HostKey " + directory.resolve("host"),
            "AuthorizedKeysFile " + directory.resolve("authorized"),
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin yes",
            "MaxStartups 100"));
    Path config = directory.resolve("sshd_config");
    Files.write(config, lines);
    Process process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("sshd.log").toFile())
            .start();
    TestSshd server = new TestSshd(directory, port, process);
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new IOException("sshd: " + log(), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void keygen(Path file, String type, String passphrase, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "test", "-f"));
    command.add(file.toString());
    command.addAll(List.of(more));
    execute(command);
  }

  static String execute(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return said;
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("sshd.log"));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** The processes that serve connections. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  Path key() {
    return directory.resolve("login");
  }

  /** The host key, as known_hosts has it after the names. */
  String hostKey() throws IOException {
    String[] fields = Files.readString(directory.resolve("host.pub")).strip().split(" ");
    return fields[0] + " " + fields[1];
  }

  String knownHostsLine() throws IOException {
    return "[127.0.0.1]:" + port + " " + hostKey() + "\n";
  }

  /** A home directory for the controller's user, with this server's key in known_hosts. */
  Path home() throws IOException {
    Path home = directory.resolve("home");
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh/known_hosts"), knownHostsLine());
    return home;
  }

  Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home().toString());
    environment.put("USER", "root");
    environment.put("PATH", System.getenv("PATH"));
    return environment;
  }

  Target target() {
    return target("root", Optional.of(key()));
  }

  Target target(String user, Optional<Path> key) {
    return SshTargets.target("127.0.0.1", port).user(user).key(key).build();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
