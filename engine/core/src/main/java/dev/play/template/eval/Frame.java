package dev.play.template.eval;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.FileOptions;
import dev.play.template.LazyDict;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.Values;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Evaluation;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an evaluation works in: the scope, the names that the text itself sets, the way here. */
public final class Frame implements Evaluation {
  private final Scope scope;
  private final Programs programs;
  private final @Nullable Frame parent;
  private final @Nullable Resolution resolution;
  private @Nullable Rendering rendering;
  private @Nullable Map<String, Value> locals;

  private Frame(
      Scope scope,
      Programs programs,
      @Nullable Frame parent,
      @Nullable Resolution resolution,
      @Nullable Rendering rendering) {
    this.scope = scope;
    this.programs = programs;
    this.parent = parent;
    this.resolution = resolution;
    this.rendering = rendering;
  }

  public static Frame root(Scope scope, Programs programs, @Nullable Resolution resolution) {
    return new Frame(scope, programs, null, resolution, null);
  }

  /** The outermost frame of a template file. */
  public static Frame file(Scope scope, Programs programs, FileOptions options) {
    return new Frame(scope, programs, null, null, new Rendering(options, 0));
  }

  /** A frame inside this one, for a loop's body, a macro, a block. */
  public Frame child() {
    return new Frame(scope, programs, this, resolution, rendering());
  }

  /** A frame inside this one for another template, with blocks of its own. */
  public Frame included() {
    return new Frame(scope, programs, this, resolution, rendering().nested());
  }

  /** A frame that sees nothing of the text around, nor any variable. */
  public Frame isolated() {
    return new Frame(new HiddenScope(scope), programs, null, resolution, rendering().nested());
  }

  /** A frame for another scope, which still notices circles through this one. */
  public Frame in(Scope other) {
    return new Frame(other, programs, null, resolution, null);
  }

  public Rendering rendering() {
    Rendering made = rendering;
    if (made == null) {
      made = new Rendering(FileOptions.YAML_VALUE, 0);
      rendering = made;
    }
    return made;
  }

  /** How the templates around this are read; those they include are read the same way. */
  public FileOptions options() {
    return rendering().options();
  }

  /** How many templates include each other around here. */
  public int nesting() {
    return rendering().nesting();
  }

  public Programs programs() {
    return programs;
  }

  public Frame top() {
    Frame frame = this;
    while (frame.parent != null && frame.parent.rendering == rendering) {
      frame = frame.parent;
    }
    return frame;
  }

  public void set(String name, Value value) {
    if (locals == null) {
      locals = new HashMap<>();
    }
    locals.put(name, value);
  }

  /** Names set in this very frame. */
  public Map<String, Value> locals() {
    return locals == null ? Map.of() : locals;
  }

  /** A name set by the text, in this frame or one around it. */
  public @Nullable Value local(String name) {
    for (Frame frame = this; frame != null; frame = frame.parent) {
      Value value = frame.locals == null ? null : frame.locals.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Replaces a name where it is set, or hides a variable of the scope for the whole text. */
  public void replace(String name, Value value) {
    Frame outermost = this;
    for (Frame frame = this; frame != null; frame = frame.parent) {
      if (frame.locals != null && frame.locals.containsKey(name)) {
        frame.locals.put(name, value);
        return;
      }
      outermost = frame;
    }
    outermost.set(name, value);
  }

  @Override
  public Value variable(String name) {
    Value local = local(name);
    return local == null ? scopeVariable(name) : local;
  }

  /** A variable of the scope, its template evaluated. */
  public Value scopeVariable(String name) {
    Value value = scope.lookup(name);
    return value instanceof Value.Template t ? variable(t, name) : value;
  }

  /** What is not defined is told with the text that wanted it, as Ansible does. */
  private Value variable(Value.Template template, String name) {
    try {
      Value value = evaluate(template, name);
      return value instanceof Value.Undefined u ? Undefineds.within(template, u) : value;
    } catch (EvaluationException e) {
      throw e.kind() == EvaluationException.Kind.UNDEFINED ? Undefineds.within(template, e) : e;
    }
  }

  private Value evaluate(Value.Template template, String label) {
    Code code = programs.code(template);
    Resolution inner = Resolution.enter(template, label, scope, resolution);
    return code.run(root(scope, programs, inner));
  }

  @Override
  public Value resolve(Value value) {
    return switch (value) {
      case Value.Template t -> evaluate(t, t.source().strip());
      case Value.Secret s when s.hidden() instanceof Value.Template t -> Taint.secret(resolve(t));
      default -> value;
    };
  }

  /**
   * The same for an element of a list or dictionary, where a mistake shows only when it is used.
   */
  public Value resolveElement(Value value) {
    try {
      return resolve(value);
    } catch (EvaluationException e) {
      if (e.kind() == EvaluationException.Kind.UNDEFINED) {
        return Undefineds.of(e);
      }
      throw e;
    }
  }

  @Override
  public Value deepResolve(Value value) {
    return Resolver.deep(value, this, Resolver.Mode.LENIENT);
  }

  @Override
  public Scope scope() {
    return scope;
  }

  /** The scope with the names that the text itself set, for templates that a lookup renders. */
  @Override
  public Scope scopeWithLocals() {
    Map<String, Value> all = new HashMap<>();
    for (Frame frame = this; frame != null; frame = frame.parent) {
      frame.locals().forEach(all::putIfAbsent);
    }
    return all.isEmpty() ? scope : scope.with(all);
  }

  @Override
  public TemplateCompiler compiler() {
    return programs.compiler();
  }

  @Override
  public Value filter(String name, Value input, List<Value> positional, Map<String, Value> named) {
    return Invocation.filter(
        programs
            .library()
            .filter(name)
            .orElseThrow(() -> EvaluationException.of("there is no filter " + name)),
        input,
        positional,
        named,
        this);
  }

  @Override
  public Value test(String name, Value input, List<Value> positional, Map<String, Value> named) {
    return Invocation.test(
        programs
            .library()
            .test(name)
            .orElseThrow(() -> EvaluationException.of("there is no test " + name)),
        input,
        positional,
        named,
        this);
  }

  @Override
  public Value member(Value of, Value key) {
    Value found = Members.get(of, key, false, this);
    return found == null ? new Value.Undefined(Values.missing(of, key), Optional.empty()) : found;
  }

  @Override
  public Value call(Value callable, List<Value> positional, Map<String, Value> named) {
    return switch (callable) {
      case CallableValue c -> c.call(positional, named, this);
      case Value.Unknown u -> u;
      case Value.Undefined u -> throw Values.undefined(u);
      default ->
          throw EvaluationException.of("'" + Values.typeName(callable) + "' cannot be called");
    };
  }

  /**
   * Whether a condition inside the text holds.
   *
   * @throws UnknownSignal when that is unknown
   */
  public static boolean decide(Value condition) {
    Value value = Taint.surface(condition);
    if (value instanceof Value.Unknown u) {
      throw new UnknownSignal(u);
    }
    return Conditions.truth(value);
  }

  /**
   * Tells of the secrets in a value that becomes part of another text. That one is masked as a
   * whole only; what shows of it elsewhere, in a host's log for example, are these parts.
   */
  @Override
  public void tellParts(Value value) {
    switch (value) {
      case Value.Secret(Value.Text(String text)) -> {
        if (!VaultSecrets.isWord(text)) {
          scope.lookups().found(text);
        }
      }
      case Value.Sequence s -> s.items().forEach(this::tellParts);
      case Value.Dict d -> d.entries().values().forEach(this::tellParts);
      default -> {}
    }
  }

  /** The frame in which a lazy dictionary's templates are evaluated. */
  public Frame forLazy(LazyDict dict) {
    return dict.scope().map(this::in).orElse(this);
  }
}
