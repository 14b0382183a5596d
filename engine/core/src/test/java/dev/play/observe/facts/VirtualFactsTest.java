package dev.play.observe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VirtualFactsTest {
  private static Map<String, Value> facts(String... keysAndTexts) {
    StringBuilder output = new StringBuilder();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      output.append("MARK:").append(keysAndTexts[i]).append('\n').append(keysAndTexts[i + 1]);
      output.append('\n');
    }
    Map<String, Value> out = new LinkedHashMap<>();
    VirtualFacts.into(out, new Gathered(output.toString(), "MARK"));
    return out;
  }

  @Test
  void believesTheFirstProcessBeforeWhatDockerLeavesLyingAbout() {
    assertThat(
            facts(
                "cgroup",
                "0::/init.scope",
                "container_of_init",
                "container=docker",
                "container",
                "docker",
                "dockerenv",
                "1"))
        .containsEntry("virtualization_type", Value.text("container"))
        .containsEntry("virtualization_role", Value.text("guest"));
  }

  @Test
  void knowsDockerByItsControlGroupAndByItsFile() {
    assertThat(facts("cgroup", "4:memory:/docker/0123abc", "container_of_init", "container=docker"))
        .containsEntry("virtualization_type", Value.text("docker"));
    assertThat(facts("dockerenv", "1")).containsEntry("virtualization_type", Value.text("docker"));
  }

  @Test
  void knowsOtherContainersAndMachines() {
    assertThat(facts("container_of_init", "container=lxc"))
        .containsEntry("virtualization_type", Value.text("lxc"));
    assertThat(facts("container", "systemd-nspawn"))
        .containsEntry("virtualization_type", Value.text("systemd-nspawn"));
    assertThat(facts("virt", "kvm")).containsEntry("virtualization_type", Value.text("kvm"));
    assertThat(facts("virt", "none"))
        .containsEntry("virtualization_type", Value.text("NA"))
        .containsEntry("virtualization_role", Value.text("NA"));
  }
}
