package dev.play.template.closure;

import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.eval.Code;
import dev.play.template.library.Library;
import dev.play.template.syntax.Expr;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known while one text is compiled: its places, its names, its mistakes. */
final class Compilation {
  private final Library library;
  private final Spans spans;
  private final Diagnostics problems;
  private final boolean hasLocals;
  private final Map<String, Span> free = new LinkedHashMap<>();
  private final Set<String> guarded = new LinkedHashSet<>();
  private final Set<String> certain = new LinkedHashSet<>();
  private final Set<String> functions = new LinkedHashSet<>();
  private @Nullable Names names;
  private boolean variable;
  private int embedding;
  private int perhaps;

  /**
   * @param hasLocals whether the text may set names of its own
   */
  Compilation(Library library, String source, Span span, Diagnostics problems, boolean hasLocals) {
    this.library = library;
    this.spans = new Spans(span, source);
    this.problems = problems;
    this.hasLocals = hasLocals;
  }

  /** Names set by the text so far, inner before outer. */
  private record Names(Set<String> set, @Nullable Names outer) {
    boolean has(String name) {
      for (Names n = this; n != null; n = n.outer) {
        if (n.set.contains(name)) {
          return true;
        }
      }
      return false;
    }
  }

  void enter() {
    names = new Names(new HashSet<>(), names);
  }

  void leave() {
    names = names == null ? null : names.outer;
  }

  void declare(String name) {
    if (names == null) {
      enter();
    }
    if (names != null) {
      names.set.add(name);
    }
  }

  /** Whether the text itself has set the name. */
  boolean isLocal(String name) {
    return names != null && names.has(name);
  }

  /** From here on string literals that hold tags are templates themselves, as Ansible allows. */
  void embed() {
    embedding++;
  }

  void endEmbed() {
    embedding--;
  }

  boolean embeds() {
    return embedding > 0;
  }

  boolean hasLocals() {
    return hasLocals;
  }

  Library library() {
    return library;
  }

  /** Notes that a name is read; functions of the library are no variables. */
  void read(Expr.Name name) {
    if (isLocal(name.name())) {
      return;
    }
    variable = true;
    if (library.function(name.name()).isEmpty()) {
      free.putIfAbsent(name.name(), span(name.at()));
      if (perhaps == 0) {
        certain.add(name.name());
      }
    } else {
      functions.add(name.name());
    }
  }

  /** Compiles a part that not every evaluation runs. */
  <T> T perhaps(Supplier<T> part) {
    perhaps++;
    try {
      return part.get();
    } finally {
      perhaps--;
    }
  }

  Set<String> functions() {
    return functions;
  }

  Set<String> certain() {
    return certain;
  }

  void guard(Expr input) {
    Expr base = input;
    while (true) {
      if (base instanceof Expr.Member m) {
        base = m.of();
      } else if (base instanceof Expr.Index i) {
        base = i.of();
      } else if (base instanceof Expr.Filter f && f.input().isPresent()) {
        f.args().positional().forEach(this::guard);
        base = f.input().get();
      } else {
        break;
      }
    }
    if (base instanceof Expr.Name n) {
      guarded.add(n.name());
    }
  }

  /** Notes that the value may differ from time to time. */
  void impure() {
    variable = true;
  }

  boolean constant() {
    return !variable;
  }

  Map<String, Span> free() {
    return free;
  }

  Set<String> guarded() {
    guarded.retainAll(free.keySet());
    return guarded;
  }

  void problem(Expr.Place at, String message, Optional<String> hint) {
    Span place = span(at);
    hint.ifPresentOrElse(
        h -> problems.error(place, message, h), () -> problems.error(place, message));
  }

  /** A name that the library does not have. */
  void unknownName(Library.Kind kind, String what, String name, Expr.Place at) {
    Optional<String> why = library.whyNot(kind, name);
    if (why.isPresent()) {
      problem(at, what + " '" + name + "' is not supported: " + why.get(), Optional.empty());
      return;
    }
    problem(
        at,
        "there is no " + what + " '" + name + "'",
        NearName.of(name, library.names(kind)).map(n -> "did you mean " + n + "?"));
  }

  /** A place in the text as a place in the file. */
  Span span(Expr.Place place) {
    return spans.inside(place.offset(), place.length());
  }

  /** Always undefined; stands in for what did not compile, which a diagnostic has told. */
  static Code broken(String what) {
    Value.Undefined undefined = new Value.Undefined(what, Optional.empty());
    return frame -> undefined;
  }
}
