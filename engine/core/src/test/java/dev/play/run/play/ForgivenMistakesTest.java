package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in tasks that may fail: the playbook runs, and the task fails in Ansible's words. */
final class ForgivenMistakesTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).hosts("a,").run(playbook);
  }

  @Test
  void tellsNoRescueOfAModuleThatIsNowhere() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - block:
                    - wrong.wrong.wrong: {}
                  rescue:
                    - debug: {msg: NEVER}
                  always:
                    - debug: {msg: NEVER}
                - debug: {msg: NEVER}
            """);
    assertThat(done.console()).contains("failed=1").contains("rescued=0").doesNotContain("NEVER");
  }

  @Test
  void failsATaskOfAnUnknownArgumentWhereErrorsAreIgnored() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {value: x, colour: red}
                  ignore_errors: true
                  register: r
                - assert:
                    that: "'Unsupported parameters for (act) module: colour. Supported' in r.msg"
            """);
    assertThat(done.console()).contains("failed=0").contains("ignored=1");
  }

  @Test
  void tellsOfAnUnknownOptionOfWhatRunsOnTheControllerInAnsiblesWords() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - debug: {colour: red, colon: x}
                  ignore_errors: true
                  register: r
                - assert:
                    that: "r.msg == 'Invalid options for debug: colon,colour'"
            """);
    assertThat(done.console()).contains("failed=0").contains("ignored=1");
  }

  @Test
  void failsATaskThatLacksAnArgumentInABlockWithARescue() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - block:
                    - group_by: {}
                  rescue:
                    - assert:
                        that: '"missing required arguments: key" == ansible_failed_result.msg'
            """);
    assertThat(done.console()).contains("failed=0").contains("rescued=1");
  }

  @Test
  void asksFailedWhenAboutATemplateThatDoesNotParse() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: "{{ 1 + }}"
                  register: r
                  failed_when: false
                  ignore_errors: true
                - act: after
                  when: "r is failed"
            """);
    assertThat(done.log()).containsExactly("a: after");
  }

  @Test
  void findsAModuleNamedByATemplateWhenAHostGetsThere() {
    Scenario done =
        run(
            """
            - hosts: a
              vars: {prefix: "", which: act}
              tasks:
                - action: "{{ prefix }}act {{ which }} from=1"
                - action: {module: "{{ which }}", say: two}
                - action: {module: "{{ which }}t"}
                  ignore_errors: true
            """);
    assertThat(done.log()).containsExactly("a: act", "a: two");
    assertThat(done.console()).contains("couldn't resolve module/action 'actt'");
  }

  @Test
  void takesAKeywordOfThePlayWhereATasksOwnIsOmitted() {
    Scenario done =
        run(
            """
            - hosts: a
              ignore_errors: true
              tasks:
                - act: {say: one, fail_on: a}
                  ignore_errors: "{{ omit }}"
                - act: two
                  when: "'no' == 'yes'"
                  register: r
                - assert: {that: "r.false_condition is search('yes')"}
            """);
    assertThat(done.console()).contains("ignored=1").contains("failed=0");
  }

  @Test
  void failsForAnEmptyNameToDelegateToEvenWhereTheConditionDoesNotHold() {
    Scenario done =
        run(
            """
            - hosts: a
              vars: {where: ''}
              tasks:
                - act: empty
                  delegate_to: "{{ where }}"
                  when: where != ''
                  ignore_errors: true
                - act: undefined
                  delegate_to: "{{ nowhere }}"
                  when: nowhere is defined
            """);
    assertThat(done.log()).isEmpty();
    assertThat(done.console()).contains("Empty hostname produced from delegate_to", "...ignoring");
    assertThat(done.counts("a").skipped()).isEqualTo(1);
  }
}
