package dev.play.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFilesTest {
  private final YamlFiles files = new YamlFiles(VaultSecrets.none(), Path.of("/nowhere"));

  @ParameterizedTest
  @CsvSource({
    "0644,420",
    "0o14,'0o14'",
    "1_000,1000",
    "0x1F,31",
    "0b101,5",
    "190:20:30,685230",
    "-12,-12",
    "+7,7",
    "08,'08'",
    "012,10"
  })
  void readsIntegersAsYaml11Does(String text, String meaning) {
    assertThat(Value.toJava(value(text), s -> null)).hasToString(meaning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "1.0e3", "1e+3", "1.2.3", "0o17", "y", "n", "tRue", "-x", "a:b"})
  void leavesAsTextWhatYaml11DoesNotType(String text) {
    assertThat(value(text)).isEqualTo(new Value.Text(text));
  }

  @Test
  void saysWhatIsWrongWithAFileOfJsonInBothItsLanguages() {
    assertThat(files.parse("{ }}", "a.json").problems().getFirst().message())
        .startsWith("We were unable to read either as JSON nor YAML")
        .contains(" JSON: Unexpected close marker '}'", "; YAML: not valid YAML");
    assertThat(files.parse("{ }}", "a.yml").problems().getFirst().message()).doesNotContain("JSON");
  }

  @Test
  void readsEscapedSlashesInDoubleQuotesOnly() {
    assertThat(value("[\"a\\/b\\\\/c\", 'a\\/b', a\\/b]"))
        .isEqualTo(Value.texts(java.util.List.of("a/b\\/c", "a\\/b", "a\\/b")));
  }

  @Test
  void readsFloatsAndWords() {
    assertThat(value("[1.5, .5, 1.0e+3, .inf, yes, Off, ~, null, 190:20:30.15]"))
        .isEqualTo(
            Value.list(
                java.util.List.of(
                    new Value.Real(1.5),
                    new Value.Real(.5),
                    new Value.Real(1000),
                    new Value.Real(Double.POSITIVE_INFINITY),
                    Value.TRUE,
                    Value.FALSE,
                    Value.NONE,
                    Value.NONE,
                    new Value.Real(685230.15))));
  }

  @Test
  void quotedScalarsAreText() {
    assertThat(value("['1', \"yes\", '']"))
        .isEqualTo(Value.texts(java.util.List.of("1", "yes", "")));
  }

  @Test
  void textWithExpressionsIsATemplateWithItsPlace() {
    assertThat(value("a: \"x {{ y }}\""))
        .isEqualTo(
            Value.dictOf("a", new Value.Template("x {{ y }}", new Span("test.yml", 1, 5, 9))));
    assertThat(value("a: |\n  one\n  {% if b %}\n"))
        .isEqualTo(
            Value.dictOf(
                "a", new Value.Template("one\n{% if b %}\n", new Span("test.yml", 2, 3, 3))));
  }

  @Test
  void unsafeTextIsNeverATemplate() {
    assertThat(value("!unsafe '{{ y }}'")).isEqualTo(new Value.Text("{{ y }}"));
    assertThat(value("!unsafe [ '{{ y }}' ]"))
        .isEqualTo(Value.list(java.util.List.of(new Value.Text("{{ y }}"))));
  }

  @Test
  void mergesDictionaries() {
    assertThat(value("- &a {x: 1, y: 2}\n- &b {x: 5, z: 6}\n- <<: [*a, *b]\n  y: 3\n"))
        .isEqualTo(
            Value.ofJava(
                java.util.List.of(
                    java.util.Map.of("x", 1, "y", 2),
                    java.util.Map.of("x", 5, "z", 6),
                    java.util.Map.of("x", 1, "z", 6, "y", 3))));
  }

  @Test
  void warnsOfDuplicateKeysAndTheLastOneWins() {
    YamlFile file = files.parse("a: 1\nb: 2\na: 3\n", "test.yml");
    Diagnostics problems = new Diagnostics();
    assertThat(new YamlData(problems).value(file.root().orElseThrow()))
        .isEqualTo(Value.dictOf("a", 3, "b", 2));
    assertThat(problems.all())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.severity()).isEqualTo(Diagnostic.Severity.WARNING);
              assertThat(d.span()).isEqualTo(new Span("test.yml", 1, 1, 1));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'foo: {{ bar }}'|1:6|must be quoted|quote it: \"{{ bar }}\"",
        "'foo: {{ bar }}/baz'|1:6|must be quoted|quote it: \"{{ bar }}/baz\"",
        "'- {{ bar }}'|1:3|must be quoted|quote it: \"{{ bar }}\"",
        "'foo: bar: baz'|1:9|a second `: `|quote the value: 'bar: baz'",
        "'foo: \"bar\" baz'|1:6|after the closing quote|quote the whole value",
        "'a:\n\tb: 1'|2:1|a tab|spaces only",
        "'a:\n   b: 1\n  c: 2'|3:3|indentation|line 1",
        "'a: 1\n---\nb: 2'|3:1|a second document|remove the line",
        "'a: \"b'|1:4|never closed|",
        "'a: &x [*x]'|1:4|contains itself|",
        "'a: !foo 1'|1:4|!foo|known are"
      })
  void saysWhatIsWrongAndWhere(String text, String place, String message, String hint) {
    YamlFile file = files.parse(text, "t");
    assertThat(file.problems()).isNotEmpty();
    Diagnostic first = file.problems().getFirst();
    assertThat(first.message()).contains(message);
    assertThat(first.span()).hasToString("t:" + place);
    assertThat(first.hint().orElse("")).contains(hint == null ? "" : hint);
  }

  @Test
  void refusesBombs() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a").append(i).append(": &a").append(i).append(" [");
      text.append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
    }
    assertThat(files.parse(text.toString(), "t").problems())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).contains("1000000 nodes"));
    assertThat(files.parse("[".repeat(5000), "t").problems()).hasSize(1);
  }

  @Test
  void emptyFilesHaveNoRoot() {
    assertThat(files.parse("---\n", "t").root()).isEmpty();
    assertThat(files.parse("", "t").root()).isEmpty();
    assertThat(files.parse("# only this\n", "t").problems()).isEmpty();
  }

  @Test
  void tellsOfFilesThatAreNotThereOrNotText(@TempDir Path dir) throws Exception {
    YamlFiles here = new YamlFiles(VaultSecrets.none(), dir);
    assertThat(here.load(Path.of("none.yml")).problems().getFirst().message())
        .isEqualTo("none.yml: there is no such file");
    Files.write(dir.resolve("bin.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    assertThat(here.load(Path.of("bin.yml")).problems().getFirst().message()).contains("UTF-8");
  }

  private Value value(String text) {
    YamlFile file = files.parse(text, "test.yml");
    assertThat(file.problems()).isEmpty();
    return new YamlData(new Diagnostics()).value(file.root().orElseThrow());
  }
}
