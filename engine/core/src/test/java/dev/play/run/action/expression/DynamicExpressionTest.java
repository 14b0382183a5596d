package dev.play.run.action.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicExpressionTest {
  @TempDir Path directory = Path.of(".");

  @Test
  void letsTextThatATemplateMadeReachNothingOfTheController() {
    Scenario done =
        new Scenario(directory)
            .run(
                """
            - hosts: a
              vars:
                said: "lookup('env', 'HOME') != ''"
                missing: undef() | mandatory
                name_of: said
              tasks:
                - assert: {that: "{{ said }}"}
                  register: refused
                  ignore_errors: true
                - debug: {msg: "{{ refused.msg }}"}
                - assert: {that: ["lookup('env', 'HOME') is string", "{{ said }} or true"]}
                  register: one
                  ignore_errors: true
                - debug: {msg: "{{ one.msg }} {{ one.assertion }}"}
                - debug: {var: "{{ said }}"}
                - debug: {var: "{{ missing }}"}
                - debug: {var: "{{ name_of }}"}
                - debug: {var: "lookup('items', [1]) == 1"}
            """);
    assertThat(done.said())
        .containsExactly(
            "a: Conditional is marked as unsafe, and cannot be evaluated.",
            "a: Conditional is marked as unsafe, and cannot be evaluated. "
                + "lookup('env', 'HOME') != '' or true");
    assertThat(done.console())
        .contains(
            "\"lookup('env', 'HOME') != ''\": \"lookup('env', 'HOME') != ''\"",
            "\"undef() | mandatory\": \"undef() | mandatory\"",
            "\"said\": \"lookup('env', 'HOME') != ''\"",
            "\"lookup('items', [1]) == 1\": true");
  }
}
