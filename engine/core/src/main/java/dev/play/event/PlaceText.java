package dev.play.event;

import dev.play.source.Span;

/** Where a mistake is, as a part of a result's message, in the words that playbooks look for. */
public final class PlaceText {
  private static final String BEFORE = "\n\nThe error appears to be in '";

  private PlaceText() {}

  /** What is put behind the message; empty where no text stands behind the mistake. */
  public static String of(Span span) {
    return span.line() == 0
        ? ""
        : BEFORE
            + span.file()
            + "': line "
            + span.line()
            + ", column "
            + span.column()
            + ", but may\nbe elsewhere in the file depending on the exact syntax problem.\n";
  }

  /** The message alone. */
  public static String removed(String message) {
    int place = message.indexOf(BEFORE);
    return place < 0 ? message : message.substring(0, place);
  }
}
