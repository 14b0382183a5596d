package dev.play.cli;

import dev.play.event.Event;
import dev.play.event.EventJson;
import dev.play.event.EventSink;
import dev.play.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes each host's result to a file of its name in a directory. */
final class ResultTree implements EventSink {
  private final Path directory;
  private final EventJson json = new EventJson();

  ResultTree(Path directory) {
    this.directory = directory;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.HostTaskFinished e) {
      Path file = directory.resolve(e.host().name().replace('/', '_'));
      try {
        Files.createDirectories(directory);
        Files.writeString(file, json.compact(e.ended().result()));
      } catch (IOException cause) {
        throw new HostException(
            "the result cannot be written to " + file + ": " + cause.getMessage(), false, cause);
      }
    }
  }
}
