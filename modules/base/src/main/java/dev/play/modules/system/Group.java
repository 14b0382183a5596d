package dev.play.modules.system;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.GroupInfo;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.system.account.AccountTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups. Options and results as in {@code ansible.builtin.group}. */
@ModuleDoc(
    name = "group",
    also = "ansible.builtin.group",
    summary = "Makes, changes and removes groups.",
    example = "group: {name: deploy, gid: 2000}")
public final class Group implements Module<Group.Args> {
  /** The arguments. */
  public record Args(
      @Param("the group") String name,
      @Param("its number") Optional<Long> gid,
      @Param(value = "what it is to be", def = "present") State state,
      @Param(value = "take a number from the range for the system", def = "false") boolean system,
      @Param(value = "use lgroupadd and its kin", def = "false") boolean local,
      @Param(value = "allow a number that another group has", def = "false") boolean nonUnique,
      @Param(value = "remove it though a user has it as primary group", def = "false")
          boolean force,
      @Param("lower end of the numbers to take from") Optional<Integer> gidMin,
      @Param("upper end of the numbers to take from") Optional<Integer> gidMax) {
    public Args {
      AccountTools.checkName("group", name);
      if (nonUnique && gid.isEmpty()) {
        throw new IllegalArgumentException("non_unique needs gid");
      }
      if (local && (gidMin.isPresent() || gidMax.isPresent())) {
        throw new IllegalArgumentException("'gid_min' and 'gid_max' can not be used with 'local'");
      }
    }
  }

  /** What a group is to be. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.ACCOUNTS, Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return AccountTools.touchedByGroup(args.name());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.GroupNamed probe = new Probe.GroupNamed(args.name());
    Optional<GroupInfo> group = host.known(probe);
    TaskResult result =
        TaskResult.of(
                "name", args.name(), "state", args.state() == State.PRESENT ? "present" : "absent")
            .with("system", args.system());
    if (args.state() == State.ABSENT) {
      List<String> argv = new ArrayList<>(List.of(args.local() ? "lgroupdel" : "groupdel"));
      if (args.force() && !args.local()) {
        argv.add("-f");
      }
      argv.add(args.name());
      return Plan.change(
          group.isEmpty()
              ? List.of()
              : List.of(effect(argv, "remove group " + args.name(), probe, Optional.empty())),
          result);
    }
    if (group.isEmpty()) {
      return add(args, host, probe, result);
    }
    boolean same = args.gid().map(g -> g == group.get().gid()).orElse(true);
    long gid = args.gid().orElse(group.get().gid());
    List<String> argv = new ArrayList<>(List.of(args.local() ? "lgroupmod" : "groupmod"));
    argv.addAll(List.of("-g", Long.toString(gid)));
    if (args.nonUnique() && !args.local()) {
      argv.add("-o");
    }
    argv.add(args.name());
    GroupInfo after = new GroupInfo(args.name(), gid, group.get().members());
    return Plan.change(
        same
            ? List.of()
            : List.of(effect(argv, "change group " + args.name(), probe, Optional.of(after))),
        result.with("gid", gid));
  }

  private static Plan add(Args args, HostView host, Probe.GroupNamed probe, TaskResult result) {
    boolean busybox = !args.local() && AccountTools.isBusybox(host, "groupadd", "addgroup");
    List<String> argv =
        new ArrayList<>(List.of(args.local() ? "lgroupadd" : busybox ? "addgroup" : "groupadd"));
    args.gid().ifPresent(g -> argv.addAll(List.of("-g", Long.toString(g))));
    if (args.nonUnique() && !busybox && !args.local()) {
      argv.add("-o");
    }
    if (args.system()) {
      argv.add(busybox ? "-S" : "-r");
    }
    args.gidMin().ifPresent(n -> argv.addAll(List.of("-K", "GID_MIN=" + n)));
    args.gidMax().ifPresent(n -> argv.addAll(List.of("-K", "GID_MAX=" + n)));
    argv.add(args.name());
    String why = "make group " + args.name();
    if (args.gid().isPresent()) {
      GroupInfo made = new GroupInfo(args.name(), args.gid().get(), List.of());
      return Plan.change(
          List.of(effect(argv, why, probe, Optional.of(made))),
          result.with("gid", args.gid().get()));
    }
    // The number is the host's choice: it is read back.
    Effect make = Effect.Run.of(Command.of(argv), why, AccountTools.touchedByGroup(args.name()));
    return new Plan.Change(List.of(make), o -> result, false, true, Optional.empty());
  }

  private static Effect effect(
      List<String> argv, String why, Probe.GroupNamed probe, Optional<GroupInfo> after) {
    return Effect.Run.of(Command.of(argv), why, AccountTools.touchedByGroup(probe.name()))
        .predicting(new Effect.Prediction<>(probe, after));
  }
}
