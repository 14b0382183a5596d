package dev.play.cli.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.lint.Finding;
import dev.play.lint.Linter;
import dev.play.source.Diagnostic;
import dev.play.source.DiagnosticText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a look through a project found, for people and for programs. */
final class LintReport {
  private static final int MOST_RULES = 12;

  private LintReport() {}

  /** For people: each with its place, then how many there are. */
  static String text(Linter.Result result, DiagnosticText places) {
    StringBuilder out = new StringBuilder();
    result.findings().forEach(finding -> out.append(text(finding, places, false)));
    result.warnings().forEach(finding -> out.append(text(finding, places, true)));
    out.append(summary(result));
    return out.toString();
  }

  private static String text(Finding finding, DiagnosticText places, boolean warning) {
    String message = finding.rule() + (warning ? " (warning): " : ": ") + finding.message();
    String rendered =
        places.render(
            new Diagnostic(
                Diagnostic.Severity.WARNING,
                message,
                finding.span(),
                Optional.of(finding.hint()).filter(hint -> !hint.isEmpty())));
    return rendered.replaceFirst("\\[WARNING\\]: ", "");
  }

  private static String summary(Linter.Result result) {
    Map<String, Integer> counts = new TreeMap<>();
    result.findings().forEach(finding -> counts.merge(finding.rule(), 1, Integer::sum));
    List<String> most =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(MOST_RULES)
            .map(e -> e.getValue() + " " + e.getKey())
            .toList();
    return counted(result.findings().size(), "finding")
        + ", "
        + counted(result.warnings().size(), "warning")
        + " in "
        + counted(result.files(), "file")
        + (most.isEmpty() ? "" : ": " + String.join(", ", most))
        + (counts.size() > MOST_RULES ? ", ..." : "")
        + "\n";
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** For programs: a list of objects. */
  static String json(Linter.Result result) {
    List<Map<String, Object>> all = new ArrayList<>();
    result.findings().forEach(finding -> all.add(fields(finding, "error")));
    result.warnings().forEach(finding -> all.add(fields(finding, "warning")));
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  private static Map<String, Object> fields(Finding finding, String level) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", finding.rule());
    fields.put("level", level);
    fields.put("file", finding.span().file());
    fields.put("line", finding.span().line());
    fields.put("column", finding.span().column());
    fields.put("message", finding.message());
    fields.put("hint", finding.hint());
    return fields;
  }
}
