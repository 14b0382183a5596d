package dev.play.task;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.LoginRefused;
import dev.play.connection.ShellRequest;
import dev.play.effect.EffectOutcome;
import dev.play.effect.EffectOutcome.Ending;
import dev.play.effect.EffectScript;
import dev.play.effect.LocalSave;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.observe.Answers;
import dev.play.observe.ProbeScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host behind a connection, which is opened when it is first needed. */
public final class ShellAccess implements HostAccess {
  /** Contents up to this many bytes travel in the script; larger ones are uploaded before. */
  static final long LARGEST_IN_SCRIPT = 512 << 10;

  private static final int MOST_ASKS = 3;

  /** Between attempts to connect again. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** So many log-ins refused are an answer; more would have the host ban us. */
  private static final int MOST_REFUSALS = 2;

  private static final String WHO_ELSE =
      ". What a play forbids cannot be the way it comes: connect as somebody whom it lets in";

  private static final Pattern PORT = Pattern.compile("(?m)^[0-9]{1,5}$");

  /** How the host is come to. */
  public interface Entrance {
    Connection connect();

    /** To where its sshd has moved; later connections go there, too. */
    Connection connectAt(int port);
  }

  private final Entrance entrance;
  private final RandomGenerator random;
  private final InstantSource clock;
  private @Nullable Connection connection;
  private Connection.Cost earlier = Connection.Cost.NOTHING;
  private long processes;
  private long effectCount;

  /**
   * @param connector opens a connection; asked again when one was lost
   * @param random must not be guessable on the host: a SecureRandom
   */
  public ShellAccess(Supplier<Connection> connector, RandomGenerator random, InstantSource clock) {
    this(
        new Entrance() {
          @Override
          public Connection connect() {
            return connector.get();
          }

          @Override
          public Connection connectAt(int port) {
            throw new HostException("this connection knows no ports", true, null);
          }
        },
        random,
        clock);
  }

  /**
   * @param entrance opens a connection; asked again when one was lost
   * @param random must not be guessable on the host: a SecureRandom
   */
  public ShellAccess(Entrance entrance, RandomGenerator random, InstantSource clock) {
    this.entrance = entrance;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Answers ask(Set<Probe<?>> probes, Optional<Become> as) {
    Answers answers = askOnce(probes, as);
    for (int i = 1; i < MOST_ASKS; i++) {
      for (Probe<?> missing : missing(probes, answers)) {
        answers.addAll(askOnce(Set.of(missing), as));
      }
    }
    missing(probes, answers)
        .forEach(p -> answers.fail(p, "the answer kept changing while it was read: " + p));
    return answers;
  }

  private static Set<Probe<?>> missing(Set<Probe<?>> probes, Answers answers) {
    Set<Probe<?>> out = new LinkedHashSet<>(probes);
    out.removeIf(answers::has);
    return out;
  }

  private Answers askOnce(Set<Probe<?>> probes, Optional<Become> as) {
    ProbeScript script = new ProbeScript(probes, nonce());
    ShellRequest request = ShellRequest.of(script.text()).as(as);
    processes += script.processes();
    CommandOutput reply;
    Connection open = open(); // a host that is not there is told of at once
    try {
      reply = open.run(request);
    } catch (HostException e) {
      if (!e.isUnreachable()) {
        throw e;
      }
      drop(); // reading is safe to repeat on a new connection, once
      reply = open().run(request);
    }
    return script.read(reply);
  }

  @Override
  public List<EffectOutcome> carryOut(List<Effect> effects, Way way) {
    List<EffectOutcome> out = new ArrayList<>();
    int from = 0;
    while (from < effects.size()) {
      int to = from;
      while (to < effects.size() && !isControllers(effects.get(to))) {
        to++;
      }
      if (to > from) {
        out.addAll(onHost(effects.subList(from, to), way));
        if (out.size() < to || out.getLast().ending() != Ending.DONE) {
          break;
        }
      }
      if (to < effects.size()) {
        out.add(
            switch (effects.get(to)) {
              case Effect.SaveLocally save -> LocalSave.carryOut(save);
              case Effect.Reconnect again -> reconnect(again, way.as());
              default -> throw new IllegalStateException("is the host's: " + effects.get(to));
            });
        to++;
        if (out.getLast().ending() != Ending.DONE) {
          break;
        }
      }
      from = to;
    }
    effectCount += out.size();
    return out;
  }

  private static boolean isControllers(Effect effect) {
    return effect instanceof Effect.SaveLocally || effect instanceof Effect.Reconnect;
  }

  /** Tries until a new connection answers; the old one proves nothing and is closed first. */
  private EffectOutcome reconnect(Effect.Reconnect again, Optional<Become> as) {
    List<Integer> ports = ports(again, as);
    drop();
    Instant start = clock.instant();
    Instant deadline = start.plus(again.within());
    pause(again.quiet());
    int refusals = 0;
    String last;
    do {
      try {
        Optional<Integer> moved = enter(again, ports);
        CommandOutput answer = open().run(ShellRequest.of(again.proof()).as(as));
        boolean inTime = !clock.instant().isAfter(deadline);
        if (answer.ok() && inTime) {
          return moved
              .map(port -> outcome(again, Ending.DONE, start, answer, moved(port)))
              .orElseGet(() -> outcome(again, Ending.DONE, start, answer, Map.of()));
        }
        last = answer.ok() ? "it came too late" : answer.err().strip();
      } catch (HostException e) {
        last = String.valueOf(e.getMessage());
        refusals += e instanceof LoginRefused ? 1 : 0;
      }
      drop();
      if (refusals == MOST_REFUSALS && again.isProofOfAccess()) {
        break;
      }
      pause(PAUSE);
    } while (clock.instant().isBefore(deadline));
    boolean settled = refusals == MOST_REFUSALS && again.isProofOfAccess();
    String within = settled ? "" : " within " + again.within().toSeconds() + " s";
    String words = "no new connection" + within + ": " + last + (settled ? WHO_ELSE : "");
    CommandOutput said = new CommandOutput(1, Blob.of(""), Blob.of(words));
    return outcome(again, Ending.FAILED, start, said, Map.of());
  }

  /** Where the host may be found afterwards; nowhere else where it does not say. */
  private List<Integer> ports(Effect.Reconnect again, Optional<Become> as) {
    if (again.ports().isEmpty()) {
      return List.of();
    }
    try {
      CommandOutput said = open().run(ShellRequest.of(again.ports().get()).as(as));
      return PORT.matcher(said.out()).results().map(m -> Integer.valueOf(m.group())).toList();
    } catch (HostException e) {
      return List.of(); // the change has cut us off already: the usual way is left to be tried
    }
  }

  /** Opens a connection, and says to which port if it is not the usual one. */
  private Optional<Integer> enter(Effect.Reconnect again, List<Integer> ports) {
    try {
      within(again.oneTry());
      return Optional.empty();
    } catch (LoginRefused e) {
      throw e;
    } catch (HostException e) {
      for (int port : ports) {
        try {
          connection = entrance.connectAt(port);
          return Optional.of(port);
        } catch (LoginRefused refused) {
          throw refused;
        } catch (HostException another) {
          continue; // the first one's words are those of the place that the user knows
        }
      }
      throw e;
    }
  }

  private static Map<String, String> moved(int port) {
    return Map.of(
        EffectOutcome.WARNING,
        "sshd listens on port "
            + port
            + " now, and the rest of this run goes there; later ones need ansible_port: "
            + port);
  }

  private EffectOutcome outcome(
      Effect effect,
      Ending ending,
      Instant start,
      CommandOutput output,
      Map<String, String> details) {
    double seconds = Duration.between(start, clock.instant()).toNanos() / 1e9;
    return new EffectOutcome(effect, ending, output, start.toEpochMilli() / 1e3, seconds, details);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HostException.unreachable("interrupted while waiting for a new connection", e);
    }
  }

  private List<EffectOutcome> onHost(List<Effect> effects, Way way) {
    String nonce = nonce();
    Map<Effect, HostPath> uploads = new HashMap<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.WriteFile w && w.content().size() > LARGEST_IN_SCRIPT) {
        HostPath place = HostPath.of("/var/tmp/.play-" + nonce + "-" + uploads.size());
        upload(w.content(), place, way.as());
        uploads.put(effect, place);
      }
    }
    EffectScript script = new EffectScript(effects, way.environment(), uploads, nonce);
    ShellRequest request =
        new ShellRequest(
            script.text(),
            Blob.of(""),
            way.as(),
            way.timeout(),
            way.live() == ShellRequest.SILENT
                ? ShellRequest.SILENT
                : new UnmarkedOutput(script.mark(), way.live()));
    return script.read(open().run(request));
  }

  private void upload(Content content, HostPath place, Optional<Become> as) {
    try {
      switch (content) {
        case Content.LocalFile file -> open().upload(file.path(), place, as);
        case Content.Bytes bytes -> {
          Path temporary =
              Files.createTempFile(
                  "play",
                  ".upload",
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------")));
          try {
            Files.write(temporary, bytes.blob().bytes());
            open().upload(temporary, place, as);
          } finally {
            Files.deleteIfExists(temporary);
          }
        }
      }
    } catch (IOException e) {
      throw new HostException("cannot prepare an upload on the controller: " + e.getMessage());
    }
  }

  /** The open connection, given up where connecting takes longer than that. */
  private Connection within(Optional<Duration> limit) {
    if (limit.isEmpty()) {
      return open();
    }
    CompletableFuture<Connection> made = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            Connection fresh = entrance.connect();
            if (!made.complete(fresh)) {
              fresh.close();
            }
          } catch (HostException e) {
            made.completeExceptionally(e);
          }
        });
    try {
      Connection fresh = made.get(limit.get().toMillis(), TimeUnit.MILLISECONDS);
      connection = fresh;
      return fresh;
    } catch (ExecutionException e) {
      throw HostException.unreachable(String.valueOf(e.getMessage()), e);
    } catch (TimeoutException e) {
      made.cancel(true);
      throw HostException.unreachable("no answer within " + limit.get().toSeconds() + " s", e);
    } catch (InterruptedException e) {
      made.cancel(true);
      Thread.currentThread().interrupt();
      throw HostException.unreachable("interrupted while waiting for a new connection", e);
    }
  }

  private Connection open() {
    Connection open = connection;
    if (open == null) {
      open = entrance.connect();
      connection = open;
    }
    return open;
  }

  private void drop() {
    Connection lost = connection;
    if (lost != null) {
      earlier = earlier.plus(lost.cost());
      connection = null;
      lost.close();
    }
  }

  private String nonce() {
    return String.format("%016x%016x", random.nextLong(), random.nextLong());
  }

  /** The open connection, for what goes beyond probes and effects; opened where needed. */
  public Connection connection() {
    return open();
  }

  @Override
  public Cost cost() {
    Connection open = connection;
    return new Cost(open == null ? earlier : earlier.plus(open.cost()), processes, effectCount);
  }

  /** Closes the connection; the next request opens another. */
  @Override
  public void close() {
    drop();
  }
}
