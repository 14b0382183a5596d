package dev.play.task;

import dev.play.host.HostPath;
import dev.play.module.HostView;
import dev.play.module.PathExpansion;
import dev.play.schema.ParamSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** Arguments with their paths as the host's user reads them: modules see no {@code ~}. */
final class ExpandedPaths {
  private ExpandedPaths() {}

  static Record in(Record arguments, HostView host) {
    RecordComponent[] components = arguments.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean other = false;
    for (int i = 0; i < components.length; i++) {
      Object value = value(arguments, components[i]);
      values[i] =
          ParamSpec.isGroup(components[i]) ? in((Record) value, host) : expanded(value, host);
      other |= values[i] != value;
    }
    return other ? made(arguments, components, values) : arguments;
  }

  private static Object expanded(Object value, HostView host) {
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

  private static Object value(Record arguments, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static Record made(Record like, RecordComponent[] components, Object[] values) {
    try {
      Constructor<? extends Record> constructor =
          like.getClass()
              .getDeclaredConstructor(
                  Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("arguments do not hold with their paths expanded", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the record of arguments cannot be made", e);
    }
  }
}
