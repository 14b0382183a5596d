package dev.play.modules.base.file;

import dev.play.host.Account;
import dev.play.host.Attributes;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.GroupInfo;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The values that Ansible's file modules register: owner, group, uid, gid, mode, size, state. */
public final class FileResult {
  private static final Value.Text DIFF = new Value.Text("diff");

  private FileResult() {}

  /** What is known of a file after its attributes have been set; a new file starts ABSENT. */
  public static TaskResult with(
      TaskResult values, HostView host, FileInfo before, Attributes set, String state) {
    TaskResult out = values.with("state", state);
    if (!before.exists()) {
      out = Newborn.told(out, host, before.path(), state);
    }
    if (before.exists() || set.mode().isPresent()) {
      out = out.with("mode", String.format("0%03o", set.mode().orElse(before.mode())));
    }
    if (set.owner().isPresent()) {
      out = owner(out, host, set.owner().get());
    } else if (before.exists()) {
      out = out.with("owner", before.owner()).with("uid", before.uid());
    }
    if (set.group().isPresent()) {
      return group(out, host, set.group().get());
    }
    return before.exists() ? out.with("group", before.group()).with("gid", before.gid()) : out;
  }

  private static TaskResult owner(TaskResult out, HostView host, String name) {
    if (FileAttributes.isNumber(name)) {
      return out.with("uid", Long.parseLong(name));
    }
    Observed<Optional<Account>> account = host.read(new Probe.UserNamed(name));
    TaskResult named = out.with("owner", name);
    return account instanceof Observed.Known<Optional<Account>>(Optional<Account> a)
            && a.isPresent()
        ? named.with("uid", a.get().uid())
        : named;
  }

  private static TaskResult group(TaskResult out, HostView host, String name) {
    if (FileAttributes.isNumber(name)) {
      return out.with("gid", Long.parseLong(name));
    }
    Observed<Optional<GroupInfo>> group = host.read(new Probe.GroupNamed(name));
    TaskResult named = out.with("group", name);
    return group instanceof Observed.Known<Optional<GroupInfo>>(Optional<GroupInfo> g)
            && g.isPresent()
        ? named.with("gid", g.get().gid())
        : named;
  }

  /** Ansible's word for what is at a path: {@code file}, {@code directory}, {@code link}, ... */
  public static String stateOf(FileInfo info) {
    return info.kind().name().toLowerCase(Locale.ROOT);
  }

  /** A change whose result also holds what the engine tells of the effects (backup_file, ...). */
  public static Plan plan(List<Effect> effects, TaskResult values) {
    if (effects.isEmpty()) {
      return new Plan.Same(values);
    }
    return new Plan.Change(
        effects, outcomes -> detailed(values, outcomes), false, false, Optional.empty());
  }

  /** For modules that register one diff, without a list around it. */
  public static Plan withOneDiff(Plan plan) {
    return mapped(plan, FileResult::oneDiff);
  }

  /** A change with another result. */
  public static Plan mapped(Plan plan, UnaryOperator<TaskResult> other) {
    return plan instanceof Plan.Change change
        ? new Plan.Change(
            change.effects(),
            outcomes -> other.apply(change.result().apply(outcomes)),
            change.needsOutput(),
            change.mayFollow(),
            change.diff())
        : plan;
  }

  private static TaskResult oneDiff(TaskResult result) {
    return result.values().get("diff").orElse(Value.NONE) instanceof Value.Sequence(List<Value> all)
        ? result.with("diff", all.getFirst())
        : result;
  }

  /** The values and, over them, each outcome's details; a list of what diffs there are. */
  public static TaskResult detailed(TaskResult values, List<Plan.Outcome> outcomes) {
    List<Value> diffs = new ArrayList<>();
    TaskResult out = values;
    for (Plan.Outcome outcome : outcomes) {
      for (Map.Entry<Value, Value> detail : outcome.details().entries().entrySet()) {
        if (detail.getKey().equals(DIFF)) {
          diffs.add(detail.getValue());
        } else if (detail.getKey() instanceof Value.Text(String name)) {
          out = out.with(name, detail.getValue());
        }
      }
    }
    boolean tells = !diffs.isEmpty() && out.values().get("diff").isEmpty();
    return tells ? out.with("diff", new Value.Sequence(diffs)) : out;
  }
}
