package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.RunOptions;
import dev.play.run.fake.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskResultsTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).run(playbook);
  }

  private Scenario check(String playbook) {
    return new Scenario(directory).options(RunOptions.DEFAULT.checking()).run(playbook);
  }

  @Test
  void registersAResultForEachItem() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {say: "{{ item }}", change: "{{ item == 'y' }}"}
                  loop: [x, y, z]
                  when: item != 'z'
                  register: got
                - debug:
                    msg: >-
                      {{ got.results | map(attribute='item') | join(',') }}
                      {{ got.results | map(attribute='changed') | join(',') }}
                      {{ got.changed }} {{ got.results[2].skipped }}
            """);
    assertThat(done.log()).containsExactly("a: x", "a: y");
    assertThat(done.said()).containsExactly("a: x,y,z False,True,False True True");
    assertThat(done.console()).contains("changed: [a] => (item=y)", "skipping: [a] => (item=z) ");
  }

  @Test
  void knowsLoopControl() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: "{{ i }} {{ thing.n }} {{ ansible_loop.last }}"
                  loop: [{n: x}, {n: y}]
                  loop_control: {loop_var: thing, index_var: i, extended: true, label: "{{ thing.n }}"}
                - act: "{{ item.key }}:{{ item.value }}"
                  with_dict: {k: v}
                - act: "{{ item }}"
                  with_items: [[1, 2], 3]
            """);
    assertThat(done.log())
        .containsExactly("a: 0 x False", "a: 1 y True", "a: k:v", "a: 1", "a: 2", "a: 3");
    assertThat(done.console()).contains("(item=x)");
  }

  @Test
  void skipsATaskWhoseItemsAreUndefinedWhenItsConditionSaysSo() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: "{{ item }}"
                  loop: "{{ hostvars['a'].nothing }}"
                  when: false
            """);
    assertThat(done.counts("a").skipped()).isEqualTo(1);
  }

  @Test
  void letsTheAuthorSayWhatChangesAndWhatFails() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {say: one, value: "7"}
                  register: got
                  changed_when: got.value == '8'
                  failed_when: [got.value == '7', got.try == 2]
                - act: {say: two, fail_on: a}
                  failed_when: false
                - act: {say: three, change: false}
                  register: got
                  failed_when: got.value == 'three'
            """);
    assertThat(done.log()).containsExactly("a: one", "a: two", "a: three");
    assertThat(done.counts("a").changed()).isZero();
    assertThat(done.counts("a").failed()).isEqualTo(1);
  }

  @Test
  void tellsHowATaskFailedWhoseConditionCannotBeEvaluatedOfThat() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {say: one, fail_on: a}
                  register: got
                  failed_when: "'fine' not in got.content"
            """);
    assertThat(done.console())
        .contains("has no attribute 'content'")
        .contains("the task itself had failed: told to fail");
  }

  @Test
  void keepsASecretTaskOutOfEveryEvent() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {say: hush, value: hunter2-secret}
                  no_log: true
                  register: got
                - debug: msg="it is {{ got.value }}"
                - act: "{{ got.value | length }}"
            """);
    assertThat(done.console()).doesNotContain("hunter2-secret").contains("********");
    assertThat(done.events().toString()).doesNotContain("hunter2-secret");
    assertThat(done.log()).contains("a: 14");
  }

  @Test
  void failsATaskThatUsesWhatNobodyDefines() {
    Scenario done =
        run(
            """
            - hosts: a,b
              tasks:
                - act: "{{ hostvars[inventory_hostname].nope }}"
                  when: inventory_hostname == 'a'
                - act: two
            """);
    assertThat(done.log()).containsExactly("b: two");
    assertThat(done.console()).contains("fatal: [a]: FAILED! =>", "nope", "site.yml:3");
  }

  @Test
  void setsFactsAndIncludesVariables() {
    Scenario done =
        new Scenario(directory)
            .file("vars/more.yml", "b: from file\n")
            .run(
                """
                - hosts: a
                  tasks:
                    - set_fact: {a: 1, list: [1, 2]}
                    - include_vars: more.yml
                    - act: "{{ a + 1 }} {{ list | length }} {{ b }}"
                    - assert: {that: [a == 1, b is defined]}
                    - assert: {that: a == 2, fail_msg: wrong}
                """);
    assertThat(done.log()).containsExactly("a: 2 2 from file");
    assertThat(done.console()).contains("fatal: [a]: FAILED! => {", "\"msg\": \"wrong\"");
  }

  @Test
  void addsHostsAndGroupsForLaterPlays() {
    Scenario done =
        run(
            """
            - hosts: a,b
              tasks:
                - add_host: {name: new, groups: [fresh], port: 8080}
                - group_by: {key: "with_{{ inventory_hostname }}"}
            - hosts: fresh:with_b
              tasks:
                - act: "{{ port | default('none') }}"
            """);
    assertThat(done.log()).containsExactlyInAnyOrder("new: 8080", "b: none");
  }

  @Test
  void gathersFactsOnlyWherePlaysReferToThem() {
    assertThat(
            run("""
                    - hosts: a
                      tasks:
                        - act: "{{ ansible_distribution }} {{ ansible_facts.hostname }}"
                    """)
                .log())
        .containsExactly("a: Debian a");
    assertThat(run("- {hosts: a, tasks: [{act: one}]}\n").console())
        .doesNotContain("Gathering Facts");
  }

  @Test
  void carriesTheUnknownThroughACheck() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - name: first
                  act: {unknown: true}
                  register: got
                - name: dependent
                  act: two
                  when: got.value == 'x'
                - name: independent
                  act: three
                  when: got.value == 'x' and false
                - name: argument
                  act: "{{ got.value }}"
                - name: partly
                  act: {say: four}
                  register: part
                - name: known field
                  act: five
                  when: part is changed
                - name: unknown field
                  act: six
                  when: part.value == 'x'
            """);
    assertThat(done.log())
        .containsExactly(
            "a: check first",
            "a: maybe dependent",
            "a: anything in argument",
            "a: check four",
            "a: check five",
            "a: maybe unknown field");
    assertThat(done.console())
        .contains("unknown: [a] (until \"first\")", "unknown: [a] (until \"partly\")");
    assertThat(done.counts("a").unknown()).isEqualTo(4);
    assertThat(done.counts("a").failed()).isZero();
  }

  @Test
  void labelsItemsThatHoldSomethingUnknown() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - name: first
                  act: {unknown: true}
                  register: got
                - name: dependent
                  act: two
                  loop: ["{{ {'a': got.value, 'b': [got.value]} }}"]
                - name: labelled
                  act: three
                  loop: [1]
                  loop_control: {label: "{{ got.value }}"}
            """);
    assertThat(done.console()).contains("(unknown until", "labelled");
    assertThat(done.counts("a").failed()).isZero();
  }

  @Test
  void masksSecretsWithinItemsThatNoArgumentUses() throws IOException {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - name: make an account
                  act: {say: "{{ item.name }}"}
                  loop: ["{{ {'name': 'ada', 'words': [lookup('password', 'made length=4')]} }}"]
            """);
    String secret = Files.readString(directory.resolve("made")).strip();
    assertThat(secret).hasSize(4);
    assertThat(done.console()).contains("ada", "********").doesNotContain("'" + secret + "'");
  }

  @Test
  void masksASecretThatIsNoListForALoop() throws IOException {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: two
                  loop: "{{ lookup('password', 'made length=4') }}"
            """);
    String secret = Files.readString(directory.resolve("made")).strip();
    assertThat(done.console()).contains("got this instead: ********").doesNotContain(": " + secret);
  }

  @Test
  void doesWhatIsNotToBeCheckedEvenInACheck() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - act: real
                  check_mode: false
                - act: checked
            """);
    assertThat(done.log()).containsExactly("a: real", "a: check checked");
  }

  @Test
  void takesNamesOfFactsFromTemplates() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - set_fact: "{{ 'port_' ~ item }}={{ [item] }}"
                  with_items: [x, y]
                - debug: {msg: "{{ port_x + port_y }} together"}
            """);
    assertThat(done.said()).containsExactly("a: ['x', 'y'] together");
  }

  @Test
  void registersAMistakesMessageWithoutItsPlaceAndTellsThePlaceBeside() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: "{{ '[' | combine(foo='bar') }}"
                  ignore_errors: true
                  register: refused
                - act: "{{ {}.nope }}"
                  ignore_errors: true
                  register: missing
                - debug: {msg: "{{ refused.msg }}"}
                - debug: {msg: "{{ missing.msg }}"}
            """);
    assertThat(done.said())
        .containsExactly(
            "a: 'recursive' and 'list_merge' are the only valid keyword arguments",
            "a: The task includes an option with an undefined variable.. 'dict object' has no"
                + " attribute 'nope'\n\nThe error appears to be in 'site.yml': line 6, column 19, but"
                + " may\nbe elsewhere in the file depending on the exact syntax problem.\n");
    assertThat(done.console()).contains("keyword arguments\"}\n    at ", "site.yml:3:");
  }

  @Test
  void endsALoopAtAnItemWhoseArgumentsAreUndefined() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: "{{ item.n }}"
                  loop: [{n: x}, {m: y}, {n: z}]
                  register: got
                  ignore_errors: true
                - debug: msg="{{ got.results is defined }} {{ got is failed }}"
                - act: "{{ 4 // item }}"
                  loop: [1, 0, 2]
                  register: got
                  ignore_errors: true
                - debug: msg="{{ got.results[1].exception }}"
            """);
    assertThat(done.log()).containsExactly("a: x", "a: 4", "a: 2");
    assertThat(done.said()).containsExactly("a: False True", "a: division by zero");
  }

  @Test
  void failsAnItemWhoseLabelCannotBeMade() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - debug: {msg: "{{ item }}"}
                  loop: [x, y]
                  loop_control: {label: "{{ got.msg }}"}
                  when: item == 'x'
                  register: got
                  ignore_errors: true
                - debug: msg="{{ got.results[1].failed }} {{ got.results[1].msg }}"
            """);
    assertThat(done.console()).contains("(item=x)");
    assertThat(done.said())
        .last()
        .asString()
        .startsWith("a: True Failed to template loop_control.label");
  }
}
