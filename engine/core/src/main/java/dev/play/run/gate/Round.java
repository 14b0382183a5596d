package dev.play.run.gate;

import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Hosts that do one step together.
 *
 * @param hosts in the batch's order
 * @param once what the first of them found out, for steps that are done once for all
 * @param turns the order in which they begin
 */
public record Round(
    TaskTitle title, List<HostName> hosts, CompletableFuture<Object> once, Turns turns) {
  public Round(TaskTitle title, List<HostName> hosts) {
    this(title, hosts, new CompletableFuture<>(), new Turns(hosts));
  }

  public Round {
    hosts = List.copyOf(hosts);
  }

  public HostName first() {
    return hosts.getFirst();
  }
}
