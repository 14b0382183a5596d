package dev.play.template.mustache;

import com.github.mustachejava.Code;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.codes.IterableCode;
import com.github.mustachejava.codes.ValueCode;
import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.template.closure.Engine;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled Mustache template. */
public final class MustacheTemplate implements Compiled {
  private static final Pattern PLACE = Pattern.compile("\\s*@?\\s*\\[(.*):(\\d+)\\]");
  private static final Pattern UNDEFINED_NAME = Pattern.compile("'([^'.]+)[^']*' is undefined");

  private final Engine engine;
  private final String source;
  private final String fileName;
  private final boolean partials;
  private final @Nullable Mustache template;
  private final Map<String, Span> free = new LinkedHashMap<>();
  private final Set<String> guarded = new LinkedHashSet<>();

  private MustacheTemplate(
      Engine engine, String source, String fileName, @Nullable Mustache template) {
    this.engine = engine;
    this.source = source;
    this.fileName = fileName;
    this.partials = source.contains("{{>") || source.contains("{{<");
    this.template = template;
    if (template != null) {
      collect(template.getCodes());
    }
  }

  /** Reads a template; what is wrong with it goes to the problems. */
  public static Compiled compile(
      Engine engine, String source, String fileName, Diagnostics problems) {
    try {
      return new MustacheTemplate(
          engine,
          source,
          fileName,
          StrictFactory.forReading().compile(new StringReader(source), fileName));
    } catch (MustacheException e) {
      EvaluationException mistake = mistake(e, new Span(fileName, 1, 1, 1));
      problems.add(mistake.diagnostic(new Span(fileName, 1, 1, 1)));
      return new MustacheTemplate(engine, source, fileName, null);
    }
  }

  /** Names outside sections; within them a name may belong to the section's value. */
  private void collect(Code @Nullable [] codes) {
    for (Code code : codes == null ? new Code[0] : codes) {
      String name = code.getName();
      if (name == null || name.isEmpty() || name.startsWith(".")) {
        continue;
      }
      String first = name.split("\\.", 2)[0];
      if (code instanceof ValueCode || code instanceof IterableCode) {
        free.putIfAbsent(first, new Span(fileName, line(name), 1, 1));
      }
      if (code instanceof IterableCode) {
        guarded.add(first);
      }
    }
  }

  /** The line that first mentions a tag's name. */
  private int line(String name) {
    Matcher tag =
        Pattern.compile("\\{\\{[{#^&]?\\s*" + Pattern.quote(name) + "\\b").matcher(source);
    return tag.find()
        ? 1 + (int) source.substring(0, tag.start()).chars().filter(c -> c == '\n').count()
        : 1;
  }

  @Override
  public Value evaluate(Scope scope) {
    return engine.unlessUnknown(() -> render(scope));
  }

  private Value render(Scope scope) {
    if (template == null) {
      throw EvaluationException.of("the template does not parse").at(span());
    }
    Item.Rendering rendering = new Item.Rendering(engine.evaluation(scope));
    StringWriter out = new StringWriter();
    try {
      Mustache whole =
          partials
              ? StrictFactory.with(scope.loader()).compile(new StringReader(source), fileName)
              : template;
      whole.execute(out, rendering);
    } catch (MustacheException e) {
      engine.rethrowUnknown(e);
      throw hinted(mistake(e, span()), scope);
    }
    Value text = new Value.Text(out.toString());
    return rendering.secret() ? Taint.secret(text) : text;
  }

  private static EvaluationException hinted(EvaluationException e, Scope scope) {
    Matcher name = UNDEFINED_NAME.matcher(e.message());
    return name.matches()
        ? NearName.of(name.group(1), scope.names())
            .map(near -> e.hinting("did you mean " + near + "?"))
            .orElse(e)
        : e;
  }

  /** The mistake behind mustache.java's exception, at the place that it names. */
  private static EvaluationException mistake(MustacheException e, Span otherwise) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EvaluationException ours) {
        return ours.span().isPresent()
            ? ours
            : ours.at(place(String.valueOf(e.getMessage()), otherwise));
      }
    }
    String message = String.valueOf(e.getMessage());
    return EvaluationException.of(PLACE.matcher(message).replaceAll("").strip())
        .at(place(message, otherwise));
  }

  private static Span place(String message, Span otherwise) {
    Matcher place = PLACE.matcher(message);
    return place.find()
        ? new Span(place.group(1), Integer.parseInt(place.group(2)), 1, 1)
        : otherwise;
  }

  @Override
  public Map<String, Span> freeVariableSpans() {
    return java.util.Collections.unmodifiableMap(free);
  }

  @Override
  public Set<String> guardedVariables() {
    return java.util.Collections.unmodifiableSet(guarded);
  }

  @Override
  public Optional<Value> constant() {
    return source.contains("{{") ? Optional.empty() : Optional.of(new Value.Text(source));
  }

  @Override
  public Span span() {
    return new Span(fileName, 1, 1, 1);
  }
}
