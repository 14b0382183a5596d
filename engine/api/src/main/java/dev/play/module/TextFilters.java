package dev.play.module;

import dev.play.value.Value;
import java.time.Instant;

/**
 * Filters of templates that read what a text says, from where modules live. {@link
 * java.util.ServiceLoader} finds them (a line in {@code
 * META-INF/services/dev.play.module.TextFilters}) once a template uses one.
 */
public interface TextFilters {
  /** Whether it has a filter of this name, without its collection. */
  boolean has(String name);

  /**
   * What a text says.
   *
   * @param now the controller's time
   * @throws ModuleFailure when the text cannot be read
   */
  Value read(String name, String text, Instant now);
}
