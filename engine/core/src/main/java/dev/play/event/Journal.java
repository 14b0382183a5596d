package dev.play.event;

import dev.play.host.HostException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Appends a run's events to {@code events.jsonl} in a directory of its own, each on the disk's way
 * before the run goes on. Readable by its owner only.
 */
public final class Journal implements EventSink, AutoCloseable {
  private final BufferedWriter out;
  private final EventJson json = new EventJson();

  private Journal(BufferedWriter out) {
    this.out = out;
  }

  /**
   * @param runs the directory of all runs, made if not there
   * @param run the run's id
   */
  public static Journal open(Path runs, String run) {
    try {
      Path directory = runs.resolve(run);
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return new Journal(
          Files.newBufferedWriter(directory.resolve("events.jsonl"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HostException("the journal cannot be written: " + e.getMessage(), false, e);
    }
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.LiveOutput) {
      return;
    }
    try {
      out.write(json.line(event));
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw new HostException("the journal cannot be written: " + e.getMessage(), false, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new HostException("the journal cannot be written: " + e.getMessage(), false, e);
    }
  }
}
