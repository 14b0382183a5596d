package dev.play.variables;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.play.compile.Step;
import dev.play.host.HostName;
import dev.play.value.Value;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures are printed; the bounds are for a machine that others use too. */
class ScaleTest {

  @TempDir Path root = Path.of(".");

  private RunVariables run(World world, int hosts) {
    StringBuilder text = new StringBuilder();
    for (int host = 0; host < hosts; host++) {
      text.append(
          "[g%d]\nh%d ansible_host=10.0.%d.%d\n"
              .formatted(host % 50, host, host / 250, host % 250));
    }
    world.write("inv/hosts", text.toString());
    for (int group = 0; group < 50; group++) {
      world.write("inv/group_vars/g" + group + ".yml", "x: " + group + "\ny: [1, 2]\n");
    }
    return world.run();
  }

  @Test
  void makesTheScopesOfFiveThousandHostsOnceAndCheaply() {
    World world = new World(root);
    RunVariables run = run(world, 5000);
    PlayVariables play = run.play(world.play(), Map.of());
    Step.Surroundings around = world.plain();
    List<HostName> hosts = run.live().current().hosts();
    long before = allocated();
    for (HostName host : hosts) {
      if (!(play.scope(host, around).lookup("x") instanceof Value.Int)) {
        throw new AssertionError(host);
      }
    }
    long first = allocated() - before;
    before = allocated();
    for (HostName host : hosts) {
      play.scope(host, around).lookup("x");
    }
    long again = allocated() - before;
    System.out.printf(
        "scopes of %d hosts: %d bytes each, then %d%n", 5000, first / 5000, again / 5000);
    assertThat(first / 5000).isLessThan(14_000);
    assertThat(again / 5000).isLessThan(400);
  }

  @Test
  void groupsAThousandHostsWhileTheyRun() {
    World world = new World(root);
    RunVariables run = run(world, 1000);
    PlayVariables play = run.play(world.play(), Map.of());
    Step.Surroundings around = world.plain();
    long before = allocated();
    for (HostName host : run.live().current().hosts()) {
      run.live().groupBy(host, "made", List.of("all"));
      play.scope(host, around).lookup("x");
    }
    long each = (allocated() - before) / 1000;
    System.out.printf(
        "group_by on %d hosts, each looking right after: %d bytes each%n", 1000, each);
    assertThat(run.live().current().hostsOf("made")).hasSize(1000);
    assertThat(each).isLessThan(170_000);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
