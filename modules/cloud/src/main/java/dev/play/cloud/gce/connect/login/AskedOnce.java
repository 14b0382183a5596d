package dev.play.cloud.gce.connect.login;

import dev.play.host.HostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Answers to questions that a run asks once, refusals too: many hosts want to know the same. */
final class AskedOnce<T> {
  private sealed interface Answer<T> {
    record Had<T>(T value) implements Answer<T> {}

    record Refused<T>(HostException why) implements Answer<T> {}
  }

  private final Map<List<?>, Answer<T>> answers = new ConcurrentHashMap<>();

  /**
   * @throws HostException what came of asking
   */
  T of(List<?> question, Supplier<T> ask) {
    return switch (answers.computeIfAbsent(question, q -> asked(ask))) {
      case Answer.Had<T>(T value) -> value;
      case Answer.Refused<T>(HostException why) -> throw why;
    };
  }

  private static <T> Answer<T> asked(Supplier<T> ask) {
    try {
      return new Answer.Had<>(ask.get());
    } catch (HostException e) {
      return new Answer.Refused<>(e);
    }
  }
}
