package dev.play.template.closure;

import dev.play.schema.NearName;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.ConditionResult;
import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.eval.Resolver;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.value.Value;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A compiled text. */
final class Program implements Compiled, Code {
  /** What the text is. */
  enum Form {
    VALUE,
    EXPRESSION,
    /** An expression in braces of its own, where none are needed. */
    WRAPPED,
    FILE
  }

  private static final Pattern UNDEFINED_NAME =
      Pattern.compile("(?s)(?:.*: )?'(\\w+)' is undefined");

  private final Engine engine;
  private final Form form;
  private final Code code;
  private final Span span;
  private final Map<String, Span> free;
  private final Set<String> guarded;
  private final Set<String> certain;
  private final Set<String> functions;
  private final Optional<Value> constant;

  Program(Engine engine, Form form, Code code, Span span, Compilation compilation) {
    this.engine = engine;
    this.form = form;
    this.code = code;
    this.span = span;
    this.guarded = Collections.unmodifiableSet(compilation.guarded());
    this.free = Collections.unmodifiableMap(compilation.free());
    this.certain = Collections.unmodifiableSet(compilation.certain());
    this.functions = Collections.unmodifiableSet(compilation.functions());
    this.constant = Optional.empty();
  }

  private Program(Program same, Form form, Code code, Optional<Value> constant) {
    this.engine = same.engine;
    this.form = form;
    this.code = code;
    this.span = same.span;
    this.free = same.free;
    this.guarded = same.guarded;
    this.certain = same.certain;
    this.functions = same.functions;
    this.constant = constant;
  }

  /** The same text read in another form. */
  Program as(Form other) {
    return new Program(this, other, code, constant);
  }

  /** This program with its value known. */
  Program folded(Value value) {
    return new Program(this, form, frame -> value, Optional.of(value));
  }

  /** The value, with templates inside lists and dictionaries left as they are. */
  @Override
  public Value run(Frame frame) {
    try {
      return code.run(frame);
    } catch (UnknownSignal unknown) {
      return unknown.unknown();
    }
  }

  @Override
  public Value evaluate(Scope scope) {
    return evaluate(scope, isExpression() ? Resolver.Mode.WHOLE : Resolver.Mode.STRICT);
  }

  private boolean isExpression() {
    return form == Form.EXPRESSION || form == Form.WRAPPED;
  }

  /**
   * Ansible up to 2.18 evaluates what braces in a condition give once more: then a text that says
   * true or false means that.
   */
  @Override
  public ConditionResult condition(Scope scope) {
    Value value = evaluate(scope);
    if (!engine.nativeTypes()
        && form != Form.EXPRESSION
        && Taint.surface(value) instanceof Value.Text(String text)) {
      value =
          switch (text) {
            case "true", "True" -> Value.TRUE;
            case "false", "False" -> Value.FALSE;
            default -> value;
          };
    }
    return Conditions.decide(value, span);
  }

  @Override
  public Value evaluateLeniently(Scope scope) {
    return evaluate(scope, Resolver.Mode.WHOLE);
  }

  private Value evaluate(Scope scope, Resolver.Mode mode) {
    if (constant.isPresent()) {
      return constant.get();
    }
    Frame frame = Frame.root(scope, engine, null);
    try {
      Value value = run(frame);
      if (Taint.plain(value)) {
        return value;
      }
      return Resolver.deep(value, frame, mode);
    } catch (EvaluationException e) {
      throw hinted(e, scope).at(span);
    } catch (StackOverflowError endless) {
      throw endless();
    } catch (PatternSyntaxException e) {
      // A pattern that is made where the stack ends: the JDK tells of it so.
      if (e.getDescription().startsWith("Stack overflow")) {
        throw endless();
      }
      throw e;
    }
  }

  private EvaluationException endless() {
    return EvaluationException.of(
            "maximum recursion depth exceeded", "a macro or an include calls itself without end")
        .at(span);
  }

  private static EvaluationException hinted(EvaluationException e, Scope scope) {
    Matcher name = UNDEFINED_NAME.matcher(e.message());
    if (e.kind() != EvaluationException.Kind.UNDEFINED || e.hint().isPresent() || !name.matches()) {
      return e;
    }
    return NearName.of(name.group(1), scope.names())
        .map(near -> e.hinting("did you mean " + near + "?"))
        .orElse(e);
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    return free;
  }

  @Override
  public Set<String> guardedVariables() {
    return guarded;
  }

  @Override
  public Set<String> certainVariables() {
    return certain;
  }

  @Override
  public Set<String> functions() {
    return functions;
  }

  @Override
  public Optional<Value> constant() {
    return constant;
  }

  @Override
  public Span span() {
    return span;
  }
}
