package dev.play.transport.shell;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import dev.play.transport.ScriptTraits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A connection over framed shells; the same for every transport. */
public final class ShellConnection implements Connection {
  /** The status of a script that ran into its time limit, as of timeout(1). */
  private static final int TIMED_OUT = 124;

  private static final int ENDED_BY_TERM = 143;

  private static final Duration FOREVER = Duration.ofDays(3650);

  /** How long the processes may take to end once they were killed. */
  private static final Duration DYING = Duration.ofSeconds(10);

  private final ShellLauncher launcher;
  private final Shells shells;
  private volatile @Nullable CompletableFuture<Exchange.Stop> running;

  /**
   * @param shell the POSIX shell on the host, an absolute path
   */
  public ShellConnection(ShellLauncher launcher, String shell) {
    this.launcher = launcher;
    this.shells = new Shells(launcher, shell);
  }

  @Override
  public CommandOutput run(ShellRequest request) {
    ShellText.check(request.script());
    CompletableFuture<Exchange.Stop> stop = new CompletableFuture<>();
    Output output = new Output(request.live(), stop);
    Exchange exchange =
        new Exchange(
            request.script(),
            Body.of(request.stdin()),
            output.stdoutSink(),
            output.stderrSink(),
            request.timeout(),
            stop);
    int status = carryOut(exchange, request.become());
    return new CommandOutput(status, output.stdout(), output.stderr());
  }

  @Override
  public void upload(Path file, HostPath destination, Optional<Become> become) {
    FileTransfer.upload(this, file, destination, become);
  }

  @Override
  public void download(HostPath source, Path file, Optional<Become> become) {
    FileTransfer.download(this, source, file, become);
  }

  @Override
  public void cancel() {
    CompletableFuture<Exchange.Stop> current = running;
    if (current != null) {
      current.complete(Exchange.Stop.CANCELLED);
    }
  }

  /** Runs one exchange to its end and gives its status. */
  int carryOut(Exchange exchange, Optional<Become> become) {
    running = exchange.stop();
    try {
      if (ScriptTraits.changesAccounts(exchange.script())) {
        shells.leave(exchange.script(), become);
      }
      FramedShell shell = shells.of(become);
      if (exchange.stop().isDone()) {
        return ENDED_BY_TERM;
      }
      CompletableFuture<Integer> status = shell.begin(exchange);
      shells.countRequest();
      if (ScriptTraits.startsJobs(exchange.script())) {
        shell.retire();
      }
      shells.confirm(shell, become);
      return settle(shell, exchange, become, status);
    } catch (InterruptedException e) {
      throw FramedShell.interrupted(e);
    } finally {
      running = null;
    }
  }

  private int settle(
      FramedShell shell,
      Exchange exchange,
      Optional<Become> become,
      CompletableFuture<Integer> status)
      throws InterruptedException {
    try {
      Duration limit = exchange.timeout().orElse(FOREVER);
      shell.awaitAlive(CompletableFuture.anyOf(status, exchange.stop()), limit);
    } catch (ShellEnded e) {
      throw ended(shell, e);
    } catch (TimeoutException e) {
      exchange.stop().complete(Exchange.Stop.TIMED_OUT);
    }
    if (!exchange.stop().isDone() || status.isDone() && !status.isCompletedExceptionally()) {
      return status.join();
    }
    return stop(shell, exchange, become, status);
  }

  /** Ends the script's processes through a second shell, and waits for the first one's answer. */
  private int stop(
      FramedShell shell,
      Exchange exchange,
      Optional<Become> become,
      CompletableFuture<Integer> status)
      throws InterruptedException {
    Exchange.Stop why = exchange.stop().join();
    int answer = ENDED_BY_TERM;
    try {
      shells.endProcesses(shell, become);
      answer = shell.awaitAlive(status, DYING);
    } catch (TimeoutException e) {
      shell.close();
    } catch (ShellEnded e) {
      shell.close();
      if (launcher.gone().isPresent()) {
        throw ended(shell, e);
      }
    }
    if (exchange.stdin().length() > 0) {
      // What was not read of it is still on its way and would be taken for the next request.
      shell.close();
    }
    return switch (why) {
      case CANCELLED -> answer;
      case TIMED_OUT -> TIMED_OUT;
      case TOO_MUCH_OUTPUT ->
          throw new HostException(
              "the command wrote more than "
                  + (Output.LIMIT >> 20)
                  + " MiB and was ended: send its output to a file, or less of it");
    };
  }

  private HostException ended(FramedShell shell, ShellEnded e) {
    shell.close();
    Optional<String> gone = launcher.gone();
    if (gone.isPresent() || e.getCause() != null) {
      String why = gone.orElse(String.valueOf(e.getMessage()));
      return HostException.unreachable("the connection was lost: " + why, e);
    }
    return new HostException("the shell on the host was ended while a script ran in it", false, e);
  }

  @Override
  public Cost cost() {
    return shells.cost();
  }

  @Override
  public String user() {
    FramedShell shell = shells.of(Optional.empty());
    try {
      shells.confirm(shell, Optional.empty());
    } catch (InterruptedException e) {
      throw FramedShell.interrupted(e);
    }
    return shell.greeting().user();
  }

  @Override
  public void close() {
    shells.close();
    launcher.close();
  }
}
