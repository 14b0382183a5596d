package dev.play.modules.gce.thing;

/** Whether a thing is to be there. */
public enum State {
  PRESENT,
  ABSENT
}
