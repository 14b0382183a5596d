package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.eval.MacroCode;
import dev.play.template.eval.MacroValue;
import dev.play.template.eval.Output;
import dev.play.template.eval.Step;
import dev.play.template.eval.Unit;
import dev.play.template.syntax.Expr;
import dev.play.template.syntax.Node;
import dev.play.template.syntax.Node.Target;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns statements into steps. */
final class StatementCompiler {
  private final Compilation compilation;
  private final ExpressionCompiler expressions;
  private final ReferenceCompiler references;
  private final Map<String, Unit.BlockCode> blocks = new LinkedHashMap<>();

  StatementCompiler(Compilation compilation) {
    this.compilation = compilation;
    this.expressions = new ExpressionCompiler(compilation);
    this.references = new ReferenceCompiler(compilation, expressions);
  }

  ExpressionCompiler expressions() {
    return expressions;
  }

  Unit unit(String name, List<Node> nodes) {
    List<Step> steps = nodes.stream().map(this::topLevel).toList();
    return new Unit(name, steps, blocks);
  }

  /** Once a template extends another, what it puts out itself is not even evaluated. */
  private Step topLevel(Node node) {
    Step step = step(node);
    return node instanceof Node.Output || node instanceof Node.Block
        ? (frame, out) -> frame.rendering().parent() == null ? step.run(frame, out) : Step.Flow.NEXT
        : step;
  }

  Step body(List<Node> nodes) {
    return Step.all(nodes.stream().map(this::step).toList());
  }

  private Step step(Node node) {
    return switch (node) {
      case Node.Data d -> {
        String text = d.text();
        yield (frame, out) -> {
          out.text(text);
          return Step.Flow.NEXT;
        };
      }
      case Node.Output o -> output(o);
      case Node.If i -> ifStep(i);
      case Node.For f -> new LoopCompiler(f, this, compilation).step();
      case Node.Set s -> set(s);
      case Node.SetBlock s -> setBlock(s);
      case Node.With w -> with(w);
      case Node.MacroDefinition m -> macro(m);
      case Node.CallBlock c -> callBlock(c);
      case Node.FilterBlock f -> filterBlock(f);
      case Node.Include i -> references.include(i);
      case Node.Import i -> references.importAs(i);
      case Node.FromImport f -> references.from(f);
      case Node.Extends e -> references.extend(e);
      case Node.Block b -> block(b);
      case Node.Do d -> {
        Code value = expressions.compile(d.value());
        yield (frame, out) -> {
          value.run(frame);
          return Step.Flow.NEXT;
        };
      }
      case Node.Break b -> (frame, out) -> Step.Flow.BREAK;
      case Node.Continue c -> (frame, out) -> Step.Flow.CONTINUE;
      case Node.Group g -> body(g.body());
    };
  }

  private Step output(Node.Output output) {
    Code value = expressions.compile(output.value());
    Span span = compilation.span(output.value().at());
    return (frame, out) -> {
      Value result = value.run(frame);
      try {
        out.add(result);
      } catch (EvaluationException e) {
        throw e.at(span);
      }
      return Step.Flow.NEXT;
    };
  }

  private Step ifStep(Node.If node) {
    int count = node.branches().size();
    Code[] conditions = new Code[count];
    Step[] bodies = new Step[count];
    for (int i = 0; i < count; i++) {
      Node.Branch branch = node.branches().get(i);
      conditions[i] =
          i == 0
              ? expressions.compile(branch.condition())
              : compilation.perhaps(() -> expressions.compile(branch.condition()));
      bodies[i] = compilation.perhaps(() -> body(branch.body()));
    }
    Step otherwise = compilation.perhaps(() -> body(node.otherwise()));
    return (frame, out) -> {
      for (int i = 0; i < count; i++) {
        if (Frame.decide(conditions[i].run(frame))) {
          return bodies[i].run(frame, out);
        }
      }
      return otherwise.run(frame, out);
    };
  }

  private Step set(Node.Set set) {
    Code value = expressions.compile(set.value());
    Assignment.declare(set.target(), compilation);
    return assigning(set.target(), value, compilation.span(set.at()));
  }

  private static Step assigning(Target target, Code value, Span span) {
    return (frame, out) -> {
      try {
        Assignment.assign(target, value.run(frame), frame);
      } catch (EvaluationException e) {
        throw e.at(span);
      }
      return Step.Flow.NEXT;
    };
  }

  private Step setBlock(Node.SetBlock set) {
    Code body = captured(set.body());
    Code value = set.filter().map(f -> filtered(f, body)).orElse(body);
    Assignment.declare(set.target(), compilation);
    return assigning(set.target(), value, compilation.span(set.at()));
  }

  /** A body's output as a value. */
  private Code captured(List<Node> nodes) {
    compilation.enter();
    Step body = body(nodes);
    compilation.leave();
    return frame -> {
      Frame inside = frame.child();
      Output out = new Output(inside);
      body.run(inside, out);
      Value result = out.result();
      return result instanceof Value.None ? new Value.Text("") : result;
    };
  }

  private Code filtered(Expr filter, Code body) {
    Expr.Filter outer = (Expr.Filter) filter;
    Code input = outer.input().map(inner -> filtered(inner, body)).orElse(body);
    return expressions.calls().filterOn(outer, input);
  }

  private Step filterBlock(Node.FilterBlock node) {
    Code value = filtered(node.filter(), captured(node.body()));
    return (frame, out) -> {
      out.add(value.run(frame));
      return Step.Flow.NEXT;
    };
  }

  private Step with(Node.With with) {
    List<Code> values = with.values().stream().map(expressions::compile).toList();
    compilation.enter();
    with.targets().forEach(t -> Assignment.declare(t, compilation));
    Step body = body(with.body());
    compilation.leave();
    return (frame, out) -> {
      Frame inside = frame.child();
      for (int i = 0; i < values.size(); i++) {
        Assignment.assign(with.targets().get(i), values.get(i).run(frame), inside);
      }
      return body.run(inside, out);
    };
  }

  private Step macro(Node.MacroDefinition node) {
    compilation.declare(node.name());
    MacroCode code = macroCode(node.macro());
    return (frame, out) -> {
      frame.set(node.name(), new MacroValue(node.name(), code, frame));
      return Step.Flow.NEXT;
    };
  }

  private MacroCode macroCode(Node.Macro macro) {
    compilation.enter();
    macro.parameters().forEach(compilation::declare);
    List.of("varargs", "kwargs", "caller").forEach(compilation::declare);
    List<Code> defaults = new ArrayList<>();
    macro.defaults().forEach(d -> defaults.add(compilation.perhaps(() -> expressions.compile(d))));
    Step body = compilation.perhaps(() -> body(macro.body()));
    compilation.leave();
    NameSearch read = NameSearch.in(macro.body());
    return new MacroCode(
        macro.parameters(),
        defaults,
        body,
        read.has("varargs"),
        read.has("kwargs"),
        read.has("caller"));
  }

  private Step callBlock(Node.CallBlock node) {
    MacroCode body = macroCode(node.caller());
    Code callee = expressions.compile(node.call().callee());
    CallCompiler.Arguments args = expressions.calls().arguments(node.call().args());
    Span span = compilation.span(node.at());
    return (frame, out) -> {
      Map<String, Value> named = new LinkedHashMap<>(args.named(frame));
      named.put("caller", new MacroValue("caller", body, frame));
      try {
        out.add(frame.call(callee.run(frame), args.positional(frame), named));
      } catch (EvaluationException e) {
        throw e.at(span);
      }
      return Step.Flow.NEXT;
    };
  }

  private Step block(Node.Block node) {
    compilation.enter();
    compilation.declare("super");
    compilation.declare("self");
    Step body = body(node.body());
    compilation.leave();
    blocks.put(node.name(), new Unit.BlockCode(body, node.required()));
    Span span = compilation.span(node.at());
    return (frame, out) -> {
      try {
        Unit.block(node.name(), 0, node.scoped() ? frame : frame.top(), out);
      } catch (EvaluationException e) {
        throw e.at(span);
      }
      return Step.Flow.NEXT;
    };
  }
}
