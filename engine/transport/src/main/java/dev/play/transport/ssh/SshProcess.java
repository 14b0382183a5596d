package dev.play.transport.ssh;

import dev.play.transport.shell.ShellProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/** A command in a session channel. */
final class SshProcess implements ShellProcess {
  private final Session session;
  private final Session.Command command;

  SshProcess(Session session, Session.Command command) {
    this.session = session;
    this.command = command;
  }

  @Override
  public OutputStream stdin() {
    return command.getOutputStream();
  }

  @Override
  public InputStream stdout() {
    return command.getInputStream();
  }

  @Override
  public InputStream stderr() {
    return command.getErrorStream();
  }

  @Override
  public boolean hasExited() {
    return command.getExitStatus() != null || command.getExitSignal() != null;
  }

  @Override
  public OptionalInt exitStatus(Duration limit) {
    try {
      command.join(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ConnectionException e) {
      return OptionalInt.empty();
    }
    @Nullable Integer status = command.getExitStatus();
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  @Override
  public void close() {
    // Waits for the host's answer, which may never come.
    Thread.ofVirtual().name("ssh-channel-close").start(this::closeChannel);
  }

  private void closeChannel() {
    try {
      session.close();
    } catch (IOException e) {
      // The connection has gone, and the channel with it.
    }
  }
}
