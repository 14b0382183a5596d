package dev.play.start;

import java.lang.annotation.Annotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What play's build (Prepare.java) writes down of a class with annotations. */
public interface Members {
  /**
   * Annotations by member: the class itself under the empty text, {@code field NAME}, {@code
   * component NAME}; under {@code method NAME} nothing, but that a method of the name has some.
   */
  Map<String, Annotation[]> annotations();

  /**
   * The value of a field that has annotations, is neither private nor static nor final, and belongs
   * to this class.
   */
  @Nullable Object read(Object owner, String field);

  /** Sets such a field. */
  void write(Object owner, String field, @Nullable Object value);
}
