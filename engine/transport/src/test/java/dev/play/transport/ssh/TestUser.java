package dev.play.transport.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A throw-away user of this machine; needs root. */
final class TestUser implements AutoCloseable {
  private final String name;
  private final String password;

  private TestUser(String name, String password) {
    this.name = name;
    this.password = password;
  }

  static TestUser create(String shell) throws IOException {
    String name = "play" + UUID.randomUUID().toString().substring(0, 8);
    String password = "p w'" + UUID.randomUUID();
    TestSshd.execute(List.of("useradd", "-m", "-s", shell, name));
    Process chpasswd = new ProcessBuilder("chpasswd").start();
    try (OutputStream in = chpasswd.getOutputStream()) {
      in.write((name + ":" + password + "\n").getBytes(StandardCharsets.UTF_8));
    }
    try {
      chpasswd.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new TestUser(name, password);
  }

  /** Adds sudo rights; {@code USER} stands for the name. */
  TestUser sudoers(String lines) throws IOException {
    Files.writeString(sudoersFile(), lines.replace("USER", name) + "\n");
    return this;
  }

  private Path sudoersFile() {
    return Path.of("/etc/sudoers.d", name);
  }

  String name() {
    return name;
  }

  String password() {
    return password;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(sudoersFile());
    TestSshd.execute(List.of("sh", "-c", "userdel -rf " + name + " 2>/dev/null; true"));
  }
}
