package dev.play.start;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of classes, fields and record components as play's build (Prepare.java) wrote
 * them down: as plain classes. Java makes a proxy for each kind of annotation in each run, a
 * quarter of an empty one. Prepare puts calls of this for those of {@link
 * AnnotatedElement#getAnnotation}; what it did not write down is asked of Java.
 */
public final class Annotations {
  private static final Set<String> WRITTEN = new HashSet<>(list());

  /** What is written down of a class, with its annotations at hand. */
  private record Written(@Nullable Members members, Map<String, Annotation[]> annotations) {
    static final Written NOTHING = new Written(null, Map.of());
  }

  private static final ClassValue<Written> NOTES =
      new ClassValue<>() {
        @Override
        protected Written computeValue(Class<?> type) {
          return WRITTEN.contains(type.getName()) ? notes(type) : Written.NOTHING;
        }
      };

  private Annotations() {}

  private static List<String> list() {
    return BuildList.read("annotated").orElse(List.of());
  }

  /** As {@link AnnotatedElement#getAnnotation}. */
  public static <A extends Annotation> @Nullable A of(AnnotatedElement element, Class<A> type) {
    if (!WRITTEN.contains("@" + type.getName())) {
      return element.getAnnotation(type);
    }
    return switch (element) {
      case Class<?> c -> written(c, "", element, type);
      case Field f -> written(f.getDeclaringClass(), "field " + f.getName(), element, type);
      case RecordComponent c ->
          written(c.getDeclaringRecord(), "component " + c.getName(), element, type);
      case Method m -> ofMethod(m, type);
      default -> element.getAnnotation(type);
    };
  }

  /** Methods are written down only as having some: their names need not be theirs alone. */
  private static <A extends Annotation> @Nullable A ofMethod(Method method, Class<A> type) {
    Class<?> owner = method.getDeclaringClass();
    boolean none =
        WRITTEN.contains(owner.getName())
            ? !NOTES.get(owner).annotations().containsKey("method " + method.getName())
            // Java's own classes know nothing of ours.
            : owner.getClassLoader() == null;
    return none ? null : method.getAnnotation(type);
  }

  /** As {@link AnnotatedElement#isAnnotationPresent}. */
  public static boolean has(AnnotatedElement element, Class<? extends Annotation> type) {
    return of(element, type) != null;
  }

  private static <A extends Annotation> @Nullable A written(
      Class<?> owner, String member, AnnotatedElement element, Class<A> type) {
    if (!WRITTEN.contains(owner.getName())) {
      return element.getAnnotation(type);
    }
    Annotation[] notes = NOTES.get(owner).annotations().get(member);
    if (notes != null) {
      for (Annotation note : notes) {
        if (type.isInstance(note)) {
          return type.cast(note);
        }
      }
    }
    return null;
  }

  /** What is written down of a class, if anything is. */
  static @Nullable Members members(Class<?> type) {
    return NOTES.get(type).members();
  }

  /** Whether a field has annotations that are written down. */
  static boolean isNoted(Field field) {
    return NOTES
        .get(field.getDeclaringClass())
        .annotations()
        .containsKey("field " + field.getName());
  }

  private static Written notes(Class<?> type) {
    try {
      Class<?> written = Class.forName(type.getName() + "$$Notes", true, type.getClassLoader());
      Members members = (Members) written.getDeclaredConstructor().newInstance();
      return new Written(members, members.annotations());
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("play's build is not whole: build it anew", e);
    }
  }
}
