package dev.play.host;

import java.util.function.Function;

/** What a probe gives: the answer, or why there is none before the run. */
public sealed interface Observed<T> {
  record Known<T>(T value) implements Observed<T> {}

  /**
   * @param because reads after "unknown", for example {@code until "install nginx"}
   */
  record Unknown<T>(String because) implements Observed<T> {}

  static <T> Observed<T> known(T value) {
    return new Known<>(value);
  }

  static <T> Observed<T> unknown(String because) {
    return new Unknown<>(because);
  }

  default <R> Observed<R> map(Function<? super T, ? extends R> function) {
    return switch (this) {
      case Known<T>(T value) -> new Known<>(function.apply(value));
      case Unknown<T>(String because) -> new Unknown<>(because);
    };
  }
}
