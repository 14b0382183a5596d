package dev.play.modules.base.state;

import dev.play.host.Attributes;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.module.HostView;
import dev.play.modules.base.file.FileResult;
import dev.play.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the file module registers as diff: the state and the attributes that change, each way. */
public final class StateDiff {
  private Value.Dict before;
  private Value.Dict after;

  private StateDiff(HostPath path) {
    before = Value.dictOf("path", path.text());
    after = before;
  }

  /** Of something that is to become a {@code state}. */
  public static StateDiff of(HostPath path, FileInfo now, String state) {
    StateDiff diff = new StateDiff(path);
    String then = FileResult.stateOf(now);
    return then.equals(state) ? diff : diff.with("state", then, state);
  }

  StateDiff with(String name, @Nullable Object old, Object wanted) {
    before = before.with(name, Value.ofJava(old));
    after = after.with(name, Value.ofJava(wanted));
    return this;
  }

  /** With what is to be set on something that is there. */
  public StateDiff with(FileInfo now, Attributes changes) {
    if (now.exists()) {
      changes.mode().ifPresent(m -> with("mode", octal(now.mode()), octal(m)));
      changes.owner().ifPresent(o -> with("owner", now.owner(), o));
      changes.group().ifPresent(g -> with("group", now.group(), g));
      changes.flags().ifPresent(f -> with("attributes", "", f));
    }
    return this;
  }

  /** With the times to be set; those that are the host's now are not known yet. */
  public StateDiff with(FileInfo now, Times times, HostView host) {
    if (now.exists() && !times.preserved()) {
      time("mtime", now.modified(), times.modified(), times.modifiedAt(host));
      time("atime", now.accessed(), times.accessed(), times.accessedAt(host));
    }
    return this;
  }

  private void time(String name, double now, String asked, Optional<Double> wanted) {
    if (asked.equals("now")) {
      with(name, now, "now");
    }
    wanted.filter(t -> t != now).ifPresent(t -> with(name, now, t));
  }

  /** As a value. */
  public Value.Dict told() {
    return Value.dictOf("before", before, "after", after);
  }

  private static String octal(int mode) {
    return String.format("0%03o", mode);
  }
}
