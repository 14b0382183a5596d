package dev.play.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a record is taken apart and made. Reflection gives new objects for the same methods whenever
 * it is asked, each of which prepares its call anew: so each class is asked once.
 */
public final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final List<Method> accessors;
  private final List<Optional<Class<? extends Record>>> groups;
  private final Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    List<Method> found = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    List<Optional<Class<? extends Record>>> inner = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      found.add(accessor);
      types.add(component.getType());
      inner.add(
          ParamSpec.isGroup(component)
              ? Optional.of(component.getType().asSubclass(Record.class))
              : Optional.empty());
    }
    accessors = List.copyOf(found);
    groups = List.copyOf(inner);
    try {
      constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " is no record", e);
    }
    constructor.setAccessible(true);
  }

  /** The shape of a class of records. */
  public static RecordShape of(Class<? extends Record> type) {
    return SHAPES.get(type);
  }

  /** Components there are. */
  int size() {
    return accessors.size();
  }

  /** The record of arguments that a component is, where it is a group of them. */
  public Optional<Class<? extends Record>> group(int index) {
    return groups.get(index);
  }

  /** A record's components, in their order. */
  public @Nullable Object[] values(Record taken) {
    @Nullable Object[] values = new @Nullable Object[accessors.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = accessors.get(i).invoke(taken);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(accessors.get(i) + " cannot be read", e);
      }
    }
    return values;
  }

  /**
   * A record of these components.
   *
   * @throws InvocationTargetException with what its constructor threw
   */
  public Record make(@Nullable Object... values) throws InvocationTargetException {
    try {
      return (Record) constructor.newInstance(values);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }
}
