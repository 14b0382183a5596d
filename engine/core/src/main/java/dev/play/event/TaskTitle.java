package dev.play.event;

import dev.play.source.Span;
import java.util.Optional;

/**
 * Which task an event is about.
 *
 * @param number tells tasks of a run apart: the same task for several hosts has one number
 * @param name as shown, with variables of the first host filled in
 * @param action the module's name
 */
public record TaskTitle(
    long number, String name, Optional<String> role, String action, boolean isHandler, Span span) {
  /** As people know it: {@code role : name}. */
  public String full() {
    return role.map(r -> r + " : ").orElse("") + name;
  }
}
