package dev.play.template;

import java.util.Optional;

/** Finds and reads the templates that others include, import or extend. */
@FunctionalInterface
public interface TemplateLoader {
  /**
   * @param fileName the file's name as people know it, for positions
   */
  record Source(String text, String fileName) {}

  /** The template of that name, if there is one; vault files come decrypted. */
  Optional<Source> load(String name);

  /** A loader that finds nothing. */
  static TemplateLoader none() {
    return name -> Optional.empty();
  }
}
