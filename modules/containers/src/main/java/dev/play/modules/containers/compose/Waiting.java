package dev.play.modules.containers.compose;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether what compose waited for has come. Its exit status does not tell: {@code up --wait
 * --wait-timeout} ends with 0 when its time is over between two of its looks (they are half a
 * second apart), so how the containers are is asked once more.
 */
public final class Waiting {
  private final boolean limited;
  private final Set<String> services;

  /**
   * What is waited for.
   *
   * @param limited whether it is waited for a limited time; else compose's word is taken
   * @param services only these; all of the project's where empty
   */
  public Waiting(boolean limited, List<String> services) {
    this.limited = limited;
    this.services = Set.copyOf(services);
  }

  /** Adds the question, to be put after {@code up}. */
  public void ask(List<Effect> effects, Project project, String name) {
    if (!limited) {
      return;
    }
    Command ask = project.look(LastWords.LOOK, name);
    effects.add(Effect.Run.of(ask, "see that " + name + " is healthy", Set.of()));
  }

  /** The result, failed where a container has not become what was waited for. */
  public TaskResult judge(List<Plan.Outcome> outcomes, TaskResult result) {
    return limited ? judge(outcomes.getLast().output(), result) : result;
  }

  /** The result, by what the question was answered. */
  TaskResult judge(CommandOutput answer, TaskResult result) {
    List<String> ill = new ArrayList<>();
    String[] parts = answer.out().split("(?m)^---$", 2);
    for (String line : parts[0].split("\n")) {
      String[] columns = line.split("\t", 3);
      if (columns.length == 3 && concerns(columns[0]) && !isReady(columns[2])) {
        ill.add(columns[1] + ": " + columns[2].strip());
      }
    }
    String words = parts.length == 1 ? "" : parts[1].stripTrailing();
    return ill.isEmpty()
        ? result
        : result.failed("not healthy within wait_timeout: " + String.join("; ", ill) + words);
  }

  private boolean concerns(String service) {
    return services.isEmpty() || services.contains(service);
  }

  /**
   * By the texts of {@code docker ps}: Created, Up 2 seconds (health: starting), Restarting (1) ...
   */
  private static boolean isReady(String status) {
    boolean running = status.startsWith("Up ") || status.startsWith("Exited (0)");
    return running && !status.contains("(health: starting)") && !status.contains("(unhealthy)");
  }
}
