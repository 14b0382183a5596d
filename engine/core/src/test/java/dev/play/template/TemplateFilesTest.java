package dev.play.template;

import static dev.play.template.TemplateFixture.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.source.Diagnostics;
import dev.play.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateFilesTest {
  private static final FileOptions OPTIONS = FileOptions.TEMPLATE_MODULE;

  private static String render(Map<String, String> others, String source, Object... variables) {
    return render(others, OPTIONS, source, variables);
  }

  private static String render(
      Map<String, String> others, FileOptions options, String source, Object... variables) {
    return PythonText.str(file(source, options).evaluate(MapScope.of(variables).loading(others)));
  }

  @Test
  void includesOtherTemplatesWithTheirContext() {
    assertThat(
            render(
                Map.of("p.j2", "<{{ x }}{{ y }}>\n"),
                "{% set y = 2 %}a{% include 'p.j2' %}b\n",
                "x",
                1))
        .isEqualTo("a<12>b\n");
    assertThat(
            render(
                Map.of("p.j2", "<{{ x | default('-') }}>"),
                "{% include 'p.j2' without context %}",
                "x",
                1))
        .isEqualTo("<->");
    assertThat(
            render(
                Map.of("p.j2", "{{ i }}"), "{% for i in [1, 2] %}{% include 'p.j2' %}{% endfor %}"))
        .isEqualTo("12");
  }

  @Test
  void toleratesAMissingIncludeOnlyWhenAsked() {
    assertThat(render(Map.of(), "a{% include 'gone.j2' ignore missing %}b")).isEqualTo("ab");
    assertThat(render(Map.of("b.j2", "B"), "{% include ['a.j2', 'b.j2'] %}")).isEqualTo("B");
    assertThatThrownBy(() -> render(Map.of(), "a\n{% include 'gone.j2' %}"))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.message()).isEqualTo("there is no template gone.j2");
              assertThat(e.span().orElseThrow().line()).isEqualTo(2);
            });
  }

  @Test
  void importsMacrosAndVariables() {
    Map<String, String> others =
        Map.of("m.j2", "{% macro m(a) %}[{{ a }}]{% endmacro %}{% set v = 7 %}");
    assertThat(render(others, "{% import 'm.j2' as m %}{{ m.m(1) }}{{ m.v }}")).isEqualTo("[1]7");
    assertThat(render(others, "{% from 'm.j2' import m, v as w %}{{ m(2) }}{{ w }}"))
        .isEqualTo("[2]7");
    assertThatThrownBy(() -> render(others, "{% from 'm.j2' import nope %}{{ nope() }}"))
        .hasMessageContaining("'nope' of the template m.j2 is undefined");
  }

  @Test
  void givesImportsTheContextOnlyWhenAsked() {
    Map<String, String> others =
        Map.of("m.j2", "{% macro m() %}{{ x | default('-') }}{% endmacro %}");
    assertThat(render(others, "{% import 'm.j2' as m %}{{ m.m() }}", "x", 1)).isEqualTo("-");
    assertThat(render(others, "{% import 'm.j2' as m with context %}{{ m.m() }}", "x", 1))
        .isEqualTo("1");
  }

  @Test
  void extendsTemplatesByBlocks() {
    Map<String, String> others =
        Map.of(
            "base.j2", "<{% block a %}A{% endblock %}|{% block b %}B{{ v }}{% endblock %}>\n",
            "mid.j2", "{% extends 'base.j2' %}{% block a %}M{{ super() }}{% endblock %}");
    assertThat(
            render(
                others,
                "{% extends 'base.j2' %}ignored{% set v = 3 %}{% block a %}x{{ super() }}y{% endblock %}"))
        .isEqualTo("<xAy|B3>");
    assertThat(
            render(
                others, "{% extends 'mid.j2' %}{% block a %}C{{ super() }}{% endblock %}", "v", 1))
        .isEqualTo("<CMA|B1>");
    assertThat(
            render(
                others,
                "{% extends 'mid.j2' %}{% block a %}C{{ super.super() }}{% endblock %}",
                "v",
                1))
        .isEqualTo("<CA|B1>");
    assertThat(render(others, "{% extends parent %}", "parent", "base.j2", "v", ""))
        .isEqualTo("<A|B>");
  }

  @Test
  void letsOnlyScopedBlocksSeeTheLoop() {
    assertThat(
            render(
                Map.of(),
                "{% for i in [1, 2] %}{% block b scoped %}{{ i }}{% endblock %}{% endfor %}"))
        .isEqualTo("12");
    assertThat(
            render(
                Map.of(),
                "{% for i in [1, 2] %}{% block b %}{{ i | default('-') }}{% endblock %}{% endfor %}"))
        .isEqualTo("--");
  }

  @Test
  void stopsTemplatesThatIncludeThemselves() {
    assertThatThrownBy(() -> render(Map.of("p.j2", "{% include 'p.j2' %}"), "{% include 'p.j2' %}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("include each other");
  }

  @Test
  void readsTheHeaderLine() {
    assertThat(
            render(
                Map.of(),
                "#jinja2: variable_start_string:'[%', variable_end_string:'%]', trim_blocks:False\n{% if true %}\n[% x %] {{ x }}\n{% endif %}\n",
                "x",
                1))
        .isEqualTo("\n1 {{ x }}\n");
    assertThat(
            render(
                Map.of(), "#jinja2: lstrip_blocks: True\na\n  {% if true %}\nb\n  {% endif %}\n"))
        .isEqualTo("a\nb\n");
  }

  @Test
  void reportsAWrongHeaderLine() {
    Diagnostics problems = new Diagnostics();
    TemplateFixture.COMPILER.file("#jinja2: nope: 1\nx", "main.j2", OPTIONS, problems);
    assertThat(problems.all())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).contains("there is no template option nope"));
  }

  @Test
  void reportsAHeaderLineThatIsNotOfPairs() {
    Diagnostics problems = new Diagnostics();
    TemplateFixture.COMPILER.file(
        "#jinja2: trim_blocks:True, lstrip_blocks=True\nx", "main.j2", OPTIONS, problems);
    assertThat(problems.all())
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.message())
                    .isEqualTo("failed to parse jinja2 override 'lstrip_blocks=True'"));
  }

  @Test
  void takesOtherDelimitersAndLineStatements() {
    assertThat(
            render(
                Map.of(),
                OPTIONS.with("variable_start_string", "<<").with("variable_end_string", ">>"),
                "<< x >> {{ x }}",
                "x",
                1))
        .isEqualTo("1 {{ x }}");
    assertThat(
            render(
                Map.of(),
                OPTIONS.with("line_statement_prefix", "%%").with("line_comment_prefix", "##"),
                "a\n%% for i in [1, 2]\n- {{ i }} ## note\n%% endfor\nb\n"))
        .isEqualTo("a\n- 1\n- 2\nb\n");
    assertThat(
            render(
                Map.of(),
                OPTIONS.with("block_start_string", "<%").with("block_end_string", "%>"),
                "<% if true %>\na {% x %}<% endif %>"))
        .isEqualTo("a {% x %}");
  }

  @Test
  void writesTheNewlinesAskedFor() {
    assertThat(render(Map.of(), OPTIONS.with("newline_sequence", "\r\n"), "a\n{{ x }}\n\n", "x", 1))
        .isEqualTo("a\r\n1\r\n\r\n");
    assertThat(render(Map.of(), OPTIONS, "a\r\nb\r\n")).isEqualTo("a\nb\n");
  }

  @Test
  void keepsTheFinalNewlineOfTheFileButNotOfIncludedOnes() {
    assertThat(render(Map.of("p.j2", "p\n"), "{% include 'p.j2' %}!\n")).isEqualTo("p!\n");
    assertThat(render(Map.of(), OPTIONS.with("keep_trailing_newline", "false"), "a\n"))
        .isEqualTo("a");
  }

  @Test
  void givesTheLineOfAMistakeInAFile() {
    assertThatThrownBy(() -> render(Map.of(), "a\nb {{ x.y }}\n", "x", Map.of()))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.span().orElseThrow().toString()).isEqualTo("main.j2:2:8"));
  }

  @Test
  void isSecretWhenItHoldsASecret() {
    assertThat(
            file("a {{ p }}\n", OPTIONS)
                .evaluate(MapScope.of("p", new Value.Secret(Value.text("x")))))
        .isEqualTo(new Value.Secret(Value.text("a x\n")));
  }
}
