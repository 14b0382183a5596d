package dev.play.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One argument of a module, on a record component. The component's name in snake_case is the
 * argument's name. Types: String, boolean, int, long, double, {@code Value} (anything, as it is),
 * {@code HostPath}, {@code FileMode}, {@code Secret}, enums (choices, in lower case with {@code _}
 * or {@code -}), {@code List<String>} (also from a comma-separated text), {@code List<Value.Dict>},
 * {@code Map<String, Value>}, {@code Map<String, String>}, and {@code Optional} of any of these. An
 * argument is required when it is neither Optional nor has a default.
 *
 * <p>A component without this whose type is a record stands for that record's components: arguments
 * that several modules share.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
  /** What it means, in a phrase. */
  String value();

  /** Another name than the component's in snake_case. */
  String name() default "";

  /** Other names for it. */
  String[] aliases() default {};

  /** The default, written as in YAML; none when it equals {@link #NO_DEFAULT}. */
  String def() default NO_DEFAULT;

  /** Choices where the type is not an enum. */
  String[] choices() default {};

  String example() default "";

  /** Takes the free text of {@code command: ls -l}. At most one per module. */
  boolean freeForm() default false;

  /** Never shown: registered, logged or diffed. Implied by the type Secret. */
  boolean secret() default false;

  /** A text that is kept as it is: numbers, lists and dictionaries given for it become JSON. */
  boolean raw() default false;

  String NO_DEFAULT = "\0none";
}
