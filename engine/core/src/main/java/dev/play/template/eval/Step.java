package dev.play.template.eval;

import java.util.List;

/** A compiled statement. */
@FunctionalInterface
public interface Step {
  /** How a body goes on behind a statement. */
  enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  Flow run(Frame frame, Output out);

  /** Several statements as one. */
  static Step all(List<Step> steps) {
    if (steps.size() == 1) {
      return steps.getFirst();
    }
    Step[] each = steps.toArray(Step[]::new);
    return (frame, out) -> {
      for (Step step : each) {
        Flow flow = step.run(frame, out);
        if (flow != Flow.NEXT) {
          return flow;
        }
      }
      return Flow.NEXT;
    };
  }
}
