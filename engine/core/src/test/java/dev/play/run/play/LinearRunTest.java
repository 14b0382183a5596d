package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.event.Event;
import dev.play.event.Recap;
import dev.play.report.ExitStatus;
import dev.play.run.RunOptions;
import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearRunTest {
  @TempDir Path directory = Path.of(".");

  private Scenario run(String playbook) {
    return new Scenario(directory).run(playbook);
  }

  private static RunOptions tags(Set<String> only, Set<String> skip) {
    return new RunOptions(false, false, 0, 10, only, skip, Optional.empty());
  }

  @Test
  void doesEachTaskOnAllHostsBeforeTheNext() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: one
                - act: two
            """);
    assertThat(done.log().subList(0, 3)).containsExactlyInAnyOrder("a: one", "b: one", "c: one");
    assertThat(done.log().subList(3, 6)).containsExactlyInAnyOrder("a: two", "b: two", "c: two");
  }

  @Test
  void leavesAFailedHostOutAndGoesOnWithTheOthers() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: one, fail_on: b}
                - act: two
            - hosts: all
              tasks:
                - act: three
            """);
    assertThat(done.log()).contains("a: two", "c: three").doesNotContain("b: two", "b: three");
    assertThat(done.counts("b")).isEqualTo(new Recap.Counts(0, 0, 0, 0, 0, 1, 0, 0, 0));
    assertThat(ExitStatus.of(done.recap())).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void tellsWhyAHostIsUnreachableAndRunsNoRescueForIt() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - block:
                    - act: {say: one, lose_on: b}
                  rescue:
                    - act: rescue
                  always:
                    - act: always
            """);
    assertThat(done.log()).contains("a: always").doesNotContain("b: rescue", "b: always");
    assertThat(done.counts("b").unreachable()).isEqualTo(1);
    assertThat(done.console()).contains("unreachable: [b]: no route to b");
    assertThat(ExitStatus.of(done.recap())).isEqualTo(ExitStatus.UNREACHABLE);
  }

  @Test
  void rescuesTheHostThatFailedOnly() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - block:
                    - act: {say: risky, fail_on: b}
                      register: risk
                    - act: more
                  rescue:
                    - debug: msg="{{ ansible_failed_task.name }} {{ ansible_failed_result.msg }}"
                  always:
                    - act: always
                - act: after
            """);
    assertThat(done.said()).containsExactly("b: act told to fail");
    assertThat(done.log()).contains("b: always", "b: after", "a: more").doesNotContain("b: more");
    assertThat(done.counts("b").rescued()).isEqualTo(1);
    assertThat(done.counts("b").failed()).isZero();
    assertThat(ExitStatus.of(done.recap())).isEqualTo(ExitStatus.OK);
  }

  @Test
  void countsIgnoredFailuresAsOkAndGoesOn() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {say: one, fail_on: a}
                  ignore_errors: true
                - act: two
            """);
    assertThat(done.counts("a")).isEqualTo(new Recap.Counts(2, 1, 0, 0, 0, 0, 0, 0, 1));
    assertThat(done.console()).contains("...ignoring");
  }

  @Test
  void endsThePlayForAllOnAFailureThatIsFatalForAll() {
    Scenario done =
        run(
            """
            - hosts: all
              any_errors_fatal: true
              tasks:
                - act: {say: one, fail_on: b}
                - act: two
            - hosts: all
              tasks:
                - act: three
            """);
    assertThat(done.log()).hasSize(3);
    assertThat(done.console()).contains("NO MORE HOSTS LEFT");
  }

  @Test
  void endsTheRunWhenMoreThanTheBearablePercentageFails() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,b,c,d,")
            .run(
                """
                - hosts: all
                  max_fail_percentage: 25
                  tasks:
                    - act: {say: one, fail_on: b}
                    - act: {say: two, fail_on: c}
                    - act: three
                """);
    assertThat(done.log()).contains("a: two").doesNotContain("a: three");
  }

  @Test
  void runsBatchesOneAfterTheOther() {
    Scenario done =
        run(
            """
            - hosts: all
              serial: [1, "100%"]
              tasks:
                - act: "{{ ansible_play_batch | join('+') }}"
                - act: two
            """);
    assertThat(done.log().subList(0, 2)).containsExactly("a: a", "a: two");
    assertThat(done.log()).contains("b: b+c");
  }

  @Test
  void stopsBehindABatchOfWhichAllHostsFailed() {
    Scenario done =
        run(
            """
            - hosts: all
              serial: 1
              tasks:
                - act: {say: one, fail_on: a}
            """);
    assertThat(done.log()).containsExactly("a: one");
  }

  @Test
  void doesATaskOnceAndGivesEveryHostItsResult() {
    Scenario done =
        run(
            """
            - hosts: all
              tasks:
                - act: {say: once, value: shared}
                  run_once: true
                  register: got
                - debug: msg="{{ got.value }}"
            """);
    assertThat(done.log()).containsExactly("a: once");
    assertThat(done.said()).contains("a: shared", "b: shared", "c: shared");
    assertThat(done.counts("b").ok()).isEqualTo(1);
  }

  @Test
  void choosesByTagsWithAlwaysAndNever() {
    String playbook =
        """
        - hosts: a
          tasks:
            - {act: plain}
            - {act: x, tags: x}
            - {act: always, tags: always}
            - {act: never, tags: [never, y]}
        """;
    assertThat(run(playbook).log()).containsExactly("a: plain", "a: x", "a: always");
    assertThat(new Scenario(directory).options(tags(Set.of("x"), Set.of())).run(playbook).log())
        .containsExactly("a: x", "a: always");
    assertThat(new Scenario(directory).options(tags(Set.of("y"), Set.of())).run(playbook).log())
        .containsExactly("a: always", "a: never");
    assertThat(new Scenario(directory).options(tags(Set.of(), Set.of("x"))).run(playbook).log())
        .containsExactly("a: plain", "a: always");
    assertThat(
            new Scenario(directory).options(tags(Set.of("untagged"), Set.of())).run(playbook).log())
        .containsExactly("a: plain", "a: always");
  }

  @Test
  void startsAtATask() {
    RunOptions options =
        new RunOptions(false, false, 0, 10, Set.of(), Set.of(), Optional.of("sec*"));
    Scenario done =
        new Scenario(directory)
            .options(options)
            .run(
                """
                - hosts: a
                  tasks:
                    - {name: first, act: one}
                    - {name: second, act: two}
                    - {name: third, act: three}
                """);
    assertThat(done.log()).containsExactly("a: two", "a: three");
  }

  @Test
  void endsHostsBatchesAndPlays() {
    assertThat(
            run("""
                    - hosts: all
                      tasks:
                        - meta: end_host
                          when: inventory_hostname == 'b'
                        - act: one
                    """)
                .log())
        .containsExactlyInAnyOrder("a: one", "c: one");
    assertThat(
            run("""
                    - hosts: all
                      tasks:
                        - act: one
                        - meta: end_play
                        - act: two
                    - hosts: a
                      tasks:
                        - act: three
                    """)
                .log())
        .contains("a: three")
        .doesNotContain("a: two", "b: two");
  }

  @Test
  void triesAgainUntilItIsAsWanted() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {say: slow, from: 3}
                  register: got
                  until: got is not failed
                  retries: 5
                  delay: 7
                - debug: msg="after {{ got.attempts }}"
            """);
    assertThat(done.said()).containsExactly("a: after 3");
    assertThat(done.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    assertThat(done.events().stream().filter(Event.Retrying.class::isInstance)).hasSize(2);
  }

  @Test
  void failsAfterItsLastTry() {
    Scenario done =
        run(
            """
            - hosts: a
              tasks:
                - act: {say: never, from: 9}
                  register: got
                  until: got is not failed
                  retries: 2
                  delay: 0
            """);
    assertThat(done.log()).hasSize(3);
    assertThat(done.counts("a").failed()).isEqualTo(1);
  }

  @Test
  void includesTasksForThoseHostsThatWantThem() {
    Scenario done =
        new Scenario(directory)
            .file("x.yml", "- act: \"x {{ item }}\"\n- act: y\n")
            .run(
                """
                - hosts: all
                  tasks:
                    - include_tasks: x.yml
                      when: inventory_hostname != 'c'
                      loop: [1, 2]
                    - act: after
                """);
    assertThat(done.log().stream().filter(l -> l.startsWith("a")))
        .containsExactly("a: x 1", "a: y", "a: x 2", "a: y", "a: after");
    assertThat(done.log().stream().filter(l -> l.startsWith("c"))).containsExactly("c: after");
    assertThat(done.counts("a").ok()).isEqualTo(7);
  }

  @Test
  void doesARoleOnceUnlessItMayBeRepeated() {
    Scenario done =
        new Scenario(directory)
            .file("roles/r/tasks/main.yml", "- act: \"r {{ p | default(0) }}\"\n")
            .run(
                """
                - hosts: a
                  roles:
                    - r
                    - r
                    - {role: r, p: 1}
                """);
    assertThat(done.log()).containsExactly("a: r 0", "a: r 1");
  }

  @Test
  void letsFreeHostsGoOnByThemselves() {
    Scenario done =
        run(
            """
            - hosts: all
              strategy: free
              tasks:
                - act: one
                - act: two
            """);
    assertThat(done.log()).hasSize(6);
    for (String host : List.of("a", "b", "c")) {
      assertThat(done.log().indexOf(host + ": one")).isLessThan(done.log().indexOf(host + ": two"));
    }
  }

  @Test
  void goesOnBehindABlockWhoseAlwaysClearsErrors() {
    Scenario done =
        run(
            """
            - hosts: a,b
              tasks:
                - block:
                    - act: {say: risky, fail_on: b}
                  always:
                    - meta: clear_host_errors
                - act: "{{ ansible_play_hosts | sort | join }}"
            """);
    assertThat(done.log()).contains("a: ab", "b: ab");
    assertThat(done.counts("b").failed()).isEqualTo(1);
    assertThat(ExitStatus.of(done.recap())).isEqualTo(ExitStatus.OK);
  }
}
