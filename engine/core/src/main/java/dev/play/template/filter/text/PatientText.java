package dev.play.template.filter.text;

import dev.play.template.EvaluationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that a regular expression may look at only so often. Java's matcher tries all ways through
 * a pattern, which can be exponentially many: {@code (a+)+$}.
 */
final class PatientText implements CharSequence {
  /** Characters looked at, whatever the text's length: some seconds on a slow machine. */
  private static final long MOST = 20_000_000;

  /** Beside these, as many times for each character: long texts are looked at more often. */
  private static final long MOST_EACH = 50;

  /** In bytes: alternatives in a repetition take a frame for each character of the text. */
  private static final long DEEP = 512L * 1024 * 1024;

  private final String text;
  private long left;

  private PatientText(String text) {
    this.text = text;
    this.left = MOST + MOST_EACH * text.length();
  }

  /**
   * What {@code use} makes of a pattern's matcher over a text.
   *
   * @throws EvaluationException when matching would take too long or too much memory
   */
  static <T> T matched(Pattern pattern, String text, Function<Matcher, T> use) {
    try {
      return use.apply(pattern.matcher(new PatientText(text)));
    } catch (StackOverflowError tooDeepHere) {
      return deep(pattern, text, use);
    }
  }

  /** The same where there is a stack for texts of some megabytes. */
  private static <T> T deep(Pattern pattern, String text, Function<Matcher, T> use) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.complete(use.apply(pattern.matcher(new PatientText(text))));
              } catch (EvaluationException e) {
                result.completeExceptionally(e);
              } catch (StackOverflowError e) {
                result.completeExceptionally(
                    EvaluationException.of(
                        "the regular expression '" + pattern + "' needs too much memory"));
              }
            },
            "regex",
            DEEP);
    thread.setDaemon(true);
    thread.start();
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof EvaluationException mistake ? mistake : e;
    }
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw EvaluationException.of(
          "the regular expression takes too long",
          "repetitions within repetitions, as in `(a+)+`, make it try endless ways");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
