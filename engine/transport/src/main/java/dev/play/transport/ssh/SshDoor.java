package dev.play.transport.ssh;

import dev.play.connection.Door;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.transport.ssh.config.SshSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A port of this machine that leads to a host's sshd, through its bastions or passage. Whoever is
 * on this machine can connect to it, and is then asked by that sshd who they are.
 */
final class SshDoor implements Door {
  private static final int QUEUE = 8;
  private static final int BUFFER = 1 << 15;

  /** A way that is open as far as the host's sshd. */
  private record Way(SshLogin login, Socket socket) {}

  private final Target target;
  private final SshSettings settings;
  private final Supplier<SshLogin> logins;
  private final ServerSocket server;
  private final List<SshLogin> opened = new ArrayList<>();
  private @Nullable Way first;

  private SshDoor(
      Target target, SshSettings settings, Supplier<SshLogin> logins, ServerSocket server) {
    this.target = target;
    this.settings = settings;
    this.logins = logins;
    this.server = server;
  }

  /** Where the host's own address leads to it. */
  static Door none(Target target, String knownName) {
    return new Door() {
      @Override
      public Target target() {
        return target;
      }

      @Override
      public Optional<Integer> port() {
        return Optional.empty();
      }

      @Override
      public String knownName() {
        return knownName;
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Opens one, and the first way through it, so that what is wrong is told here and not to the
   * program.
   */
  static SshDoor open(Target target, SshSettings settings, Supplier<SshLogin> logins) {
    SshLogin login = logins.get();
    Socket socket = login.way(settings);
    try {
      ServerSocket server = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
      SshDoor door = new SshDoor(target, settings, logins, server);
      door.opened.add(login);
      door.first = new Way(login, socket);
      Thread.ofPlatform().daemon().name("ssh-door").start(door::accept);
      return door;
    } catch (IOException e) {
      login.close();
      throw new HostException(
          "no port can be opened for " + settings.where() + ": " + e.getMessage(), false, e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        Thread.ofPlatform().daemon().name("ssh-door-in").start(() -> serve(caller));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      caller.setTcpNoDelay(true);
      Way way = next();
      Thread back =
          Thread.ofPlatform()
              .daemon()
              .name("ssh-door-out")
              .start(
                  () -> {
                    copy(way.socket(), caller);
                    Closing.close(caller);
                  });
      copy(caller, way.socket());
      way.login().close();
      back.join();
    } catch (IOException | HostException e) {
      // The caller sees the end of its connection; the first way has told what can be told.
      Closing.close(caller);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Way next() {
    synchronized (this) {
      if (first != null) {
        Way way = first;
        first = null;
        return way;
      }
    }
    SshLogin login = logins.get();
    Socket socket = login.way(settings);
    synchronized (this) {
      opened.add(login);
    }
    return new Way(login, socket);
  }

  /** Each piece at once: a channel's stream keeps what is not flushed. */
  private static void copy(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(buffer)) >= 0) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // One of the two has gone: the other is told by its end.
      return;
    }
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Optional<Integer> port() {
    return Optional.of(server.getLocalPort());
  }

  @Override
  public String knownName() {
    return settings.knownName();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Closed is closed.
    }
    List<SshLogin> all;
    synchronized (this) {
      all = List.copyOf(opened);
    }
    all.forEach(SshLogin::close);
  }
}
