package dev.play.start;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Fields of annotated classes, read and written by plain code that play's build (Prepare.java)
 * wrote where that can be; Java makes classes anew in each run for the first field of each type.
 * Prepare puts calls of this for those of {@link Field#get} and {@link Field#set} in the library of
 * options.
 */
public final class Fields {
  private static final int OUT_OF_REACH = Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;

  private Fields() {}

  /** As {@link Field#get}. */
  public static @Nullable Object get(Field field, Object owner) throws IllegalAccessException {
    Members written = written(field);
    return written == null ? field.get(owner) : written.read(owner, field.getName());
  }

  /** As {@link Field#set}. */
  public static void set(Field field, Object owner, @Nullable Object value)
      throws IllegalAccessException {
    Members written = written(field);
    if (written == null || (value == null && field.getType().isPrimitive())) {
      field.set(owner, value);
    } else {
      written.write(owner, field.getName(), value);
    }
  }

  private static @Nullable Members written(Field field) {
    if ((field.getModifiers() & OUT_OF_REACH) != 0) {
      return null;
    }
    Members members = Annotations.members(field.getDeclaringClass());
    return members != null && Annotations.isNoted(field) ? members : null;
  }
}
