package dev.play.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.Step;
import dev.play.compile.keyword.LoopCompiler;
import dev.play.template.library.Library;
import dev.play.template.library.StandardLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/language.md says what the parser and the library know. A list that has drifted is written
 * anew by running this test with {@code -Dplay.docs.write=true}.
 */
class LanguageReferenceTest {
  private static final Path PAGE = Path.of("../../docs/language.md");
  private static final int WIDTH = 150;

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  /** What the page has between two marks must be what is expected. */
  private static void holds(String list, String expected) throws IOException {
    String begin = "<!-- " + list + " -->\n";
    String end = "<!-- end -->";
    String text = page();
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end, from);
    assertThat(text).contains(begin);
    assertThat(to).isPositive();
    if (Boolean.getBoolean("play.docs.write")) {
      Files.writeString(PAGE, text.substring(0, from) + expected + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .describedAs("docs/language.md, %s; -Dplay.docs.write=true writes it anew", list)
        .isEqualTo(expected);
  }

  @Test
  void hasTheKeywordsOfTheParser() throws IOException {
    StringBuilder table = new StringBuilder("| keyword | takes |");
    List<Keyword.In> places = List.of(Keyword.In.values());
    places.forEach(place -> table.append(' ').append(word(place)).append(" |"));
    table.append("\n|---|---|").append("---|".repeat(places.size())).append('\n');
    Arrays.stream(Keyword.values())
        .sorted(java.util.Comparator.comparing(Keyword::text))
        .forEach(
            keyword -> {
              table.append("| `").append(keyword.text()).append("` | ");
              table.append(keyword.type().words()).append(" |");
              for (Keyword.In place : places) {
                boolean stands =
                    Keyword.find(keyword.text(), place).filter(keyword::equals).isPresent();
                table.append(stands ? " x |" : " |");
              }
              table.append('\n');
            });
    holds("keywords", table.toString());
  }

  private static String word(Keyword.In place) {
    return place.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource(Library.Kind.class)
  void hasTheNamesOfTheLibrary(Library.Kind kind) throws IOException {
    holds(
        kind.name().toLowerCase(Locale.ROOT) + "s", wrapped(StandardLibrary.create().names(kind)));
  }

  @Test
  void hasTheActionsOfMeta() throws IOException {
    holds(
        "meta",
        wrapped(
            Arrays.stream(Step.MetaAction.values())
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList()));
  }

  @Test
  void hasTheKeysOfLoopControl() throws IOException {
    assertThat(LoopCompiler.CONTROLS)
        .allSatisfy(key -> assertThat(page()).contains("`" + key + "`"));
  }

  @Test
  void hasTheStatements() throws IOException {
    assertThat(ModuleNames.STATEMENTS.stream().filter(name -> !name.equals("include")))
        .allSatisfy(name -> assertThat(page()).contains("`" + name + "`"));
  }

  private static String wrapped(Collection<String> names) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String name : names.stream().map(n -> "`" + n + "`").collect(Collectors.toList())) {
      if (line.length() + name.length() + 1 > WIDTH) {
        out.append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(name);
    }
    return out.append(line).append('\n').toString();
  }
}
