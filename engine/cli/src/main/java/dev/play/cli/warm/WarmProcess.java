package dev.play.cli.warm;

import dev.play.cli.Main;
import dev.play.cli.terminal.Terminal;
import dev.play.report.ExitStatus;
import dev.play.transport.ssh.KeptSessions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Security;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stays, with all classes loaded and compiled, and does what command lines in its directory ask it
 * to, one at a time; a command line that comes meanwhile does its work itself. Nothing is kept from
 * one run to the next but Java's own code and, for a minute, log-ins: each run reads its files and
 * asks its hosts anew.
 *
 * <p>Whatever ends a run from outside (control-C, a command line that is killed) ends this process,
 * since only so does all end that the run has started.
 */
public final class WarmProcess {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** As Ansible keeps its connections, unless told otherwise. */
  private static final Duration LOG_INS = Duration.ofMinutes(1);

  private final Likeness likeness;
  private final Duration idle;
  private final AtomicLong since = new AtomicLong(System.nanoTime());
  private final KeptSessions sessions = new KeptSessions(LOG_INS, System::nanoTime);
  private volatile boolean isBusy;

  private WarmProcess(Likeness likeness, Duration idle) {
    this.likeness = likeness;
    this.idle = idle;
  }

  /**
   * Serves until nobody has asked for some time.
   *
   * @param arguments minutes without work before it ends
   */
  public static void main(String[] arguments) throws IOException {
    // A name may mean another address in the next run.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    WarmProcess process =
        new WarmProcess(
            Likeness.here(WarmClient.jar(), System.getenv()),
            Duration.ofMinutes(Long.parseLong(arguments[0])));
    process.serve(WarmClient.SOCKET);
  }

  private void serve(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      System.out.println("listening at " + socket);
      Object key = Files.readAttributes(socket, BasicFileAttributes.class).fileKey();
      Thread.ofPlatform().daemon().name("idle").start(() -> watch(socket, key));
      while (true) {
        Wire wire = new Wire(listening.accept());
        Thread.ofPlatform().daemon().name("request").start(() -> answer(wire));
      }
    }
  }

  /** Ends this process when it has had nothing to do, or another has taken its place. */
  private void watch(Path socket, Object key) {
    try {
      while (true) {
        Thread.sleep(LOOK);
        sessions.sweep();
        boolean isOurs = isStill(socket, key);
        if (!isBusy && (!isOurs || System.nanoTime() - since.get() > idle.toNanos())) {
          if (isOurs) {
            Files.deleteIfExists(socket);
          }
          System.exit(ExitStatus.OK.code());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.exit(ExitStatus.FAILED.code());
    }
  }

  private static boolean isStill(Path socket, Object key) {
    try {
      return key.equals(Files.readAttributes(socket, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized boolean begins() {
    if (isBusy) {
      return false;
    }
    isBusy = true;
    return true;
  }

  private void answer(Wire wire) {
    try (wire) {
      Optional<Wire.Message> first = wire.receive();
      if (first.isEmpty()) {
        return;
      }
      switch (first.get().kind()) {
        case BEGIN -> begin(wire, Request.of(first.get().body()));
        case STOP -> stop(wire);
        case INTERRUPT, ANSWER, TAKEN, NOT_HERE, OUT, ERR, QUESTION, EXIT -> {
          // Nothing that begins a conversation.
        }
      }
    } catch (IOException e) {
      // The command line is gone; a run that it had started is dealt with where it is read.
      return;
    }
  }

  private void stop(Wire wire) throws IOException {
    if (!begins()) {
      wire.send(Wire.Kind.NOT_HERE);
      return;
    }
    Files.deleteIfExists(WarmClient.SOCKET);
    wire.send(Wire.Kind.TAKEN);
    System.exit(ExitStatus.OK.code());
  }

  private void begin(Wire wire, Request request) throws IOException {
    boolean isOld = !request.likeness().build().equals(likeness.build());
    if (isOld || !request.likeness().process().equals(likeness.process()) || !begins()) {
      wire.send(Wire.Kind.NOT_HERE);
      if (isOld && begins()) {
        Files.deleteIfExists(WarmClient.SOCKET);
        System.exit(ExitStatus.OK.code());
      }
      return;
    }
    wire.send(Wire.Kind.TAKEN);
    BlockingQueue<Asked.Reply> replies = new LinkedBlockingQueue<>();
    AtomicBoolean goesOn = new AtomicBoolean(true);
    Thread.ofPlatform().daemon().name("command line").start(() -> listen(wire, replies, goesOn));
    int status;
    try {
      status = run(wire, request, replies);
    } finally {
      goesOn.set(false);
      since.set(System.nanoTime());
      isBusy = false;
    }
    wire.send(Wire.Kind.EXIT, (byte) status);
    if (status == ExitStatus.BUG.code()) {
      System.exit(status);
    }
  }

  private int run(Wire wire, Request request, BlockingQueue<Asked.Reply> replies) {
    try (PrintStream out = Terminal.stream(new FramedStream(wire, Wire.Kind.OUT));
        PrintStream err = Terminal.stream(new FramedStream(wire, Wire.Kind.ERR))) {
      Terminal terminal =
          Terminal.afar(
              request.environment(),
              out,
              err,
              new AskedAfar(wire, request.interactive(), out, replies));
      return Main.execute(terminal, Optional.of(sessions), request.words().toArray(String[]::new));
    }
  }

  /** What the command line says while its run goes on. */
  private static void listen(Wire wire, BlockingQueue<Asked.Reply> replies, AtomicBoolean goesOn) {
    try {
      Optional<Wire.Message> message = wire.receive();
      while (message.isPresent() && message.get().kind() == Wire.Kind.ANSWER) {
        replies.add(Asked.Reply.of(message.get().body()));
        message = wire.receive();
      }
    } catch (IOException e) {
      // The command line is gone, as if it had said nothing more.
    }
    // As a signal would: what a run does at its end is done.
    if (goesOn.get()) {
      System.exit(ExitStatus.INTERRUPTED.code());
    }
  }
}
