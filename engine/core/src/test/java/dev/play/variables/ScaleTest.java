package dev.play.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.Step;
import dev.play.host.HostName;
import dev.play.value.Value;
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
  void makesTheScopesOfFiveThousandHostsInNoTime() {
    World world = new World(root);
    RunVariables run = run(world, 5000);
    PlayVariables play = run.play(world.play(), Map.of());
    Step.Surroundings around = world.plain();
    List<HostName> hosts = run.live().current().hosts();
    long started = System.nanoTime();
    for (HostName host : hosts) {
      assertThat(play.scope(host, around).lookup("x")).isInstanceOf(Value.Int.class);
    }
    double first = (System.nanoTime() - started) / 1e9;
    started = System.nanoTime();
    for (HostName host : hosts) {
      play.scope(host, around).lookup("x");
    }
    double again = (System.nanoTime() - started) / 1e9;
    System.out.printf("scopes of %d hosts: %.3f s, then %.3f s%n", 5000, first, again);
    assertThat(first).isLessThan(5);
    assertThat(again).isLessThan(1);
  }

  @Test
  void groupsAThousandHostsWhileTheyRun() {
    World world = new World(root);
    RunVariables run = run(world, 1000);
    PlayVariables play = run.play(world.play(), Map.of());
    Step.Surroundings around = world.plain();
    long started = System.nanoTime();
    for (HostName host : run.live().current().hosts()) {
      run.live().groupBy(host, "made", List.of("all"));
      play.scope(host, around).lookup("x");
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf("group_by on %d hosts, each looking right after: %.1f s%n", 1000, seconds);
    assertThat(run.live().current().hostsOf("made")).hasSize(1000);
    assertThat(seconds).isLessThan(10);
  }
}
