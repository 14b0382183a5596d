package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.TemplateLoader;
import dev.play.template.Values;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.eval.ModuleValue;
import dev.play.template.eval.Step;
import dev.play.template.eval.Unit;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.template.syntax.Expr;
import dev.play.template.syntax.Node;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements that use other templates. */
final class ReferenceCompiler {
  private static final int DEEPEST = 50;

  private final Compilation compilation;
  private final ExpressionCompiler expressions;

  ReferenceCompiler(Compilation compilation, ExpressionCompiler expressions) {
    this.compilation = compilation;
    this.expressions = expressions;
  }

  Step include(Node.Include node) {
    Code template = template(node.template());
    Span span = compilation.span(node.at());
    return (frame, out) -> {
      Optional<Unit> unit = load(template.run(frame), node.ignoreMissing(), frame, span);
      if (unit.isPresent()) {
        unit.get().render(node.withContext() ? frame.included() : frame.isolated(), out);
      }
      return Step.Flow.NEXT;
    };
  }

  Step importAs(Node.Import node) {
    compilation.declare(node.name());
    Code template = template(node.template());
    Span span = compilation.span(node.at());
    return (frame, out) -> {
      frame.set(node.name(), module(template, node.withContext(), frame, span));
      return Step.Flow.NEXT;
    };
  }

  Step from(Node.FromImport node) {
    node.names().forEach(alias -> compilation.declare(alias.as()));
    Code template = template(node.template());
    Span span = compilation.span(node.at());
    return (frame, out) -> {
      ModuleValue module = module(template, node.withContext(), frame, span);
      for (Node.Alias alias : node.names()) {
        frame.set(
            alias.as(),
            module
                .member(alias.name())
                .orElseGet(
                    () ->
                        new Value.Undefined(
                            "'" + alias.name() + "' of the template " + module.name(),
                            Optional.of(span))));
      }
      return Step.Flow.NEXT;
    };
  }

  Step extend(Node.Extends node) {
    Code template = template(node.template());
    Span span = compilation.span(node.at());
    return (frame, out) -> {
      if (frame.rendering().parent() != null) {
        throw EvaluationException.of("extended multiple times").at(span);
      }
      load(template.run(frame), false, frame, span).ifPresent(frame.rendering()::extend);
      return Step.Flow.NEXT;
    };
  }

  private Code template(Expr expr) {
    compilation.impure();
    return expressions.compile(expr);
  }

  private static ModuleValue module(Code template, boolean withContext, Frame frame, Span span) {
    Unit unit =
        load(template.run(frame), false, frame, span)
            .orElseThrow(() -> EvaluationException.of("the template is missing").at(span));
    return unit.module(withContext ? frame.included() : frame.isolated());
  }

  /** The first of the templates named that there is. */
  private static Optional<Unit> load(Value named, boolean optional, Frame frame, Span span) {
    if (frame.nesting() > DEEPEST) {
      throw EvaluationException.of("templates include each other more than " + DEEPEST + " deep")
          .at(span);
    }
    List<String> tried = new ArrayList<>();
    for (Value name : names(named, span)) {
      if (name instanceof Value.Undefined u) {
        throw Values.undefined(u);
      }
      String text = PythonText.str(frame.resolve(name));
      Optional<TemplateLoader.Source> source = frame.scope().loader().load(text);
      if (source.isPresent()) {
        return Optional.of(frame.programs().unit(source.get(), frame.options()));
      }
      tried.add(text);
    }
    if (optional) {
      return Optional.empty();
    }
    throw EvaluationException.of("there is no template " + String.join(" nor ", tried)).at(span);
  }

  private static List<Value> names(Value named, Span span) {
    return switch (Taint.surface(named)) {
      case Value.Sequence s -> s.items();
      case Value.Unknown u -> throw new UnknownSignal(u);
      case Value.Undefined u -> throw Values.undefined(u).at(span);
      case Value surface -> List.of(surface);
    };
  }
}
