package dev.play.schema;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments that stand for those of several tasks: {@link dev.play.module.ModuleDoc#together}. */
public final class JoinedArguments {
  /** A name with nothing to it: no version, no pattern, no group. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");

  private JoinedArguments() {}

  /**
   * Joins.
   *
   * @param all of the module's arguments, at least one
   * @return what does all of it, or nothing where they differ in more than the module's list, or it
   *     holds more than plain words
   */
  public static Optional<Record> of(ModuleSpec spec, List<Record> all) {
    List<String> names = spec.params().stream().map(ParamSpec::name).toList();
    int list = names.indexOf(spec.doc().together());
    if (list < 0) {
      return Optional.empty();
    }
    RecordShape shape = RecordShape.of(spec.argumentType());
    if (shape.size() != names.size()) {
      throw new IllegalStateException(spec + " is done together, so it has no groups of arguments");
    }
    @Nullable Object[] joined = shape.values(all.getFirst());
    Set<String> words = new LinkedHashSet<>();
    for (Record one : all) {
      @Nullable Object[] values = shape.values(one);
      if (!(values[list] instanceof List<?> own) || own.isEmpty()) {
        return Optional.empty();
      }
      own.forEach(word -> words.add(String.valueOf(word)));
      values[list] = joined[list];
      if (!Objects.deepEquals(values, joined)) {
        return Optional.empty();
      }
    }
    if (!words.stream().allMatch(word -> PLAIN.matcher(word).matches())) {
      return Optional.empty();
    }
    joined[list] = List.copyOf(new ArrayList<>(words));
    try {
      return Optional.of(shape.make(joined));
    } catch (InvocationTargetException e) {
      // Each is right by itself: its own task will do.
      return Optional.empty();
    }
  }
}
