package dev.play.modules.base.file;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The SELinux context that a task asks for, part by part; a part that is {@code _default} is as the
 * host's policy says. Where SELinux is not enabled nothing is to be done, as in Ansible.
 */
public record SecurityContext(
    Optional<String> user, Optional<String> role, Optional<String> type, Optional<String> level) {
  private static final HostPath ENABLED = HostPath.of("/sys/fs/selinux/enforce");
  private static final String DEFAULT = "_default";
  // What the plan before was to make is not there where that did not come about (uri).
  private static final String CHANGE =
      """
      [ -e "$1" ] || exit 0
      p=$1; shift
      exec chcon "$@" -- "$p"
      """;

  /** Whether nothing is asked for. */
  public boolean isEmpty() {
    return user.isEmpty() && role.isEmpty() && type.isEmpty() && level.isEmpty();
  }

  /** The plan and, after it, what gives these paths their context. */
  public Plan after(Plan plan, HostView host, List<HostPath> paths) {
    if (isEmpty() || !host.known(new Probe.FileAt(ENABLED, true)).exists()) {
      return plan;
    }
    List<Effect> more = new ArrayList<>();
    for (HostPath path : paths) {
      changes(host, path).ifPresent(more::add);
    }
    if (more.isEmpty()) {
      return plan;
    }
    return switch (plan) {
      case Plan.Same same -> Plan.change(more, same.result());
      case Plan.Change change ->
          new Plan.Change(
              joined(change.effects(), more),
              change.result(),
              change.needsOutput(),
              change.mayFollow(),
              change.diff());
      case Plan.Perhaps perhaps ->
          new Plan.Perhaps(joined(perhaps.effects(), more), perhaps.result(), perhaps.because());
      case Plan.Unknown unknown -> unknown;
      case Plan.Failed failed -> failed;
      case Plan.Skipped skipped -> skipped;
    };
  }

  private static List<Effect> joined(List<Effect> first, List<Effect> second) {
    List<Effect> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private Optional<Effect> changes(HostView host, HostPath path) {
    // user:role:type:level; a level may hold colons of its own.
    String[] now = context(host, path, "stat", "-L", "-c", "%C").split(":", 4);
    List<String> options = new ArrayList<>();
    add(options, "-u", user, 0, now, host, path);
    add(options, "-r", role, 1, now, host, path);
    add(options, "-t", type, 2, now, host, path);
    add(options, "-l", level, 3, now, host, path);
    if (options.isEmpty()) {
      return Optional.empty();
    }
    options.addFirst(path.text());
    Command command = Command.script(CHANGE, options.toArray(String[]::new));
    return Optional.of(
        Effect.Run.of(command, "set the SELinux context of " + path, Set.of(about(path))));
  }

  private static void add(
      List<String> options,
      String option,
      Optional<String> wanted,
      int part,
      String[] now,
      HostView host,
      HostPath path) {
    if (wanted.isEmpty()) {
      return;
    }
    String value = wanted.get();
    if (value.equals(DEFAULT)) {
      String[] usual = context(host, path, "matchpathcon", "-n").split(":", 4);
      if (part >= usual.length) {
        throw new ModuleFailure("the host's SELinux policy has no default for " + path);
      }
      value = usual[part];
    }
    if (part >= now.length || !now[part].equals(value)) {
      options.addAll(List.of(option, value));
    }
  }

  private static String context(HostView host, HostPath path, String... command) {
    List<String> argv = new ArrayList<>(List.of(command));
    argv.addAll(List.of("--", path.text()));
    return host.known(Probe.Query.of(Set.of(Resource.path(path), about(path)), argv)).out().strip();
  }

  private static Resource about(HostPath path) {
    return Resource.topic("selinux:" + path.normal());
  }
}
