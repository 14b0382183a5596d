package dev.play.template.mustache;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.ValueCode;
import com.github.mustachejava.util.Wrapper;
import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads our values for mustache.java. Nothing here looks at Java's own members. */
final class ValueHandler implements ObjectHandler {
  private static final Pattern DOT = Pattern.compile("\\.");

  @Override
  public Binding createBinding(@Nullable String name, TemplateContext place, Code code) {
    if (name == null) {
      return scopes -> null; // plain text looks nothing up
    }
    String[] path = DOT.split(name);
    boolean mustBe = code instanceof ValueCode;
    Span span = new Span(place.file(), place.line(), 1, 1);
    return scopes -> {
      try {
        Optional<Item> found = find(path, scopes);
        if (found.isEmpty() && mustBe) {
          throw EvaluationException.undefined("'" + name + "' is undefined", Optional.empty());
        }
        return found.orElse(null);
      } catch (EvaluationException e) {
        throw e.at(span);
      }
    };
  }

  private static Optional<Item> find(String[] path, List<Object> scopes) {
    Optional<Item> found = Optional.empty();
    for (int i = scopes.size() - 1; i >= 0 && found.isEmpty(); i--) {
      found =
          switch (scopes.get(i)) {
            case Item item -> item.member(path[0]);
            case Item.Rendering rendering -> rendering.variable(path[0]);
            default -> Optional.empty();
          };
    }
    for (int i = 1; i < path.length; i++) {
      String step = path[i];
      found = found.flatMap(item -> item.member(step));
    }
    return found;
  }

  @Override
  public @Nullable Wrapper find(String name, List<Object> scopes) {
    throw new UnsupportedOperationException("bindings find values here");
  }

  @Override
  public Object coerce(Object object) {
    return object;
  }

  @Override
  public Writer iterate(
      Iteration iteration, Writer writer, @Nullable Object object, List<Object> scopes) {
    if (!(object instanceof Item item) || !item.holds()) {
      return writer;
    }
    if (!(item.value() instanceof Value.Sequence list)) {
      return iteration.next(writer, item, scopes);
    }
    Writer out = writer;
    for (Value each : new ArrayList<>(list.items())) {
      out = iteration.next(out, item.of(each), scopes);
    }
    return out;
  }

  @Override
  public Writer falsey(
      Iteration iteration, Writer writer, @Nullable Object object, List<Object> scopes) {
    return object instanceof Item item && item.holds()
        ? writer
        : iteration.next(writer, object, scopes);
  }

  @Override
  public String stringify(Object object) {
    if (object instanceof Item item) {
      return item.text();
    }
    throw EvaluationException.of("'.' stands for nothing outside a section");
  }
}
