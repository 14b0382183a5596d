package dev.play.compile.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module's file, and how it wants its arguments.
 *
 * @param interpreter what its {@code #!} line names; empty for none
 * @param saysItHasCheckMode whether it says {@code supports_check_mode=True}, as modules in Python
 *     do
 */
public record ModuleFile(
    Path path, Kind kind, Optional<String> interpreter, boolean saysItHasCheckMode) {
  private static final Pattern INTERPRETER = Pattern.compile("\\A#!\\s*(\\S[^\\n]*)");

  private static final Pattern PYTHON =
      Pattern.compile(
          "(?m)^[ \\t]*(?:from[ \\t]+(?:ansible\\.module_utils|ansible_collections\\.[\\w.]+|"
              + "\\.+[\\w.]*module_utils)|import[ \\t]+ansible(?:\\.module_utils|_collections\\.))"
              + "|#<<INCLUDE_ANSIBLE_MODULE_COMMON>>");
  private static final Pattern CHECK_MODE =
      Pattern.compile("supports_check_mode['\"]?\\s*[=:]\\s*True\\b");

  /** How modules are called (Ansible's developer guide, "Ansible module architecture"). */
  public enum Kind {
    /** Needs Ansible's own Python library. */
    PYTHON,
    /** Gets a file of JSON: says WANT_JSON somewhere, or is no text. */
    JSON_FILE,
    /** Has its arguments as JSON in its own text, in place of a marker. */
    JSON_INSIDE,
    /** Gets a file of NAME=VALUE. */
    PAIRS_FILE
  }

  /** In a module's text: where JSON arguments are to stand. */
  public static final String MARKER = "<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>";

  /** Looks into a file. */
  public static ModuleFile read(Path path) {
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
      Matcher line = INTERPRETER.matcher(text);
      Optional<String> interpreter =
          line.find() ? Optional.of(line.group(1).strip()) : Optional.empty();
      return new ModuleFile(path, kind(text), interpreter, CHECK_MODE.matcher(text).find());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Kind kind(String text) {
    if (text.indexOf('\0') >= 0) {
      return Kind.JSON_FILE;
    }
    if (PYTHON.matcher(text).find()) {
      return Kind.PYTHON;
    }
    if (text.contains(MARKER)) {
      return Kind.JSON_INSIDE;
    }
    return text.contains("WANT_JSON") ? Kind.JSON_FILE : Kind.PAIRS_FILE;
  }
}
