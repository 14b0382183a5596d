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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The values that Ansible's file modules register: owner, group, uid, gid, mode, size, state. */
public final class FileResult {
  private static final Value.Text DIFF = new Value.Text("diff");

  private FileResult() {}

  /** What is known of a file after its attributes have been set; a new file starts ABSENT. */
  public static TaskResult with(
      TaskResult values, HostView host, FileInfo before, Attributes set, String state) {
    if (!before.exists()) {
      return known(
          Newborn.told(values.with("state", state), host, before.path(), state), host, set);
    }
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    known.put("state", state);
    known.put("mode", octal(set.mode().orElse(before.mode())));
    if (set.owner().isPresent()) {
      owner(known, host, set.owner().get());
    } else {
      known.put("owner", before.owner());
      known.put("uid", before.uid());
    }
    if (set.group().isPresent()) {
      group(known, host, set.group().get());
    } else {
      known.put("group", before.group());
      known.put("gid", before.gid());
    }
    return values.with(known);
  }

  /** What is asked for a file that is new. */
  private static TaskResult known(TaskResult values, HostView host, Attributes set) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    set.mode().ifPresent(mode -> known.put("mode", octal(mode)));
    set.owner().ifPresent(name -> owner(known, host, name));
    set.group().ifPresent(name -> group(known, host, name));
    return values.with(known);
  }

  private static String octal(int mode) {
    return "0" + (mode < 0100 ? mode < 010 ? "00" : "0" : "") + Integer.toOctalString(mode);
  }

  private static void owner(Map<String, @Nullable Object> known, HostView host, String name) {
    if (FileAttributes.isNumber(name)) {
      known.put("uid", Long.parseLong(name));
      return;
    }
    known.put("owner", name);
    if (host.read(new Probe.UserNamed(name))
            instanceof Observed.Known<Optional<Account>>(Optional<Account> account)
        && account.isPresent()) {
      known.put("uid", account.get().uid());
    }
  }

  private static void group(Map<String, @Nullable Object> known, HostView host, String name) {
    if (FileAttributes.isNumber(name)) {
      known.put("gid", Long.parseLong(name));
      return;
    }
    known.put("group", name);
    if (host.read(new Probe.GroupNamed(name))
            instanceof Observed.Known<Optional<GroupInfo>>(Optional<GroupInfo> group)
        && group.isPresent()) {
      known.put("gid", group.get().gid());
    }
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
