package dev.play.effect;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Probe.ContentOf;
import dev.play.host.Probe.DigestOf;
import dev.play.host.Probe.FileAt;
import dev.play.host.Probe.TreeAt;
import dev.play.host.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each effect makes each probe answer. Exact for effects on files; a command changes what it
 * predicts, and makes unknown all else that it touches.
 *
 * <p>Of a {@link FileInfo}, the kind, mode, owner, group, size of files and links, and link target
 * are predicted. Times are NaN, numbers (inode, device, links, sizes of directories, uid and gid of
 * names that were not asked for) are -1 where only the run can tell them.
 */
public final class Predicted {
  private final Effect effect;
  private final String because;
  private final Asker before;

  /**
   * @param because reads after "unknown", for what the effect makes unknown
   * @param before answers as of the moment before the effect, as the user who carries it out
   */
  public Predicted(Effect effect, String because, Asker before) {
    this.effect = effect;
    this.because = because;
    this.before = before;
  }

  /**
   * The answer after the effect.
   *
   * @param now the answer before it, as the user who asks
   */
  @SuppressWarnings("unchecked") // each case answers with its probe's own type
  public <T> Observed<T> after(Probe<T> probe, Observed<T> now) {
    if (effect instanceof Effect.Run run) {
      return foretold(run.predicts(), probe, now);
    }
    if (effect instanceof Effect.Call call) {
      return foretold(call.predicts(), probe, now);
    }
    if (effect instanceof Effect.SaveLocally || effect instanceof Effect.Reconnect) {
      return now;
    }
    return switch (probe) {
      case FileAt f -> (Observed<T>) file(f, (Observed<FileInfo>) now);
      case DigestOf d ->
          (Observed<T>) held(d.path(), (Observed<Optional<String>>) now, d, digests(d.algorithm()));
      case ContentOf c ->
          (Observed<T>) held(c.path(), (Observed<Optional<Blob>>) now, c, contents(c.limit()));
      case TreeAt t ->
          (Observed<T>)
              new PredictedTree(effect, this).after(t, (Observed<java.util.List<FileInfo>>) now);
      case Probe.Tool tool -> touchesTool(tool) ? Observed.unknown(because) : now;
      default -> affects(probe) ? Observed.unknown(because) : now;
    };
  }

  private <T> Observed<T> foretold(
      List<Effect.Prediction<?>> predictions, Probe<T> probe, Observed<T> now) {
    for (Effect.Prediction<?> prediction : predictions) {
      if (prediction.probe().equals(probe)) {
        @SuppressWarnings("unchecked") // a Prediction's answer is of its probe's type
        T answer = (T) prediction.answer();
        return Observed.known(answer);
      }
    }
    return behind(effect.touches(), because, probe, now);
  }

  /** What is left of an answer when these have been touched, nobody knows how. */
  static <T> Observed<T> behind(
      Set<Resource> touches, String because, Probe<T> probe, Observed<T> now) {
    return affects(probe, touches) && !stays(touches, probe, now) ? Observed.unknown(because) : now;
  }

  /** What is there and stays: installing adds accounts and tools. */
  private static boolean stays(Set<Resource> touches, Probe<?> probe, Observed<?> now) {
    boolean there =
        now instanceof Observed.Known<?>(Optional<?> something) && something.isPresent();
    if (!there) {
      return false;
    }
    if (probe instanceof Probe.Tool) {
      return !touches.contains(Resource.PACKAGE_REMOVAL)
          && !affects(probe, without(touches, Resource.PACKAGE_SET));
    }
    return (probe instanceof Probe.UserNamed || probe instanceof Probe.GroupNamed)
        && !affects(probe, without(touches, Resource.NEW_ACCOUNTS));
  }

  private static Set<Resource> without(Set<Resource> touches, Resource one) {
    Set<Resource> others = new HashSet<>(touches);
    others.remove(one);
    return others;
  }

  private boolean affects(Probe<?> probe) {
    return affects(probe, effect.touches());
  }

  static boolean affects(Probe<?> probe, Set<Resource> touches) {
    for (Resource touched : touches) {
      for (Resource asked : probe.about()) {
        if (touched.affects(asked)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean touchesTool(Probe.Tool tool) {
    return !(effect instanceof Effect.SetAttributes s && s.attributes().mode().isEmpty())
        && effect.touches().stream()
            .anyMatch(
                r ->
                    r instanceof Resource.Path(HostPath p)
                        && (p.name().equals(tool.name())
                            || p.name().equals("bin")
                            || p.name().equals("sbin")));
  }

  Asker before() {
    return before;
  }

  String because() {
    return because;
  }

  /** The path that really changes: a link's target where the effect follows links. */
  Observed<HostPath> changed() {
    return switch (effect) {
      case Effect.WriteFile w -> Paths.real(w.path(), true, before);
      case Effect.CopyFile c -> Paths.real(c.to(), true, before);
      case Effect.SetAttributes s -> Paths.real(s.path(), s.follow(), before);
      case Effect.MakeDirectory d -> Paths.real(d.path(), false, before);
      case Effect.Link l -> Paths.real(l.path(), false, before);
      case Effect.Remove r -> Paths.real(r.path(), false, before);
      case Effect.Run r -> throw new IllegalStateException("no path of its own");
      case Effect.SaveLocally s -> throw new IllegalStateException("no path of its own");
      case Effect.Reconnect r -> throw new IllegalStateException("no path of its own");
      case Effect.Call c -> throw new IllegalStateException("no path of its own");
    };
  }

  /** Whether, below the changed path, all stays as it is. */
  boolean leavesWhatIsBelow() {
    return effect instanceof Effect.SetAttributes || effect instanceof Effect.MakeDirectory;
  }

  private Observed<FileInfo> file(FileAt probe, Observed<FileInfo> now) {
    if (!(changed() instanceof Observed.Known<HostPath>(HostPath target))) {
      return affects(probe) ? Observed.unknown(because) : now;
    }
    return switch (Paths.walk(probe.path(), probe.follow(), Optional.of(target), before)) {
      case Paths.Walk.Unclear(String why) -> Observed.unknown(why);
      case Paths.Walk.End end -> now;
      case Paths.Walk.Met(String rest) when rest.isEmpty() -> at(probe, target, now);
      case Paths.Walk.Met(String rest) -> {
        if (leavesWhatIsBelow()) {
          yield now;
        }
        yield effect instanceof Effect.Link l && l.symbolic()
            ? named(
                before.read(
                    new FileAt(
                        Paths.under(Paths.target(target, l.target()), rest), probe.follow())),
                probe.path())
            : Observed.known(FileInfo.absent(probe.path()));
      }
    };
  }

  private Observed<FileInfo> at(FileAt probe, HostPath target, Observed<FileInfo> now) {
    if (probe.follow() && effect instanceof Effect.SetAttributes s && !s.follow()) {
      return before.read(FileAt.of(target)) instanceof Observed.Known<FileInfo>(FileInfo f)
              && f.isLink()
          ? now
          : thing(target, probe.path());
    }
    return probe.follow() && effect instanceof Effect.Link l && l.symbolic()
        ? named(before.read(new FileAt(Paths.target(target, l.target()), true)), probe.path())
        : thing(target, probe.path());
  }

  /** What is at the changed path itself, under a name. */
  Observed<FileInfo> thing(HostPath target, HostPath name) {
    return named(new PredictedFile(before).after(effect, target), name);
  }

  private static Observed<FileInfo> named(Observed<FileInfo> info, HostPath path) {
    return info.map(i -> i.exists() ? PredictedFile.named(i, path) : FileInfo.absent(path));
  }

  /** A kind of probe that reads what a file holds. */
  private interface Holding<T> {
    /** What the file at another path holds now. */
    Observed<Optional<T>> at(HostPath other);

    /** What is read from such content. */
    T of(Content content);
  }

  private <T> Observed<Optional<T>> held(
      HostPath path, Observed<Optional<T>> now, Probe<?> probe, Holding<T> holding) {
    if (effect instanceof Effect.SetAttributes) {
      return now;
    }
    if (!(changed() instanceof Observed.Known<HostPath>(HostPath target))) {
      return affects(probe) ? Observed.unknown(because) : now;
    }
    return switch (Paths.walk(path, true, Optional.of(target), before)) {
      case Paths.Walk.Unclear(String why) -> Observed.unknown(why);
      case Paths.Walk.End end -> now;
      case Paths.Walk.Met(String rest) when rest.isEmpty() -> heldAt(target, holding);
      case Paths.Walk.Met(String rest) -> {
        if (leavesWhatIsBelow()) {
          yield now;
        }
        yield effect instanceof Effect.Link l && l.symbolic()
            ? holding.at(Paths.under(Paths.target(target, l.target()), rest))
            : Observed.known(Optional.empty());
      }
    };
  }

  private <T> Observed<Optional<T>> heldAt(HostPath target, Holding<T> holding) {
    return switch (effect) {
      case Effect.WriteFile w -> Observed.known(Optional.of(holding.of(w.content())));
      case Effect.CopyFile c -> holding.at(c.from());
      case Effect.Link l ->
          holding.at(l.symbolic() ? Paths.target(target, l.target()) : HostPath.of(l.target()));
      case Effect.MakeDirectory d -> Observed.known(Optional.empty());
      case Effect.Remove r -> Observed.known(Optional.empty());
      case Effect.SetAttributes s -> throw new IllegalStateException("changes no content");
      case Effect.Run r -> throw new IllegalStateException("has no path of its own");
      case Effect.SaveLocally s -> throw new IllegalStateException("has no path of its own");
      case Effect.Reconnect r -> throw new IllegalStateException("has no path of its own");
      case Effect.Call c -> throw new IllegalStateException("has no path of its own");
    };
  }

  private Holding<String> digests(DigestAlgorithm algorithm) {
    return new Holding<>() {
      @Override
      public Observed<Optional<String>> at(HostPath other) {
        return before.read(new DigestOf(other, algorithm));
      }

      @Override
      public String of(Content content) {
        return switch (content) {
          case Content.Bytes b -> b.blob().digest(algorithm);
          case Content.LocalFile f -> LocalContent.digest(f, algorithm);
        };
      }
    };
  }

  private Holding<Blob> contents(long limit) {
    return new Holding<>() {
      @Override
      public Observed<Optional<Blob>> at(HostPath other) {
        return before.read(new ContentOf(other, limit));
      }

      @Override
      public Blob of(Content content) {
        return switch (content) {
          case Content.Bytes b -> b.blob();
          case Content.LocalFile f -> LocalContent.read(f);
        };
      }
    };
  }
}
