package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.event.Event;
import dev.play.event.Recap;
import dev.play.run.RunOptions;
import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few hosts and many: what a person reads, and that all are done. */
class ManyHostsTest {
  private static final String PLAYBOOK =
      """
      - name: Site
        hosts: all
        tasks:
          - name: first
            act: {say: one, fail_on: "h002"}
          - name: second
            act: {say: two, change: false}
          - name: third
            act: three
            when: inventory_hostname == "h001"
      """;

  @TempDir Path directory = Path.of(".");

  private static String lines(Scenario done) {
    return done.console()
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  @Test
  void namesEachOfAFewHosts() {
    Scenario done = new Scenario(directory).hosts("h[001:003],").run(PLAYBOOK);
    assertThat(
            lines(done).lines().filter(l -> !l.contains(": [h")).collect(Collectors.joining("\n")))
        .isEqualTo(
            """

            PLAY [Site] ************************************************

            TASK [first] ***********************************************

            TASK [second] **********************************************

            TASK [third] ***********************************************

            PLAY RECAP *************************************************
            h001                       : ok=3    changed=2    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0
            h002                       : ok=0    changed=0    unreachable=0    failed=1    skipped=0    rescued=0    ignored=0
            h003                       : ok=2    changed=1    unreachable=0    failed=0    skipped=1    rescued=0    ignored=0            """);
    assertThat(lines(done).lines().filter(l -> l.contains(": [h")))
        .containsExactlyInAnyOrder(
            "changed: [h001]",
            "fatal: [h002]: FAILED! => {\"changed\": false, \"msg\": \"told to fail\", \"try\": 1, \"value\": \"one\"}",
            "changed: [h003]",
            "ok: [h001]",
            "ok: [h003]",
            "changed: [h001]",
            "skipping: [h003]");
  }

  @Test
  void groupsManyHostsByWhatHappenedToThem() {
    Scenario done = new Scenario(directory).hosts("h[001:300],").run(PLAYBOOK);
    assertThat(lines(done))
        .isEqualTo(
            """

            PLAY [Site] ************************************************

            TASK [first] ***********************************************
            changed: [299 hosts: h001, h003, h004, h005, h006, and 294 more]
            fatal: [h002]: FAILED! => {"changed": false, "msg": "told to fail", "try": 1, "value": "one"}

            TASK [second] **********************************************
            ok: [299 hosts: h001, h003, h004, h005, h006, and 294 more]

            TASK [third] ***********************************************
            skipping: [298 hosts: h003, h004, h005, h006, h007, and 293 more]
            changed: [h001]

            PLAY RECAP *************************************************
            h001                       : ok=3    changed=2    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0
            h002                       : ok=0    changed=0    unreachable=0    failed=1    skipped=0    rescued=0    ignored=0
            298 hosts                  : ok=2    changed=1    unreachable=0    failed=0    skipped=1    rescued=0    ignored=0    [h003, h004, h005, h006, h007, and 293 more]\
            """);
  }

  @Test
  void doesEveryTaskOnceOnEachOfManyHosts() {
    Scenario done =
        new Scenario(directory)
            .hosts("h[001:300],")
            .options(new RunOptions(false, false, 0, 5, Set.of(), Set.of(), Optional.empty()))
            .run(
                """
                - hosts: all
                  tasks:
                    - act: {say: one, change: false}
                    - act: two
                      notify: told
                  handlers:
                    - name: told
                      act: three
                - hosts: all
                  strategy: free
                  tasks:
                    - act: four
                """);
    assertThat(done.log()).hasSize(1200).doesNotHaveDuplicates();
    assertThat(done.recap().hosts()).hasSize(300);
    assertThat(done.recap().hosts().values())
        .containsOnly(new Recap.Counts(4, 3, 0, 0, 0, 0, 0, 0, 0));
    assertThat(done.log().subList(0, 300)).allMatch(l -> l.endsWith(": one"));
  }

  @Test
  void worksOnNoMoreHostsAtATimeThanThrottleSays() {
    Scenario done =
        new Scenario(directory)
            .hosts("h[01:40],")
            .run(
                """
                - hosts: all
                  tasks:
                    - act: {say: one, change: false}
                      throttle: 2
                """);
    int now = 0;
    int most = 0;
    for (Event event : done.events()) {
      now += event instanceof Event.HostTaskStarted ? 1 : 0;
      now -= event instanceof Event.HostTaskFinished ? 1 : 0;
      most = Math.max(most, now);
    }
    assertThat(most).isBetween(1, 2);
    assertThat(done.log()).hasSize(40);
  }
}
