package dev.play.run.port;

import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.module.ControllerFiles;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.List;

/** The variables of the hosts of a play. Thread-safe. */
public interface PlayVariables {
  /** All that a task of this host may look up, at the step's place. */
  Scope scope(HostName host, Step.Surroundings around);

  /** All that concerns a host without any step: how to reach it. */
  Scope scope(HostName host);

  /**
   * Tells which hosts the play has, for {@code ansible_play_hosts} and its kin.
   *
   * @param all of the play, failed ones included
   * @param left those of them that have not failed
   * @param batch those of the batch that have not failed
   */
  void hosts(List<HostName> all, List<HostName> left, List<HostName> batch);

  void register(HostName host, String name, Value value);

  void setFact(HostName host, String name, Value value, boolean cacheable);

  /**
   * Adds to {@code ansible_facts}.
   *
   * @param plain whether names become variables as they are ({@code packages}), rather than with
   *     the prefix {@code ansible_}
   */
  void addFacts(HostName host, Value.Dict facts, boolean plain);

  /** Whether the host's facts have been gathered, in this run or as a cache remembers. */
  boolean hasFacts(HostName host);

  /** include_vars. */
  void include(HostName host, VarLayer layer);

  /** meta: clear_facts. */
  void clearFacts(HostName host);

  /** The controller's files as seen from a step; templates are rendered in {@code scope}. */
  ControllerFiles files(Scope scope, Step.Surroundings around);
}
