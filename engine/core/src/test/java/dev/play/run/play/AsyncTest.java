package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AsyncTest {
  @TempDir Path directory = Path.of(".");

  @Test
  void leavesAJobRunningAndAsksAboutItLater() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,")
            .run(
                """
                - hosts: a
                  tasks:
                    - act: job
                      async: 10
                      poll: 0
                      register: r
                    - assert:
                        that:
                          - r is not finished
                          - r.started == 1
                          - r.ansible_job_id is match('j\\\\d+\\\\.\\\\d+')
                          - r.results_file is search(r.ansible_job_id)
                    - async_status: {jid: "{{ r.ansible_job_id }}"}
                      register: s
                      until: s is finished
                      retries: 3
                    - assert:
                        that: [s is finished, s.value == 'job', s.attempts == 2]
                    - async_status: {jid: j1.2}
                      register: t
                      ignore_errors: true
                    - assert: {that: "t.msg == 'could not find job'"}
                """);
    assertThat(done.console()).contains("failed=0").contains("ignored=1");
  }

  @Test
  void waitsForAJobByAskingNowAndThen() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,")
            .run(
                """
                - hosts: a
                  tasks:
                    - act: job
                      async: 10
                      poll: 2
                      register: r
                    - assert: {that: [r is finished, r.value == 'job', r is changed]}
                """);
    assertThat(done.console())
        .contains("ASYNC POLL on a: jid=j")
        .contains("ASYNC OK on a: jid=j")
        .contains("failed=0");
  }
}
