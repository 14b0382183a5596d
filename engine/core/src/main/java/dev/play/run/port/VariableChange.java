package dev.play.run.port;

import dev.play.host.HostName;

/** What a task does to variables, kept so that run_once can do it for every host. */
@FunctionalInterface
public interface VariableChange {
  void apply(PlayVariables variables, HostName host);
}
