package dev.play.modules.containers.docker;

/** What containers wrote, for messages. */
public final class LogLines {
  /**
   * Shell function {@code shortened}, a filter: of a line longer than 500 characters no part of a
   * word stays, so that what is masked is masked as a whole.
   */
  public static final String SHORTENED =
      """
      shortened() { awk 'length($0) > 500 { $0 = substr($0, 1, 500); sub(/[^ \t]*$/, "..."); } { print }'; }
      """;

  private LogLines() {}
}
