package dev.play.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Diagnostics as people read them: {@code file:line:column: ERROR! message}, the source line, the
 * place underlined ({@code ^~~~}), the hint. Not thread-safe: it keeps the files it has read.
 */
public final class DiagnosticText {
  private static final int LONGEST_LINE = 160;
  private static final String VAULT = "$ANSIBLE_VAULT";

  private final Function<String, Optional<List<String>>> sources;
  private final Map<String, Optional<List<String>>> read = new HashMap<>();

  /**
   * @param sources the lines of a file by the name that spans carry; empty where there are none
   */
  public DiagnosticText(Function<String, Optional<List<String>>> sources) {
    this.sources = sources;
  }

  /** Reads source lines from files; names are relative to a directory. */
  public static DiagnosticText ofFiles(Path directory) {
    return new DiagnosticText(name -> lines(directory, name));
  }

  private static Optional<List<String>> lines(Path directory, String name) {
    try {
      Path file = directory.resolve(name);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.startsWith(VAULT) ? Optional.empty() : Optional.of(text.lines().toList());
    } catch (IOException | java.nio.file.InvalidPathException e) {
      // The message stands on its own where its source cannot be shown.
      return Optional.empty();
    }
  }

  /** All of them, each ending in a line feed. */
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    diagnostics.forEach(d -> out.append(render(d)));
    return out.toString();
  }

  /** One of them, ending in a line feed. */
  public String render(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    StringBuilder out = new StringBuilder();
    out.append(span).append(": ");
    out.append(label(diagnostic.severity()));
    out.append(diagnostic.message()).append('\n');
    line(span).ifPresent(line -> excerpt(line, span, out));
    diagnostic.hint().ifPresent(hint -> out.append("  hint: ").append(hint).append('\n'));
    return out.toString();
  }

  /** The words by which Ansible's users, and their scripts, find errors and warnings. */
  private static String label(Diagnostic.Severity severity) {
    return switch (severity) {
      case ERROR -> "ERROR! ";
      case WARNING -> "[WARNING]: ";
      case DEPRECATION -> "[DEPRECATION WARNING]: ";
    };
  }

  private Optional<String> line(Span span) {
    if (span.line() < 1) {
      return Optional.empty();
    }
    Optional<List<String>> lines = read.get(span.file());
    if (lines == null) {
      lines = sources.apply(span.file());
      read.put(span.file(), lines);
    }
    return lines.filter(l -> span.line() <= l.size()).map(l -> l.get(span.line() - 1));
  }

  private static void excerpt(String line, Span span, StringBuilder out) {
    String text = line.stripTrailing();
    if (text.isEmpty() || span.column() > text.length() + 1) {
      return;
    }
    int from = span.column() > LONGEST_LINE - 20 ? span.column() - 40 : 0;
    String shown = text.substring(from, Math.min(text.length(), from + LONGEST_LINE));
    int column = span.column() - 1 - from;
    int length = Math.max(1, Math.min(span.length(), shown.length() - column));
    out.append("    ").append(shown).append('\n').append("    ");
    for (int i = 0; i < column; i++) {
      out.append(shown.charAt(i) == '\t' ? '\t' : ' ');
    }
    out.append('^').append("~".repeat(length - 1)).append('\n');
  }
}
