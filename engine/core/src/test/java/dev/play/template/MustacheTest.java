package dev.play.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.library.StandardLibrary;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MustacheTest {
  private final TemplateCompiler compiler = new TemplateCompiler(StandardLibrary.create());

  private Compiled compile(String source) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled = compiler.mustache(source, "site.mustache", problems);
    assertThat(problems.all()).isEmpty();
    return compiled;
  }

  private String render(String source, Object... variables) {
    return PythonText.str(compile(source).evaluate(MapScope.of(variables)));
  }

  @Test
  void putsValuesOutUnescaped() {
    assertThat(render("{{a}} {{&a}} {{{a}}}", "a", "<b & \"c\">"))
        .isEqualTo("<b & \"c\"> <b & \"c\"> <b & \"c\">");
  }

  @Test
  void writesBooleansAndNumbersAsConfigurationFilesDo() {
    assertThat(
            render("{{t}} {{n}} {{f}} [{{none}}]", "t", true, "n", 5, "f", 1.5, "none", Value.NONE))
        .isEqualTo("true 5 1.5 []");
  }

  @Test
  void loopsOverListsAndEntersDictionaries() {
    assertThat(
            render(
                "{{#users}}\n- {{name}} {{top}}\n{{/users}}\n{{#d}}{{x}}{{/d}}{{d.x}}{{users.1.name}}\n",
                "users",
                List.of(Map.of("name", "ada"), Map.of("name", "bob")),
                "top",
                "t",
                "d",
                Map.of("x", 1)))
        .isEqualTo("- ada t\n- bob t\n11bob\n");
  }

  @Test
  void namesTheCurrentItemByADot() {
    assertThat(render("{{#l}}<{{.}}>{{/l}}", "l", List.of("a", 2, true))).isEqualTo("<a><2><true>");
  }

  @Test
  void leavesOutSectionsThatDoNotHold() {
    assertThat(
            render(
                "{{#no}}x{{/no}}{{^no}}y{{/no}}{{#gone}}z{{/gone}}{{^gone}}w{{/gone}}{{#e}}v{{/e}}",
                "no",
                false,
                "e",
                List.of()))
        .isEqualTo("yw");
  }

  @Test
  void refusesAMissingVariableWithItsPlaceAndTheNearName() {
    Compiled compiled = compile("one\ntwo {{nmae}}\n");
    assertThatThrownBy(() -> compiled.evaluate(MapScope.of("name", "x")))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.message()).isEqualTo("'nmae' is undefined");
              assertThat(e.span()).contains(new Span("site.mustache", 2, 1, 1));
              assertThat(e.hint()).contains("did you mean name?");
            });
  }

  @Test
  void reachesNoJavaMethods() {
    for (String member : List.of("length", "text", "class", "getClass", "hashCode", "upper")) {
      Compiled compiled = compile("{{name." + member + "}}");
      assertThatThrownBy(() -> compiled.evaluate(MapScope.of("name", "x")))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("is undefined");
    }
  }

  @Test
  void refusesToPutOutAList() {
    assertThatThrownBy(() -> render("{{l}}", "l", List.of(1)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a list cannot be put out");
  }

  @Test
  void reportsWhatDoesNotParse() {
    Diagnostics problems = new Diagnostics();
    compiler.mustache("a\n{{#x}}\n", "site.mustache", problems);
    assertThat(problems.all())
        .singleElement()
        .satisfies(d -> assertThat(d.span().line()).isPositive());
  }

  @Test
  void makesTheWholeResultSecretOrUnknown() {
    MapScope scope =
        MapScope.of("s", new Value.Secret(Value.text("pw")), "u", new Value.Unknown("until \"x\""));
    assertThat(compile("a {{s}}").evaluate(scope)).isEqualTo(new Value.Secret(Value.text("a pw")));
    assertThat(compile("a {{u}} {{s}}").evaluate(scope)).isInstanceOf(Value.Unknown.class);
    assertThat(compile("{{#u}}a{{/u}}").evaluate(scope)).isInstanceOf(Value.Unknown.class);
  }

  @Test
  void tellsOfTheSecretsInIt() {
    FixedLookups lookups = FixedLookups.plain();
    MapScope scope =
        MapScope.of(
                "d",
                Value.dictOf("user", "ada", "password", new Value.Secret(Value.text("hunter2"))))
            .withLookups(lookups);
    compile("{{#d}}{{user}}:{{password}}{{/d}}").evaluate(scope);
    assertThat(lookups.secrets()).contains("hunter2").doesNotContain("ada");
  }

  @Test
  void evaluatesTemplatesInVariables() {
    MapScope scope = MapScope.of("a", new Value.Template("{{ b }}!", Span.none("vars")), "b", "hi");
    assertThat(compile("{{a}}").evaluate(scope)).isEqualTo(Value.text("hi!"));
  }

  @Test
  void readsPartialsThroughTheLoader() {
    MapScope scope = MapScope.of("n", 1).loading(Map.of("part.mustache", "<{{n}}>\n"));
    assertThat(compile("a\n{{>part}}\nb\n").evaluate(scope)).isEqualTo(Value.text("a\n<1>\nb\n"));
  }

  @Test
  void namesTheVariablesOutsideSections() {
    Compiled compiled = compile("{{a}}\n{{#s}}{{inner}}{{/s}}{{b.c}}");
    assertThat(compiled.freeVariables()).containsExactlyInAnyOrder("a", "s", "b");
    assertThat(compiled.guardedVariables()).containsExactly("s");
  }
}
