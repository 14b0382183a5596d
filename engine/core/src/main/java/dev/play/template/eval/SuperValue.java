package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A block to be called: {@code super()}, {@code super.super()}, {@code self.name()}. */
public record SuperValue(String block, int level, Frame frame)
    implements CallableValue, ObjectValue {
  @Override
  public Value call(List<Value> positional, Map<String, Value> named, Evaluation evaluation) {
    if (!positional.isEmpty() || !named.isEmpty()) {
      throw EvaluationException.of("a block takes no arguments");
    }
    Output out = new Output(frame);
    Unit.block(block, level, frame, out);
    return out.result();
  }

  @Override
  public Optional<Value> member(String name) {
    return name.equals("super")
        ? Optional.of(new SuperValue(block, level + 1, frame))
        : Optional.empty();
  }

  @Override
  public String typeName() {
    return "BlockReference";
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "<BlockReference " + block + ">";
  }
}
