package dev.play.template.closure;

import dev.play.template.EvaluationException;
import dev.play.template.Values;
import dev.play.template.eval.Frame;
import dev.play.template.operation.Iteration;
import dev.play.template.operation.NamespaceValue;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.template.syntax.Node.Target;
import dev.play.value.Value;
import java.util.List;

/** Gives values to names. */
final class Assignment {
  private Assignment() {}

  static void assign(Target target, Value value, Frame frame) {
    switch (target) {
      case Target.Variable v -> frame.set(v.name(), value);
      case Target.Attribute a -> attribute(a, value, frame);
      case Target.Several s -> unpack(s.targets(), value, frame);
    }
  }

  private static void attribute(Target.Attribute target, Value value, Frame frame) {
    if (!(frame.local(target.namespace()) instanceof NamespaceValue namespace)) {
      throw EvaluationException.of(
          "'" + target.namespace() + "' is no namespace, so its attributes cannot be set",
          "make it by {% set " + target.namespace() + " = namespace() %}");
    }
    namespace.set(target.name(), value);
  }

  private static void unpack(List<Target> targets, Value value, Frame frame) {
    Value surface = Taint.surface(value);
    if (surface instanceof Value.Unknown u) {
      throw new UnknownSignal(u);
    }
    List<Value> items = Iteration.items(surface);
    if (items.size() != targets.size()) {
      throw EvaluationException.of(
          targets.size()
              + " names need a list of as many values, not a "
              + Values.typeName(surface)
              + " of "
              + items.size());
    }
    for (int i = 0; i < targets.size(); i++) {
      Value item = frame.resolve(items.get(i));
      assign(targets.get(i), value instanceof Value.Secret ? Taint.secret(item) : item, frame);
    }
  }

  static void declare(Target target, Compilation compilation) {
    switch (target) {
      case Target.Variable v -> compilation.declare(v.name());
      case Target.Attribute a -> {}
      case Target.Several s -> s.targets().forEach(t -> declare(t, compilation));
    }
  }
}
