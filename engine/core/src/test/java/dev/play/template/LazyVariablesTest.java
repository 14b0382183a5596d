package dev.play.template;

import static dev.play.template.TemplateFixture.COMPILER;
import static dev.play.template.TemplateFixture.evaluate;
import static dev.play.template.TemplateFixture.template;
import static dev.play.template.TemplateFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.source.Span;
import dev.play.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LazyVariablesTest {
  @Test
  void evaluatesTemplatesRecursivelyWhenTheyAreRead() {
    assertThat(evaluate("a", "a", template("{{ b }}!"), "b", template("{{ c }}"), "c", 1))
        .isEqualTo(Value.text("1!"));
    assertThat(
            evaluate(
                "d.x + 1",
                "d",
                Value.dictOf("x", template("{{ c }}"), "y", template("{{ nobody }}")),
                "c",
                1))
        .isEqualTo(Value.of(2));
    assertThat(
            evaluate(
                "l | map('int') | sum",
                "l",
                new Value.Sequence(List.of(template("{{ c }}"), Value.of(2))),
                "c",
                1))
        .isEqualTo(Value.of(3));
  }

  @Test
  void neverEvaluatesData() {
    assertThat(evaluate("a", "a", "{{ b }}", "b", 1)).isEqualTo(Value.text("{{ b }}"));
    assertThat(evaluate("a ~ ''", "a", "{{ b }}", "b", 1)).isEqualTo(Value.text("{{ b }}"));
    assertThat(value("{{ a }}").evaluate(MapScope.of("a", "{{ b }}")))
        .isEqualTo(Value.text("{{ b }}"));
  }

  @Test
  void namesTheCircle() {
    assertThatThrownBy(
            () ->
                evaluate(
                    "a",
                    "a",
                    template("{{ b }}"),
                    "b",
                    template("{{ c }}"),
                    "c",
                    template("{{ a }}")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a -> b -> c -> a");
    assertThatThrownBy(() -> evaluate("a", "a", template("{{ a | default(1) }}")))
        .hasMessageContaining("a -> a");
  }

  @Test
  void leavesNoTemplateInsideAResult() {
    Value result = evaluate("{'a': [d]}", "d", Value.dictOf("x", template("{{ c }}")), "c", 1);
    assertThat(PythonText.repr(result)).isEqualTo("{'a': [{'x': 1}]}");
  }

  @Test
  void tellsTheTextOfTheVariableThatWantsWhatIsUndefined() {
    assertThatThrownBy(
            () ->
                value("{{ bar }}")
                    .evaluate(
                        MapScope.of(
                            "foo", new Value.Sequence(List.of()), "bar", template("{{ foo[0] }}"))))
        .hasMessageContaining("{{ foo[0] }}: list object has no element 0");
    assertThatThrownBy(() -> evaluate("a ~ 'x'", "a", template("{{ b }}!"), "b", template("{{c}}")))
        .hasMessageContaining("{{ b }}!: {{c}}: 'c' is undefined");
    assertThatThrownBy(() -> evaluate("a ~ ''", "a", template("{{ collor }}"), "color", 1))
        .hasToString("{{ collor }}: {{ collor }}: 'collor' is undefined (did you mean color?)");
    assertThatThrownBy(
            () ->
                evaluate(
                    "a ~ ''", "a", new Value.Secret(template("{{ nobody ~ 'the password' }}"))))
        .hasMessage("'nobody' is undefined");
  }

  @Test
  void reportsUndefinedInsideAResultAtItsPlace() {
    assertThatThrownBy(
            () ->
                value("{{ d }}")
                    .evaluate(MapScope.of("d", Value.dictOf("x", template("{{ nobody }}")))))
        .hasMessageContaining("'nobody' is undefined");
    assertThatThrownBy(() -> value("{{ [nobody] }}").evaluate(MapScope.of()))
        .hasMessageContaining("'nobody' is undefined");
  }

  @Test
  void resolvesDeeplyAndKeepsUndefinedElements() {
    Value resolved =
        COMPILER.deepResolve(
            Value.dictOf("a", template("{{ c }}"), "b", template("{{ nobody }}")),
            MapScope.of("c", 1));
    assertThat(((Value.Dict) resolved).get("a")).contains(Value.of(1));
    assertThat(((Value.Dict) resolved).get("b")).get().isInstanceOf(Value.Undefined.class);
  }

  @Test
  void toleratesUndefinedElementsThatNobodyUses() {
    assertThat(
            evaluate(
                "d | combine({'z': 1}) | dict2items | length",
                "d",
                Value.dictOf("x", template("{{ nobody }}"))))
        .isEqualTo(Value.of(2));
    assertThat(evaluate("d.x | default('w')", "d", Value.dictOf("x", template("{{ nobody }}"))))
        .isEqualTo(Value.text("w"));
  }

  /** Variables of another host. */
  private record OtherHost(Map<String, Value> vars, Scope itsScope) implements LazyDict {
    @Override
    public Optional<Value> get(Value key) {
      return Optional.ofNullable(vars.get(PythonText.str(key)));
    }

    @Override
    public Collection<Value> keys() {
      return vars.keySet().stream().<Value>map(Value.Text::new).toList();
    }

    @Override
    public Optional<Scope> scope() {
      return Optional.of(itsScope);
    }
  }

  @Test
  void evaluatesALazyDictionaryInItsOwnScope() {
    LazyDict other =
        new OtherHost(
            Map.of("addr", template("{{ ip }}"), "broken", template("{{ nobody }}")),
            MapScope.of("ip", "10.0.0.2"));
    MapScope scope = MapScope.of("ip", "10.0.0.1", "other", other, "hosts", List.of("addr"));
    assertThat(TemplateFixture.expression("other.addr ~ other['addr']").evaluate(scope))
        .isEqualTo(Value.text("10.0.0.210.0.0.2"));
    assertThat(TemplateFixture.expression("hosts | map('extract', other) | list").evaluate(scope))
        .isEqualTo(Value.texts(List.of("10.0.0.2")));
    assertThat(
            TemplateFixture.expression("'addr' in other and other.nope is not defined")
                .evaluate(scope))
        .isEqualTo(Value.TRUE);
    assertThat(TemplateFixture.expression("other.broken is defined").evaluate(scope))
        .isEqualTo(Value.FALSE);
  }

  @Test
  void saysWhereAVariablesTemplateGoesWrong() {
    Value.Template bad = new Value.Template("{{ nobody }}", new Span("vars.yml", 3, 5, 1));
    assertThatThrownBy(() -> evaluate("a ~ ''", "a", bad))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.span()).contains(new Span("vars.yml", 3, 8, 6)));
  }
}
