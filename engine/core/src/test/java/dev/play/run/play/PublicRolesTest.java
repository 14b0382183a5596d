package dev.play.run.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.fake.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublicRolesTest {
  @TempDir Path directory = Path.of(".");

  @Test
  void showsTheVariablesOfAnIncludedRoleThatHasNoTasks() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,")
            .file("roles/values/defaults/main.yml", "port: 80\n")
            .file("roles/values/vars/main.yml", "user: www\n")
            .run(
                """
                - hosts: a
                  tasks:
                    - include_role: {name: values, public: true}
                    - debug: {msg: "{{ user }} {{ port }}"}
                """);
    assertThat(done.said()).containsExactly("a: www 80");
  }

  @Test
  void keepsToARoleWhatIsNotPublic() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,")
            .file("roles/values/vars/main.yml", "user: www\n")
            .run(
                """
                - hosts: a
                  tasks:
                    - include_role: {name: values}
                    - debug: {msg: "{{ user | default('nobody') }}"}
                """);
    assertThat(done.said()).containsExactly("a: nobody");
  }

  @Test
  void readsPublicFromATemplateThatNeedsNoHost() {
    Scenario done =
        new Scenario(directory)
            .hosts("a,")
            .file("roles/values/vars/main.yml", "user: www\n")
            .run(
                """
                - hosts: a
                  tasks:
                    - include_role: {name: values, public: "{{ True | bool }}"}
                    - debug: {msg: "{{ user | default('nobody') }}"}
                """);
    assertThat(done.said()).containsExactly("a: www");
  }
}
