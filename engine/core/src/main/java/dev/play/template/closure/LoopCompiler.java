package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.eval.LoopValue;
import dev.play.template.eval.Output;
import dev.play.template.eval.Step;
import dev.play.template.operation.Iteration;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.template.syntax.Node;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code for}. */
final class LoopCompiler {
  private final Node.For node;
  private final Span span;
  private final Code items;
  private final Optional<Code> filter;
  private final Step body;
  private final Step otherwise;

  LoopCompiler(Node.For node, StatementCompiler statements, Compilation compilation) {
    this.node = node;
    this.span = compilation.span(node.at());
    this.items = statements.expressions().compile(node.items());
    compilation.enter();
    Assignment.declare(node.target(), compilation);
    this.filter = compilation.perhaps(() -> node.filter().map(statements.expressions()::compile));
    compilation.declare("loop");
    this.body = compilation.perhaps(() -> statements.body(node.body()));
    compilation.leave();
    compilation.enter();
    this.otherwise = compilation.perhaps(() -> statements.body(node.otherwise()));
    compilation.leave();
  }

  Step step() {
    return (frame, out) -> {
      run(items.run(frame), frame, out, 0);
      return Step.Flow.NEXT;
    };
  }

  private void run(Value over, Frame frame, Output out, int depth) {
    Value surface = Taint.surface(over);
    if (surface instanceof Value.Unknown u) {
      throw new UnknownSignal(u);
    }
    List<Value> list;
    try {
      list = chosen(Iteration.items(surface), over instanceof Value.Secret, frame);
    } catch (EvaluationException e) {
      throw e.at(span);
    }
    Optional<LoopValue.Recursion> recursion =
        node.recursive()
            ? Optional.of(
                (further, level) -> {
                  Output inner = new Output(frame);
                  run(further, frame, inner, level);
                  return inner.result();
                })
            : Optional.empty();
    LoopValue loop = new LoopValue(list, depth, recursion);
    for (int i = 0; i < list.size(); i++) {
      loop.at(i);
      Frame inside = frame.child();
      assign(list.get(i), inside);
      inside.set("loop", loop);
      if (body.run(inside, out) == Step.Flow.BREAK) {
        break;
      }
    }
    if (list.isEmpty()) {
      otherwise.run(frame.child(), out);
    }
  }

  private void assign(Value item, Frame inside) {
    try {
      Assignment.assign(node.target(), item, inside);
    } catch (EvaluationException e) {
      throw e.at(span);
    }
  }

  private List<Value> chosen(List<Value> all, boolean secret, Frame frame) {
    List<Value> list = new ArrayList<>(all.size());
    for (Value each : all) {
      Value resolved = frame.resolveElement(each);
      Value item = secret ? Taint.secret(resolved) : resolved;
      if (filter.isPresent()) {
        Frame inside = frame.child();
        assign(item, inside);
        if (!Frame.decide(filter.get().run(inside))) {
          continue;
        }
      }
      list.add(item);
    }
    return list;
  }
}
