package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.RunOptions;
import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownsInCheckTest {
  @TempDir Path directory = Path.of(".");

  private Scenario check(String playbook) {
    return new Scenario(directory).options(RunOptions.DEFAULT.checking()).run(playbook);
  }

  @Test
  void takesNoTaskOfTheControllerForOneThatMayChangeAHost() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - act: {say: first, unknown: true}
                  register: first
                - set_fact: {x: "{{ item }}"}
                  loop: "{{ first.value }}"
                - debug: {msg: "{{ item }}"}
                  loop: "{{ first.value }}"
                - act: "{{ item }}"
                  loop: "{{ first.value }}"
                  name: act again
            """);
    assertThat(done.log()).containsExactly("a: check first", "a: anything in act again");
  }

  @Test
  void doesNotTakeForMissingInACheckWhatEarlierTasksMayBring() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - act: {say: first, unknown: true}
                  register: first
                - set_fact: {found: "{{ found | default([]) + [item] }}"}
                  loop: "{{ first.value }}"
                - act: "{{ found[0] }}"
                  name: of the fact
                - {act: without the fact, when: found is undefined}
                - act: "{{ hostvars['a'].later }}"
                  name: of something undefined
                - act: "{{ item }}"
                  name: over something undefined
                  loop: "{{ hostvars['a'].later }}"
                - act: asked
                  when: hostvars['a'].later == 'x'
            """);
    assertThat(done.counts("a").failed()).isZero();
    assertThat(done.counts("a").unknown()).isEqualTo(7);
    assertThat(done.console()).contains("until what comes before it is done: ");
    assertThat(done.log()).doesNotContain("a: check without the fact");
  }

  @Test
  void takesItemsOfWhatOnlyTellsForUnknown() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - act: {say: look, tells: true}
                  loop: [x, y]
                  register: looked
                - act: "{{ item.1 }}"
                  name: of what was found
                  with_subelements: ["{{ looked.results }}", files]
            """);
    assertThat(done.counts("a").failed()).isZero();
    assertThat(done.counts("a").unknown()).isEqualTo(1);
  }

  @Test
  void failsInACheckForWhatIsUndefinedWithNothingBeforeIt() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - act: "{{ hostvars['a'].later }}"
            """);
    assertThat(done.counts("a").failed()).isEqualTo(1);
  }

  @Test
  void doesNotKnowOfALoopWhatItDoesNotKnowOfItsItems() {
    Scenario done =
        check(
            """
            - hosts: a
              tasks:
                - act: {say: "{{ item }}", change: false, unknown: "{{ item == 'y' }}"}
                  loop: [x, y]
                  register: one
                - {act: if changed, when: one.changed}
                - {act: if failed, when: one is failed}
                - {act: if skipped, when: one is skipped}
                - act: {say: "{{ item }}", unknown: "{{ item == 'y' }}"}
                  loop: [x, y]
                  register: other
                - {act: surely, when: other is changed}
            """);
    assertThat(done.log())
        .containsExactly(
            "a: check x",
            "a: check y",
            "a: maybe act",
            "a: maybe act",
            "a: check x",
            "a: check y",
            "a: check surely");
  }
}
