package dev.play.cli.start;

import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Annotations of every kind, and what is read of them. The answers must not depend on Prepare. */
@Noted.Kinds(
    text = "class",
    number = -70_000,
    inner = @Noted.Inner(7),
    inners = {@Noted.Inner, @Noted.Inner(8)},
    type = String[].class,
    primitive = void.class)
@Noted.Handed
@Deprecated
public class Noted implements Supplier<List<Object>> {
  @Retention(RetentionPolicy.RUNTIME)
  @interface Inner {
    int value() default 3;
  }

  /** Stays with Java. */
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @interface Handed {}

  @Retention(RetentionPolicy.RUNTIME)
  @interface Kinds {
    String text();

    boolean flag() default true;

    byte small() default -1;

    short less() default 300;

    char sign() default 'ä';

    int number() default 1;

    long much() default 1L << 40;

    float part() default 0.5f;

    double exact() default 0.1;

    Sample.Colour colour() default Sample.Colour.BLUE;

    Class<?> type() default Hidden.class;

    Class<?> primitive() default int.class;

    Inner inner() default @Inner;

    Inner[] inners() default {};

    String[] texts() default {"one", "two"};

    int[] numbers() default {1, 2, 70_000};

    long[] longs() default {};

    boolean[] flags() default {true, false};

    char[] signs() default {'x'};

    Class<?>[] types() default {List.class, Hidden.class};

    Sample.Colour[] colours() default {Sample.Colour.RED};
  }

  private static final class Hidden {}

  static final class Heir extends Noted {}

  record Parts(@Kinds(text = "component") int one, int two) {}

  @Kinds(
      text = "field",
      texts = {})
  @Inner(9)
  private final int field = 1;

  private final int plain = 2;

  /** Options, as they are read and set: of all kinds, and one that plain code does not reach. */
  static final class Options {
    @Inner boolean flag;
    @Inner int number = 3;
    @Inner String text = "as it was";
    @Inner String[] list = {};
    @Inner protected long much = 1;

    @SuppressWarnings("UnusedVariable") // by its name only
    @Inner
    private String hidden = "hidden";

    @Inner @Nullable Object nothing = "something";
    char plain = 'p';
    @Inner static int shared = 1;
  }

  private static List<Object> fields() throws ReflectiveOperationException {
    Options options = new Options();
    Object[][] values = {
      {"flag", true},
      {"number", 7},
      {"text", "changed"},
      {"list", new String[] {"x"}},
      {"much", 3L},
      {"hidden", "other"},
      {"nothing", null},
      {"shared", 11}
    };
    List<Object> answers = new ArrayList<>();
    for (Object[] value : values) {
      Field field = Options.class.getDeclaredField((String) value[0]);
      field.setAccessible(true);
      field.set(options, value[1]);
      Object read = field.get(options);
      answers.add(read instanceof String[] texts ? List.of(texts) : String.valueOf(read));
    }
    try {
      Field number = Options.class.getDeclaredField("number");
      number.setAccessible(true);
      number.set(options, null);
      answers.add("null is no number");
    } catch (NullPointerException | IllegalArgumentException expected) {
      // As it has to be.
    }
    return answers;
  }

  @Inner(10)
  void method() {}

  void method(int other) {}

  private static String text(@Nullable Annotation annotation) {
    return switch (annotation) {
      case null -> "none";
      case Inner i -> "inner " + i.value();
      case Kinds k ->
          Arrays.deepToString(
              new Object[] {
                k.annotationType(),
                k.text(),
                k.flag(),
                k.small(),
                k.less(),
                k.sign(),
                k.number(),
                k.much(),
                k.part(),
                k.exact(),
                k.colour(),
                k.type(),
                k.primitive(),
                k.inner().value(),
                Arrays.stream(k.inners()).map(Inner::value).toList(),
                k.texts(),
                k.numbers(),
                k.longs(),
                k.flags(),
                k.signs(),
                k.types(),
                k.colours()
              });
      default -> annotation.annotationType().getSimpleName();
    };
  }

  private static void of(AnnotatedElement element, List<Object> answers) {
    answers.add(text(element.getAnnotation(Kinds.class)));
    answers.add(text(element.getAnnotation(Inner.class)));
    answers.add(text(element.getAnnotation(Handed.class)));
    answers.add(text(element.getAnnotation(Deprecated.class)));
    answers.add(element.isAnnotationPresent(Kinds.class));
    answers.add(element.isAnnotationPresent(Handed.class));
  }

  @Override
  public List<Object> get() {
    List<Object> answers = new ArrayList<>();
    try {
      of(Noted.class, answers);
      of(Heir.class, answers);
      of(Object.class, answers);
      of(Noted.class.getDeclaredField("field"), answers);
      of(Noted.class.getDeclaredField("plain"), answers);
      of(Parts.class.getRecordComponents()[0], answers);
      of(Parts.class.getRecordComponents()[1], answers);
      of(Noted.class.getDeclaredMethod("method"), answers);
      of(Noted.class.getDeclaredMethod("method", int.class), answers);
      of(Noted.class.getDeclaredMethod("get"), answers);
      of(Object.class.getDeclaredMethod("toString"), answers);
      of(Noted.class.getDeclaredConstructor(), answers);
      answers.add(field + plain);
      answers.add(fields());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return answers;
  }

  /** Whether Java had to make a class for an annotation. */
  @SuppressWarnings("GetClassOnAnnotation") // a proxy is what it is about
  public static boolean isProxied() {
    Kinds kinds = Noted.class.getAnnotation(Kinds.class);
    return kinds == null || Proxy.isProxyClass(kinds.getClass());
  }
}
