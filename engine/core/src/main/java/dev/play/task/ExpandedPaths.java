package dev.play.task;

import dev.play.host.HostPath;
import dev.play.module.HostView;
import dev.play.module.PathExpansion;
import dev.play.schema.RecordShape;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arguments with their paths as the host's user reads them: modules see no {@code ~}. */
final class ExpandedPaths {
  private ExpandedPaths() {}

  static Record in(Record arguments, HostView host) {
    RecordShape shape = RecordShape.of(arguments.getClass());
    @Nullable Object[] values = shape.values(arguments);
    boolean other = false;
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      values[i] =
          shape.group(i).isPresent() && value instanceof Record group
              ? in(group, host)
              : expanded(value, host);
      other |= values[i] != value;
    }
    return other ? made(shape, values) : arguments;
  }

  private static @Nullable Object expanded(@Nullable Object value, HostView host) {
    if (value instanceof HostPath path && PathExpansion.concerns(path)) {
      return PathExpansion.of(path, host);
    }
    if (value instanceof Optional<?> some
        && some.isPresent()
        && some.get() instanceof HostPath path
        && PathExpansion.concerns(path)) {
      return Optional.of(PathExpansion.of(path, host));
    }
    return value;
  }

  private static Record made(RecordShape shape, @Nullable Object[] values) {
    try {
      return shape.make(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("arguments do not hold with their paths expanded", e);
    }
  }
}
