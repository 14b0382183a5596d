package dev.play.report;

import dev.play.event.Event;
import dev.play.event.EventJson;
import dev.play.event.EventSink;
import java.io.PrintStream;

/** Tells a run to a program: one JSON object a line. */
public final class JsonReporter implements EventSink {
  private final PrintStream out;
  private final EventJson json = new EventJson();

  public JsonReporter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void accept(Event event) {
    out.println(json.line(event));
    out.flush();
  }
}
