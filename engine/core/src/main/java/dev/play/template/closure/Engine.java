package dev.play.template.closure;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.FileOptions;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.TemplateLoader;
import dev.play.template.eval.Code;
import dev.play.template.eval.Frame;
import dev.play.template.eval.Output;
import dev.play.template.eval.Programs;
import dev.play.template.eval.Resolver;
import dev.play.template.eval.Unit;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.operation.Taint;
import dev.play.template.operation.UnknownSignal;
import dev.play.template.syntax.LexerOptions;
import dev.play.template.syntax.Node;
import dev.play.template.syntax.Parser;
import dev.play.template.syntax.SyntaxException;
import dev.play.value.Value;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Compiles texts and keeps what it compiled. Thread-safe. */
public final class Engine implements Programs {
  /** Beyond so many texts the cache starts again: data-driven texts must not fill the memory. */
  private static final int CACHED = 50_000;

  private record Key(Program.Form form, String source, Span span, FileOptions options) {}

  private record Result(Program program, List<Diagnostic> problems) {}

  private record UnitKey(TemplateLoader.Source source, FileOptions options) {}

  private final Library library;
  private final TemplateCompiler compiler;
  private final boolean nativeTypes;
  private final ConcurrentHashMap<Key, Result> programs = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Value.Template, Result> templates = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<UnitKey, Unit> units = new ConcurrentHashMap<>();

  /**
   * @param nativeTypes whether a value's text that is one expression keeps the type of its value
   */
  public Engine(Library library, TemplateCompiler compiler, boolean nativeTypes) {
    this.library = library;
    this.nativeTypes = nativeTypes;
    this.compiler = compiler;
  }

  boolean nativeTypes() {
    return nativeTypes;
  }

  @Override
  public Library library() {
    return library;
  }

  @Override
  public TemplateCompiler compiler() {
    return compiler;
  }

  /** A YAML value's text. */
  public Compiled value(String source, Span span, Diagnostics problems) {
    return reported(cachedValue(new Value.Template(source, span)), problems);
  }

  private Result cachedValue(Value.Template template) {
    Result found = templates.get(template);
    if (found == null) {
      found = compileValue(template.source(), template.span(), nativeTypes);
      if (templates.size() >= CACHED) {
        templates.clear();
      }
      templates.put(template, found);
    }
    return found;
  }

  @Override
  public Code code(Value.Template template) {
    Result result = cachedValue(template);
    throwFirst(result.problems);
    return result.program;
  }

  private static void throwFirst(List<Diagnostic> problems) {
    for (Diagnostic problem : problems) {
      if (problem.severity() == Diagnostic.Severity.ERROR) {
        throw EvaluationException.of(problem);
      }
    }
  }

  private static Compiled reported(Result result, Diagnostics problems) {
    result.problems.forEach(problems::add);
    return result.program;
  }

  private Result cached(Key key, Supplier<Result> compile) {
    Result found = programs.get(key);
    if (found == null) {
      found = compile.get();
      if (programs.size() >= CACHED) {
        programs.clear();
      }
      programs.put(key, found);
    }
    return found;
  }

  /** A bare expression. */
  public Compiled expression(String source, Span span, Diagnostics problems) {
    Key key = new Key(Program.Form.EXPRESSION, source, span, FileOptions.YAML_VALUE);
    return reported(cached(key, () -> compileExpression(source, span)), problems);
  }

  /** A template file. */
  public Compiled file(String source, String fileName, FileOptions options, Diagnostics problems) {
    Span span = new Span(fileName, 1, 1, 1);
    Key key = new Key(Program.Form.FILE, source, span, options);
    return reported(cached(key, () -> compileFile(source, span, options)), problems);
  }

  private interface Body {
    Code compile(Compilation compilation);
  }

  private Result compile(Program.Form form, String source, Span span, boolean locals, Body body) {
    Diagnostics problems = new Diagnostics();
    Compilation compilation = new Compilation(library, source, span, problems, locals);
    Code code;
    try {
      code = body.compile(compilation);
    } catch (SyntaxException e) {
      compilation.problem(
          new dev.play.template.syntax.Expr.Place(e.offset(), e.length()), e.message(), e.hint());
      code = Compilation.broken("the text, which does not parse,");
    } catch (StackOverflowError tooDeep) {
      problems.error(span, "brackets, blocks or operators are nested too deeply in this text");
      code = Compilation.broken("the text, which is nested too deeply,");
    }
    if (problems.hasErrors()) {
      code = failing(problems.all(), code);
    }
    Program program = new Program(this, form, code, span, compilation);
    boolean fold = compilation.constant() && !problems.hasErrors() && form != Program.Form.FILE;
    return new Result(fold ? folded(program) : program, problems.all());
  }

  /**
   * A text with mistakes that is evaluated all the same, in a task that may fail, tells them then.
   */
  private static Code failing(List<Diagnostic> problems, Code otherwise) {
    return frame -> {
      throwFirst(problems);
      return otherwise.run(frame);
    };
  }

  /** Computes what needs no variables. A mistake in it is told when it is evaluated. */
  private Program folded(Program program) {
    Scope nothing = new ConstantScope();
    try {
      Value value = program.evaluate(nothing);
      return value instanceof Value.Undefined ? program : program.folded(value);
    } catch (EvaluationException e) {
      return program;
    }
  }

  private Result compileExpression(String source, Span span) {
    String stripped = source.strip();
    if (stripped.startsWith("{{") && stripped.endsWith("}}") && stripped.indexOf("{{", 2) < 0) {
      Result inner = compileValue(stripped, span, true);
      return new Result(inner.program.as(Program.Form.WRAPPED), inner.problems);
    }
    return compile(
        Program.Form.EXPRESSION,
        source,
        span,
        Mutation.mayBeIn(source),
        compilation -> {
          compilation.embed();
          return new ExpressionCompiler(compilation).compile(Parser.expression(source));
        });
  }

  private Result compileValue(String source, Span span, boolean typed) {
    String text = Parser.normalised(source, true);
    int newlines = trailingNewlines(text);
    String body = newlines == 0 ? text : text.substring(0, text.length() - 1);
    return compile(
        Program.Form.VALUE,
        body,
        span,
        body.contains("{%") || Mutation.mayBeIn(body),
        compilation -> {
          List<Node> nodes = Parser.template(body, new LexerOptions(FileOptions.YAML_VALUE, true));
          Code code =
              nodes.size() == 1 && nodes.getFirst() instanceof Node.Output output
                  ? new ExpressionCompiler(compilation).compile(output.value())
                  : unitCode(new StatementCompiler(compilation).unit(span.file(), nodes));
          Code whole = newlines == 0 ? code : withNewlines(code, newlines, "\n");
          return typed ? whole : TextResults.of(nodes, whole);
        });
  }

  private static Code unitCode(Unit unit) {
    return frame -> {
      Output out = new Output(frame);
      unit.render(frame, out);
      return out.result();
    };
  }

  /** A single value as text; none stays none. */
  private static Code asText(Code code) {
    return frame -> {
      Value value = code.run(frame);
      if (value instanceof Value.None) {
        return value;
      }
      Output out = new Output(frame);
      out.add(value);
      return out.textResult();
    };
  }

  private static int trailingNewlines(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(text.length() - 1 - count) == '\n') {
      count++;
    }
    return count;
  }

  /** Text gets back the line breaks at its end that tags or the lexer took. */
  private static Code withNewlines(Code code, int newlines, String sequence) {
    return frame -> {
      Value value = code.run(frame);
      if (!(Taint.surface(value) instanceof Value.Text t)) {
        return value;
      }
      int missing = newlines - trailingNewlines(t.text().replace(sequence, "\n"));
      Value whole = missing <= 0 ? t : new Value.Text(t.text() + sequence.repeat(missing));
      return value instanceof Value.Secret ? Taint.secret(whole) : whole;
    };
  }

  private Result compileFile(String source, Span span, FileOptions options) {
    FileHeader header;
    try {
      header = FileHeader.of(source, options, span);
    } catch (EvaluationException e) {
      Result broken =
          compile(Program.Form.FILE, source, span, true, c -> Compilation.broken("the template"));
      return new Result(broken.program, List.of(e.diagnostic(span)));
    }
    String whole = Parser.normalised(header.text(), true);
    int newlines = header.options().keepTrailingNewline() ? trailingNewlines(whole) : 0;
    String text = Parser.normalised(whole, false);
    return compile(
        Program.Form.FILE,
        text,
        header.span(),
        true,
        compilation -> {
          Code code = unitCode(compileUnit(text, header, compilation));
          Code kept = withNewlines(asText(code), newlines, header.options().newlineSequence());
          return frame -> {
            Value out = kept.run(Frame.file(frame.scope(), this, header.options()));
            return out instanceof Value.None ? new Value.Text("") : out;
          };
        });
  }

  private static Unit compileUnit(String text, FileHeader header, Compilation compilation) {
    List<Node> nodes = Parser.template(text, new LexerOptions(header.options(), false));
    return new StatementCompiler(compilation).unit(header.span().file(), nodes);
  }

  /** Whether a template that another one uses parses shows only now. */
  @Override
  public Unit unit(TemplateLoader.Source source, FileOptions options) {
    return units.computeIfAbsent(
        new UnitKey(source, options),
        key -> {
          FileHeader header =
              FileHeader.of(source.text(), options, new Span(source.fileName(), 1, 1, 1));
          String text = Parser.normalised(header.text(), false);
          Diagnostics problems = new Diagnostics();
          Compilation compilation = new Compilation(library, text, header.span(), problems, true);
          try {
            Unit unit = compileUnit(text, header, compilation);
            throwFirst(problems.all());
            return unit;
          } catch (SyntaxException e) {
            EvaluationException thrown =
                EvaluationException.of(e.message())
                    .at(
                        compilation.span(
                            new dev.play.template.syntax.Expr.Place(e.offset(), e.length())));
            throw e.hint().map(thrown::hinting).orElse(thrown);
          }
        });
  }

  /** An evaluation in a scope, for other template languages. */
  public Evaluation evaluation(Scope scope) {
    return Frame.root(scope, this, null);
  }

  /** The value that a computation gives, or unknown when its course depends on that. */
  public Value unlessUnknown(Supplier<Value> computation) {
    try {
      return computation.get();
    } catch (UnknownSignal unknown) {
      return unknown.unknown();
    }
  }

  /** Goes on with an exception that another library has wrapped, if it says unknown. */
  public void rethrowUnknown(Throwable wrapped) {
    for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownSignal unknown) {
        throw unknown;
      }
    }
  }

  /** A value with all templates inside evaluated; undefined elements stay. */
  public Value deepResolve(Value value, Scope scope) {
    return Resolver.deep(value, Frame.root(scope, this, null), Resolver.Mode.WHOLE);
  }

  /** Whether the text has anything to evaluate. */
  public static boolean hasTags(String source) {
    return source.contains("{{") || source.contains("{%") || source.contains("{#");
  }
}
