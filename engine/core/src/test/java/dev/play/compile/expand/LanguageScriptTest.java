package dev.play.compile.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts under {@code language/}: chunks between lines of {@code =====}, each with a title. A
 * line {@code #== file NAME} begins another file, {@code #== tree} the plays as they should come
 * out. {@code ### regex} at a line's end is the error expected there, {@code ### warning: regex}
 * the warning; message and hint are matched as one text. No other errors may come.
 */
class LanguageScriptTest {
  private static final Pattern EXPECTED = Pattern.compile("### (?:(warning): )?(.*)$");

  private record Expectation(String place, String severity, Pattern text) {}

  @TestFactory
  Stream<DynamicTest> scripts(@TempDir Path directory) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/language"))) {
      for (Path script : files.sorted().toList()) {
        int number = 0;
        for (String chunk : Files.readString(script).split("(?m)^=====\n")) {
          String title = chunk.lines().findFirst().orElse("").replaceFirst("^# ", "");
          Path place = directory.resolve(script.getFileName() + "-" + number++);
          tests.add(
              DynamicTest.dynamicTest(
                  script.getFileName() + ": " + title, () -> run(chunk, place)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  private static void run(String chunk, Path place) throws IOException {
    Map<String, String> files = split(chunk);
    Scratchpad pad = new Scratchpad(place);
    List<Expectation> expectations = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (file.getKey().equals("tree")) {
        continue;
      }
      pad.file(file.getKey(), file.getValue());
      expectations.addAll(expectations(file.getKey(), file.getValue()));
    }
    CompileResult result = pad.compile("playbook.yml");
    List<Diagnostic> left = new ArrayList<>(result.problems());
    for (Expectation expected : expectations) {
      assertThat(left)
          .as(expected + " among\n" + pad.rendered(result))
          .anyMatch(d -> matches(expected, d));
      left.removeIf(d -> matches(expected, d));
    }
    left.removeIf(d -> d.severity() != Diagnostic.Severity.ERROR);
    assertThat(left).as(pad.rendered(result)).isEmpty();
    if (files.containsKey("tree")) {
      assertThat(PlanTree.of(result).strip()).isEqualTo(files.get("tree").strip());
    }
  }

  private static boolean matches(Expectation expected, Diagnostic d) {
    return (d.span().file() + ":" + d.span().line()).equals(expected.place)
        && d.severity().name().toLowerCase(Locale.ROOT).equals(expected.severity)
        && expected.text.matcher(d.message() + " | " + d.hint().orElse("")).find();
  }

  private static Map<String, String> split(String chunk) {
    Map<String, String> files = new LinkedHashMap<>();
    String name = "playbook.yml";
    StringBuilder text = new StringBuilder();
    for (String line : chunk.lines().toList()) {
      if (line.startsWith("#== ")) {
        files.put(name, text.toString());
        name = line.substring(4).replaceFirst("^file ", "").strip();
        text = new StringBuilder();
      } else {
        text.append(line).append('\n');
      }
    }
    files.put(name, text.toString());
    return files;
  }

  private static List<Expectation> expectations(String file, String text) {
    List<Expectation> all = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher matcher = EXPECTED.matcher(line);
      if (matcher.find()) {
        String severity = matcher.group(1) == null ? "error" : matcher.group(1);
        all.add(
            new Expectation(
                file + ":" + number, severity, Pattern.compile(matcher.group(2).strip())));
      }
    }
    return all;
  }
}
