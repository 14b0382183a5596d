package dev.play.run.debug;

import dev.play.event.TaskTitle;
import dev.play.run.port.Operator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code --step}: the operator is asked before each task. Thread-safe. */
public final class Stepping {
  private final Operator operator;
  private final Set<TaskTitle> declined = ConcurrentHashMap.newKeySet();
  private boolean asks;

  public Stepping(Operator operator, boolean asks) {
    this.operator = operator;
    this.asks = asks;
  }

  /** Asks, unless all is to go on; whether the task is done. Meta tasks always are. */
  public synchronized boolean allows(TaskTitle task) {
    if (!asks || task.action().equals("meta")) {
      return true;
    }
    String answer =
        operator
            .line("Perform task: TASK: " + task.full() + " (N)o/(y)es/(c)ontinue: ")
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean goesOn = answer.equals("c") || answer.equals("continue");
    asks = !goesOn;
    boolean does = goesOn || answer.equals("y") || answer.equals("yes");
    if (!does) {
      declined.add(task);
    }
    return does;
  }

  public boolean isDeclined(TaskTitle task) {
    return declined.contains(task);
  }
}
