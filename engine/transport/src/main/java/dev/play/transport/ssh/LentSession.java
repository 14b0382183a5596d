package dev.play.transport.ssh;

import dev.play.host.HostException;
import dev.play.transport.shell.ShellLauncher;
import dev.play.transport.shell.ShellProcess;
import dev.play.transport.ssh.config.SshSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/** A log-in for one run; closing it gives it back, once. */
final class LentSession implements ShellLauncher {
  private final SshSession session;
  private final SshSettings settings;
  private final KeptSessions.Lending lending;
  private final AtomicBoolean isBack = new AtomicBoolean();

  LentSession(SshSession session, SshSettings settings, KeptSessions.Lending lending) {
    this.session = session;
    this.settings = settings;
    this.lending = lending;
  }

  @Override
  public ShellProcess start(String commandLine) {
    if (isBack.get()) {
      throw HostException.unreachable("the connection to " + settings.where() + " is closed", null);
    }
    return session.start(commandLine);
  }

  @Override
  public Optional<String> gone() {
    return isBack.get() ? Optional.of("closed") : session.gone();
  }

  @Override
  public int startRoundTrips() {
    return session.startRoundTrips();
  }

  @Override
  public ThreadFactory readers() {
    return session.readers();
  }

  @Override
  public Duration patience() {
    return session.patience();
  }

  @Override
  public void close() {
    if (isBack.compareAndSet(false, true)) {
      lending.giveBack(settings, session);
    }
  }
}
