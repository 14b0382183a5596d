package dev.play.host;

import dev.play.remote.Remote;
import dev.play.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is done to a host. Pure data: how it is carried out (one POSIX shell rendering),
 * what it predicts (which probes answer what afterwards) and how it reads to a person (its diff)
 * are the engine's, once for all.
 */
public sealed interface Effect {
  /** Which observations it makes stale. */
  Set<Resource> touches();

  /**
   * Puts a regular file in place: written beside it, flushed, renamed over it; a link is followed.
   * Owner, mode and SELinux context of a file that is replaced are kept unless attributes say
   * otherwise.
   *
   * @param expected the SHA-256 of what it replaces, empty when nothing must be there. Where the
   *     host has something else, nothing is written and the engine plans again.
   * @param backup keep the old file beside it as {@code NAME.PID.YYYY-MM-DD@HH:MM:SS~}
   * @param validate a command that must succeed on the new file before it is put in place; {@code
   *     %s} stands for the temporary name
   * @param inPlace write into the existing file where it cannot be renamed over (unsafe_writes)
   */
  record WriteFile(
      HostPath path,
      Content content,
      Optional<String> expected,
      Attributes attributes,
      boolean backup,
      Optional<String> validate,
      boolean inPlace)
      implements Effect {
    public static WriteFile of(HostPath path, Content content, Optional<String> expected) {
      return new WriteFile(
          path, content, expected, Attributes.NONE, false, Optional.empty(), false);
    }

    @Override
    public Set<Resource> touches() {
      return Resource.file(path);
    }
  }

  /**
   * Copies a file of the host's own to another place on it, as {@link WriteFile} does.
   *
   * @param expected the SHA-256 of what it replaces, empty when nothing must be there
   * @param inPlace write into the existing file where it cannot be renamed over (unsafe_writes)
   */
  record CopyFile(
      HostPath from,
      HostPath to,
      Optional<String> expected,
      Attributes attributes,
      boolean backup,
      Optional<String> validate,
      boolean inPlace)
      implements Effect {
    @Override
    public Set<Resource> touches() {
      return Resource.file(to);
    }
  }

  /** chmod, chown, chgrp, touch, chattr. {@code follow}: of what a link points to. */
  record SetAttributes(HostPath path, Attributes attributes, boolean follow) implements Effect {
    @Override
    public Set<Resource> touches() {
      return Set.of(Resource.path(path));
    }
  }

  /** mkdir of one directory whose parent is there. */
  record MakeDirectory(HostPath path, Attributes attributes) implements Effect {
    @Override
    public Set<Resource> touches() {
      return Set.of(Resource.path(path));
    }
  }

  /** ln: replaces what is at {@code path} in one step, unless that is a directory. */
  record Link(HostPath path, String target, boolean symbolic) implements Effect {
    @Override
    public Set<Resource> touches() {
      return Resource.file(path);
    }
  }

  /** rm -rf of one path (a link itself, not what it points to). */
  record Remove(HostPath path) implements Effect {
    @Override
    public Set<Resource> touches() {
      return Resource.file(path);
    }
  }

  /**
   * Runs a command.
   *
   * @param why what it is for, as a person would say it ("install nginx"); shown in plans and in
   *     "unknown until"
   * @param touches what it may change; a command of the user's touches everything
   * @param predicts answers that are sure once it has succeeded, out of what it touches
   * @param okStatuses exit statuses that are no failure; the first failing effect ends the task
   */
  record Run(
      Command command,
      String why,
      Set<Resource> touches,
      List<Prediction<?>> predicts,
      Set<Integer> okStatuses)
      implements Effect {
    public Run {
      touches = Set.copyOf(touches);
      predicts = List.copyOf(predicts);
      okStatuses = Set.copyOf(okStatuses);
    }

    public static Run of(Command command, String why, Set<Resource> touches) {
      return new Run(command, why, touches, List.of(), Set.of(0));
    }

    public Run predicting(Prediction<?>... answers) {
      return new Run(command, why, touches, List.of(answers), okStatuses);
    }

    /** Every exit status is an answer: for commands of the user's, judged by failed_when. */
    public Run acceptingAnyStatus() {
      return new Run(command, why, touches, predicts, Set.of());
    }
  }

  /** What a probe will answer after a command has succeeded. */
  record Prediction<T>(Probe<T> probe, T answer) {}

  /** Puts a file of the host's on the controller (fetch). Touches nothing on the host. */
  record SaveLocally(Path path, Blob content) implements Effect {
    @Override
    public Set<Resource> touches() {
      return Set.of();
    }
  }

  /**
   * Closes the connection and opens a new one, log-in included: the proof that a change to
   * firewall, sshd or network has not locked us out, and the wait for a host that restarts. Fails
   * the task when no new connection works in time. Touches nothing by itself.
   *
   * @param why what the proof is for
   * @param within how long to try
   * @param quiet how long to wait before the first try
   * @param proof a script that has to succeed on the new connection; until it does, it is tried
   *     again
   * @param oneTry how long one try to connect may take, where that is not the connection's own
   *     affair
   * @param ports a script that the host is asked on the old connection and that prints, a line
   *     each, at which ports it may be found afterwards; tried where it is not at its usual one
   */
  record Reconnect(
      String why,
      Duration within,
      Duration quiet,
      String proof,
      Optional<Duration> oneTry,
      Optional<String> ports)
      implements Effect {
    /** A new connection is all that is wanted. */
    public Reconnect(String why, Duration within, Duration quiet) {
      this(why, within, quiet, ":", Optional.empty(), Optional.empty());
    }

    /** A host that stays where it is. */
    public Reconnect(
        String why, Duration within, Duration quiet, String proof, Optional<Duration> oneTry) {
      this(why, within, quiet, proof, oneTry, Optional.empty());
    }

    /** The same, of a host that may be at another port afterwards. */
    public Reconnect orAt(String script) {
      return new Reconnect(why, within, quiet, proof, oneTry, Optional.of(script));
    }

    /**
     * Whether getting in is all that is asked: then a log-in refused again and again settles it.
     */
    public boolean isProofOfAccess() {
      return proof.equals(":");
    }

    @Override
    public Set<Resource> touches() {
      return Set.of();
    }
  }

  /**
   * Has an API change a thing it keeps, and waits until it has; done by the controller, the host is
   * not asked. Where the thing has been changed meanwhile nothing is done and the engine plans
   * again, so that several hosts that want the same make it once.
   *
   * @param thing what it makes, changes or removes
   * @param path where the request goes: that of the thing, or of what holds it, with its query
   * @param body sent as JSON; with {@link Verb#DELETE} it is not
   * @param why what it is for, as a person would say it ("making the network net")
   * @param touches what it may change, the thing itself included
   * @param predicts answers that are sure once it has succeeded
   * @param within how long to wait
   * @param until what has to be so besides for it to be done, in the service's own words
   */
  record Call(
      Remote thing,
      Verb verb,
      String path,
      Value.Dict body,
      String why,
      Set<Resource> touches,
      List<Prediction<?>> predicts,
      Duration within,
      Optional<String> until)
      implements Effect {
    /** What is done, by the names of HTTP. */
    public enum Verb {
      POST,
      PUT,
      PATCH,
      DELETE
    }

    private static final Duration USUAL = Duration.ofMinutes(10);

    public Call {
      touches = Set.copyOf(touches);
      predicts = List.copyOf(predicts);
    }

    /** One that touches the thing alone and predicts what it will be. */
    public static Call of(
        Remote thing,
        Verb verb,
        String path,
        Value.Dict body,
        String why,
        Optional<Value.Dict> afterwards) {
      return new Call(
          thing,
          verb,
          path,
          body,
          why,
          Set.of(thing.resource()),
          List.of(new Prediction<>(new Probe.RemoteAt(thing), afterwards)),
          USUAL,
          Optional.empty());
    }

    /** The same, touching more. */
    public Call touching(Set<Resource> more) {
      Set<Resource> all = new HashSet<>(touches);
      all.addAll(more);
      return new Call(thing, verb, path, body, why, all, predicts, within, until);
    }

    /** The same with another limit. */
    public Call within(Duration limit) {
      return new Call(thing, verb, path, body, why, touches, predicts, limit, until);
    }

    /** The same, done when something besides is so. */
    public Call until(String condition) {
      return new Call(
          thing, verb, path, body, why, touches, predicts, within, Optional.of(condition));
    }
  }
}
