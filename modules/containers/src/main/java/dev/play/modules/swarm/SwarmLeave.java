package dev.play.modules.swarm;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import java.util.Set;

/** Leaves a swarm; the same as {@code docker_swarm} with {@code state: absent}. */
@ModuleDoc(
    name = "swarm_leave",
    also = "play.containers.swarm_leave",
    summary = "Has a Docker engine leave its swarm.",
    example = "swarm_leave: {force: true}",
    notes = "The same as docker_swarm with state: absent. A manager leaves with force only.")
public final class SwarmLeave implements Module<SwarmLeave.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "leave though this is a manager", def = "false") boolean force,
      DaemonArguments daemon) {}

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return JoinPlan.leave(args.daemon().client(), host, args.force());
  }
}
