package dev.play.template.closure;

import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.eval.Invocation;
import dev.play.template.library.Filter;
import dev.play.template.library.Library;
import dev.play.template.library.Library.Entry;
import dev.play.template.library.Lookup;
import dev.play.template.library.Test;
import dev.play.template.library.Trait;
import dev.play.template.operation.Iteration;
import dev.play.template.operation.Method;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.template.syntax.Expr;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls, filters and tests. Names and arguments are checked here, before anything runs. */
final class CallCompiler {
  private static final Set<String> LOOKUPS = Set.of("lookup", "query", "q");

  /** Options of the call rather than of a lookup. */
  private static final Set<String> OF_ALL_LOOKUPS = Set.of("wantlist", "errors", "name");

  /** Filters and tests that take a filter's or a test's name, by the position of that argument. */
  private static final Map<String, Integer> TAKE_TESTS =
      Map.of("select", 0, "reject", 0, "selectattr", 1, "rejectattr", 1);

  private final Compilation compilation;
  private final ExpressionCompiler expressions;

  CallCompiler(Compilation compilation, ExpressionCompiler expressions) {
    this.compilation = compilation;
    this.expressions = expressions;
  }

  /** Arguments evaluated at a call. */
  interface Arguments {
    List<Value> positional(Frame frame);

    Map<String, Value> named(Frame frame);
  }

  Arguments arguments(Expr.Args args) {
    Code[] positional = args.positional().stream().map(expressions::compile).toArray(Code[]::new);
    String[] names = args.named().stream().map(Expr.Named::name).toArray(String[]::new);
    Code[] values =
        args.named().stream().map(n -> expressions.compile(n.value())).toArray(Code[]::new);
    Optional<Code> rest = args.rest().map(expressions::compile);
    Optional<Code> namedRest = args.namedRest().map(expressions::compile);
    return new Arguments() {
      @Override
      public List<Value> positional(Frame frame) {
        if (positional.length == 0 && rest.isEmpty()) {
          return List.of();
        }
        List<Value> out = new ArrayList<>(positional.length);
        for (Code code : positional) {
          out.add(code.run(frame));
        }
        rest.ifPresent(r -> out.addAll(Iteration.items(Taint.surface(r.run(frame)))));
        return out;
      }

      @Override
      public Map<String, Value> named(Frame frame) {
        if (names.length == 0 && namedRest.isEmpty()) {
          return Map.of();
        }
        Map<String, Value> out = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
          out.put(names[i], values[i].run(frame));
        }
        namedRest.ifPresent(r -> addAll(r.run(frame), out));
        return out;
      }
    };
  }

  private static void addAll(Value options, Map<String, Value> out) {
    if (!(Taint.surface(options) instanceof Value.Dict dict)) {
      throw EvaluationException.of(
          "a mapping is needed behind **, not " + Values.typeName(options));
    }
    dict.entries().forEach((k, v) -> out.put(PythonText.str(k), v));
  }

  Code filter(Expr.Filter filter) {
    Code input =
        filter
            .input()
            .map(expressions::compile)
            .orElseThrow(() -> new IllegalStateException("no input"));
    return filterOn(filter, input);
  }

  /** A chain of filters whose innermost input is a body. */
  Code filterOn(Expr.Filter filter, Code input) {
    Optional<Entry<Filter>> found = compilation.library().filter(filter.name());
    Arguments args = arguments(filter.args());
    if (found.isEmpty()) {
      compilation.unknownName(Library.Kind.FILTER, "filter", filter.name(), filter.at());
      return Compilation.broken("the filter '" + filter.name() + "'");
    }
    Entry<Filter> entry = found.get();
    check(entry, "filter", filter.args(), filter.at());
    if (entry.has(Trait.SEES_UNDEFINED)) {
      filter.input().ifPresent(compilation::guard);
    }
    checkNamed(entry, filter.args(), filter.at());
    Span span = compilation.span(filter.at());
    return frame -> {
      try {
        return Invocation.filter(
            entry, input.run(frame), args.positional(frame), args.named(frame), frame);
      } catch (EvaluationException e) {
        throw e.at(span);
      }
    };
  }

  /**
   * Looks at names of filters and tests given as text: {@code map('upper')}, {@code select('odd')}.
   */
  private void checkNamed(Entry<Filter> entry, Expr.Args args, Expr.Place at) {
    Integer test = TAKE_TESTS.get(entry.name());
    if (test != null
        && literal(args, test) instanceof String name
        && compilation.library().test(name).isEmpty()) {
      compilation.unknownName(Library.Kind.TEST, "test", name, at);
    }
    if (entry.name().equals("map")
        && literal(args, 0) instanceof String name
        && compilation.library().filter(name).isEmpty()) {
      compilation.unknownName(Library.Kind.FILTER, "filter", name, at);
    }
  }

  private static @org.jspecify.annotations.Nullable String literal(Expr.Args args, int index) {
    return args.positional().size() > index
            && args.positional().get(index) instanceof Expr.Literal l
            && l.value() instanceof Value.Text t
        ? t.text()
        : null;
  }

  private void check(Entry<?> entry, String what, Expr.Args args, Expr.Place at) {
    if (entry.has(Trait.IMPURE)) {
      compilation.impure();
    }
    if (args.fixed()) {
      entry
          .signature()
          .mistake(what + " '" + entry.name() + "'", literals(args.positional()), literals(args))
          .ifPresent(problem -> compilation.problem(at, problem, Optional.empty()));
    }
  }

  /** Values as far as they stand in the text. */
  private static List<Value> literals(List<Expr> args) {
    return args.stream().map(CallCompiler::literal).toList();
  }

  private static Map<String, Value> literals(Expr.Args args) {
    Map<String, Value> out = new LinkedHashMap<>();
    args.named().forEach(n -> out.put(n.name(), literal(n.value())));
    return out;
  }

  private static Value literal(Expr expr) {
    return expr instanceof Expr.Literal l ? l.value() : new Value.Unknown("until the call");
  }

  Code test(Expr.Test test) {
    Optional<Entry<Test>> found = compilation.library().test(test.name());
    Code input = expressions.compile(test.input());
    Arguments args = arguments(test.args());
    if (found.isEmpty()) {
      compilation.unknownName(Library.Kind.TEST, "test", test.name(), test.at());
      return Compilation.broken("the test '" + test.name() + "'");
    }
    Entry<Test> entry = found.get();
    check(entry, "test", test.args(), test.at());
    if (entry.has(Trait.SEES_UNDEFINED)) {
      compilation.guard(test.input());
    }
    Span span = compilation.span(test.at());
    return frame -> {
      try {
        return Invocation.test(
            entry, input.run(frame), args.positional(frame), args.named(frame), frame);
      } catch (EvaluationException e) {
        throw e.at(span);
      }
    };
  }

  Code call(Expr.Call call) {
    if (call.callee() instanceof Expr.Name name) {
      checkFunction(name.name(), call);
    }
    Optional<Code> mutation = Mutation.compile(call, expressions, this, compilation);
    if (mutation.isPresent()) {
      return mutation.get();
    }
    Code callee = expressions.compile(call.callee());
    Arguments args = callArguments(call);
    Span span = compilation.span(call.at());
    return frame -> {
      Value target = callee.run(frame);
      try {
        return target instanceof Value.Secret s
            ? Taint.secret(invoke(s.hidden(), args, frame))
            : invoke(target, args, frame);
      } catch (EvaluationException e) {
        throw e.at(span);
      } catch (UnknownSignal unknown) {
        return unknown.unknown();
      }
    };
  }

  private Arguments callArguments(Expr.Call call) {
    boolean lookup = call.callee() instanceof Expr.Name name && LOOKUPS.contains(name.name());
    if (!lookup) {
      return arguments(call.args());
    }
    compilation.embed();
    Arguments args = arguments(call.args());
    compilation.endEmbed();
    return args;
  }

  /** A method of plain text with secret or unknown arguments gives a secret or unknown result. */
  private static Value invoke(Value target, Arguments args, Frame frame) {
    List<Value> positional = args.positional(frame);
    Map<String, Value> named = args.named(frame);
    if (!(target instanceof Method m)) {
      return frame.call(target, positional, named);
    }
    boolean secret = false;
    List<Value> opened = new ArrayList<>(positional.size());
    for (Value value : positional) {
      Value whole = whole(value, frame);
      secret |= whole instanceof Value.Secret;
      opened.add(Taint.known(whole));
    }
    Map<String, Value> openedNamed = new LinkedHashMap<>();
    for (Map.Entry<String, Value> entry : named.entrySet()) {
      Value whole = whole(entry.getValue(), frame);
      secret |= whole instanceof Value.Secret;
      openedNamed.put(entry.getKey(), Taint.known(whole));
    }
    return secret
        ? Taint.secretly(m.name(), () -> m.call(opened, openedNamed, frame))
        : m.call(opened, openedNamed, frame);
  }

  private static Value whole(Value argument, Frame frame) {
    Value resolved = frame.deepResolve(argument);
    frame.tellParts(resolved);
    return Taint.whole(resolved);
  }

  private void checkFunction(String name, Expr.Call call) {
    if (!compilation.isLocal(name)
        && compilation.library().whyNot(Library.Kind.FUNCTION, name).isPresent()) {
      compilation.unknownName(Library.Kind.FUNCTION, "function", name, call.at());
    }
    compilation
        .library()
        .function(name)
        .ifPresent(
            entry -> {
              check(entry, "function", call.args(), call.at());
              if (LOOKUPS.contains(name)) {
                compilation.impure();
                checkLookup(call);
              }
            });
  }

  private void checkLookup(Expr.Call call) {
    String lookup = literal(call.args(), 0);
    if (lookup == null) {
      return;
    }
    Optional<Entry<Lookup>> entry = compilation.library().lookup(lookup);
    if (entry.isEmpty()) {
      compilation.unknownName(
          Library.Kind.LOOKUP, "lookup", lookup, call.args().positional().getFirst().at());
    } else if (call.args().fixed()) {
      Map<String, Value> options = literals(call.args());
      OF_ALL_LOOKUPS.forEach(options::remove);
      entry
          .get()
          .signature()
          .mistake("lookup '" + lookup + "'", List.of(), options)
          .ifPresent(problem -> compilation.problem(call.at(), problem, Optional.empty()));
    }
  }
}
