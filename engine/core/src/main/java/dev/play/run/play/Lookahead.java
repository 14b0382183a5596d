package dev.play.run.play;

import dev.play.compile.Step;
import dev.play.host.HostException;
import dev.play.run.port.Call;
import dev.play.run.task.Ahead;
import dev.play.template.EvaluationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks a host now what its next tasks will want to know, in one round trip for all of them. Used by
 * the host's own thread. Wrong guesses cost a question; nothing is carried out.
 */
final class Lookahead {
  /** Tasks that are looked at beyond the one at hand, while nothing changes. */
  private static final int FAR = 128;

  /** The same where something has just changed: more of what is asked will be asked in vain. */
  private static final int NEAR = 16;

  /** Steps of a list that are still to come. */
  private static final class Rest {
    private final List<Step> steps;
    private int next;

    Rest(List<Step> steps) {
      this.steps = steps;
    }
  }

  private final BatchContext batch;
  private final HostState state;
  private final Deque<Rest> rests = new ArrayDeque<>();
  private final Set<Step> asked = new HashSet<>();
  private int depth = FAR;

  Lookahead(BatchContext batch, HostState state) {
    this.batch = batch;
    this.state = state;
  }

  /** Goes into a list of steps. */
  void enter(List<Step> steps) {
    rests.push(new Rest(steps));
  }

  /** The step at this index of the list is at hand. */
  void at(int index) {
    Rest rest = rests.peek();
    if (rest != null) {
      rest.next = index + 1;
    }
  }

  void leave() {
    rests.pop();
  }

  /** Something has changed: what was asked may not be so any more. */
  void changed() {
    asked.clear();
    depth = NEAR;
  }

  /**
   * Before a task: asks for it and for those behind it, unless that was done already. A host that
   * has not been heard of is asked only where the task itself is going to ask it.
   */
  void before(Step.Task task) {
    if (!asked.add(task)) {
      return;
    }
    List<Step.Task> tasks = new ArrayList<>(List.of(task));
    for (Rest rest : rests) {
      collect(rest.steps, rest.next, tasks);
    }
    if (tasks.size() == 1 && task.keywords().loop().isEmpty()) {
      return;
    }
    Ahead ahead = ahead();
    List<Call> calls = new ArrayList<>(ahead.of(task));
    if (calls.isEmpty() && !state.hasAnswered) {
      return;
    }
    for (Step.Task one : tasks.subList(1, tasks.size())) {
      calls.addAll(ahead.of(one));
      asked.add(one);
    }
    depth = Math.min(FAR, 2 * depth);
    try {
      batch.play.run().hands().anticipate(calls);
    } catch (HostException | EvaluationException e) {
      // Told by the task that fails of it, at its turn.
      return;
    }
  }

  /**
   * Before facts are gathered: what can be told without them of the tasks behind is asked along, in
   * the same round trip. When the facts are there, those tasks are looked at again.
   */
  void beforeFacts() {
    List<Step.Task> tasks = new ArrayList<>();
    for (Rest rest : rests) {
      collect(rest.steps, rest.next, tasks);
    }
    Ahead ahead = ahead();
    List<Call> calls = new ArrayList<>();
    tasks.forEach(task -> calls.addAll(ahead.of(task)));
    try {
      batch.play.run().hands().foresee(calls);
    } catch (HostException | EvaluationException e) {
      // Told by the gathering itself, or by the task that fails of it.
      return;
    }
  }

  private Ahead ahead() {
    return new Ahead(batch.play, state.host, state.locals);
  }

  private void collect(List<Step> steps, int from, List<Step.Task> into) {
    for (int i = from; i < steps.size() && into.size() <= depth; i++) {
      switch (steps.get(i)) {
        case Step.Task t -> {
          if (batch.takesTags(t)) {
            into.add(t);
          }
        }
        case Step.Block b -> collect(b.body(), 0, into);
        case Step.RoleBody r -> collect(r.body(), 0, into);
        case Step.Engine e -> {}
        case Step.IncludeTasks t -> {}
        case Step.IncludeRole r -> {}
        case Step.Meta m -> {}
      }
    }
  }
}
