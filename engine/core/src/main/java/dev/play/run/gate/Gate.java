package dev.play.run.gate;

import dev.play.host.HostName;

/** Decides which host goes on when. Thread-safe; hosts wait in {@link #arrive}. */
public interface Gate {
  /**
   * Waits until the host may do the step.
   *
   * @throws InterruptedException when the run is ended meanwhile
   */
  Admission arrive(Arrival arrival) throws InterruptedException;

  /** The host has no more steps. */
  void leave(HostName host);

  /** Fails every other host at its next step outside of a rescue or always section. */
  void failOthers(HostName because);

  /** Ends every host at its next step. */
  void end();

  /** Told of every step once, when its first hosts begin. */
  @FunctionalInterface
  interface Announcer {
    void begins(TaskTitleAndHosts step);
  }

  /** A step and how many hosts begin with it. */
  record TaskTitleAndHosts(dev.play.event.TaskTitle title, int hosts) {}
}
