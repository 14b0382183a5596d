package dev.play.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables read through the expression engine. */
class TemplatedVariablesTest {
  @TempDir Path root = Path.of(".");

  /** A run and the variables of web1 in it. */
  private record Ready(RunVariables run, Scope scope) {}

  private Ready ready() {
    World world = new World(root);
    world
        .write(
            "inv/group_vars/web.yml",
            """
            url: "http://{{ inventory_hostname }}:{{ port }}"
            greeting: "hello {{ name | default('you') }}"
            a: "{{ b }}"
            b: "{{ c }}"
            c: "{{ a }}"
            list: ["{{ port }}", {deep: "{{ port + 1 }}"}]
            """)
        .write("inv/host_vars/web1.yml", "port: 80\n")
        .write("inv/host_vars/web2.yml", "port: 81\nfriend: \"{{ hostvars['web1'].url }}\"\n");
    RunVariables run = world.run();
    return new Ready(run, run.play(world.play(), Map.of()).scope(World.WEB1, world.plain()));
  }

  private static Value value(Scope scope, String text) {
    Diagnostics problems = new Diagnostics();
    Value value = Worlds.compiler().value(text, Span.none("test"), problems).evaluate(scope);
    assertThat(problems.all()).isEmpty();
    return value;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{{ url }}                                             ; 'http://web1:80'",
        "{{ hostvars['web2'].url }}                            ; 'http://web2:81'",
        "{{ hostvars.web2['friend'] }}                         ; 'http://web1:80'",
        "{{ hostvars[inventory_hostname].port }}               ; 80",
        "{{ list }}                                            ; [80, {'deep': 81}]",
        "{{ hostvars['web2'].list }}                           ; [81, {'deep': 82}]",
        "{{ vars['port'] }}                                    ; 80",
        "{{ hostvars['web2'].nobody is defined }}              ; False",
        "{{ 'nobody' in hostvars }}                            ; False",
        "{{ 'web2' in hostvars }}                              ; True",
        "{{ 'port' in hostvars['web2'] }}                      ; True",
        "{{ groups['site'] }}                                  ; ['web1', 'web2']",
        "{{ inventory_hostname in groups.web }}                ; True",
        "{% for h in groups.web %}{{ hostvars[h].port }} {% endfor %} ; '80 81 '",
        "{{ hostvars['nowhere'] is defined }}                  ; False",
      })
  void evaluatesInTheScopeOfTheHostThatOwnsThem(String row) {
    String[] parts = row.split(" +; ", 2);
    assertThat(PythonText.repr(value(ready().scope(), parts[0]))).isEqualTo(parts[1]);
  }

  @Test
  void namesTheChainOfACycle() {
    assertThatThrownBy(() -> value(ready().scope(), "{{ a }}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a")
        .hasMessageContaining("b")
        .hasMessageContaining("c");
  }

  @Test
  void keepsOmitWhole() {
    assertThat(value(ready().scope(), "{{ nobody | default(omit) }}")).isSameAs(Omit.OMIT);
  }

  @Test
  void neverEvaluatesWhatAHostHasTold() {
    Ready ready = ready();
    HostVariables host = ready.run().host(World.WEB1);
    host.set("told", Value.text("{{ port }}"));
    host.addFacts(Value.dictOf("motd", "{{ port }}"));
    assertThat(value(ready.scope(), "{{ told }} {{ ansible_motd }} {{ ansible_facts.motd }}"))
        .isEqualTo(Value.text("{{ port }} {{ port }} {{ port }}"));
  }

  @Test
  void looksLazilyAtLocals() {
    Scope scope = ready().scope().with(Map.of("name", Value.text("world")));
    assertThat(value(scope, "{{ greeting }}")).isEqualTo(Value.text("hello world"));
    assertThat(value(scope, "{{ vars.name }}")).isEqualTo(Value.text("world"));
  }

  @Test
  void showsWhatCannotBeEvaluatedOfAnotherHostAsItIsWritten() {
    World world = new World(root);
    world.write("inv/host_vars/web2.yml", "broken: ['{{ nobody }}']\nwhole: '{{ 1 + 1 }}'\n");
    Scope scope = world.run().play(world.play(), Map.of()).scope(World.WEB1, world.plain());
    assertThat(value(scope, "{{ hostvars['web2'] }}"))
        .isInstanceOfSatisfying(
            Value.Dict.class,
            all -> {
              assertThat(all.get("broken")).contains(Value.texts(List.of("{{ nobody }}")));
              assertThat(all.get("whole")).contains(Value.of(2));
            });
  }
}
