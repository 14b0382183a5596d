package dev.play.modules.base;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.Set;

/** Shows that a host can be reached and worked on. */
@ModuleDoc(
    name = "ping",
    also = "ansible.builtin.ping",
    summary = "Shows that a host can be reached and has a shell that works.",
    example = "- ping:\n")
public final class Ping implements Module<Ping.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "what to answer; crash fails the task", def = "pong") String data) {}

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (args.data().equals("crash")) {
      String text = "Exception: boom";
      return new Plan.Failed(
          text, TaskResult.of("module_stdout", "", "module_stderr", text, "rc", 1).failed(text));
    }
    // Asked anew each time: an answer from a cache would show nothing.
    String topic = "ping " + host.nonce();
    boolean works =
        host.known(Probe.Query.of(Set.of(Resource.topic(topic)), "/bin/sh", "-c", ":")).ok();
    return works
        ? Plan.same(TaskResult.of("ping", args.data()))
        : Plan.failed("the host's /bin/sh does not work");
  }
}
