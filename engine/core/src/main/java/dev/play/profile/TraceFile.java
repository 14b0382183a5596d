package dev.play.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.play.host.HostName;
import dev.play.profile.Profile.Slice;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A profile as a trace that Perfetto, {@code chrome://tracing} and others show: "JSON array" of the
 * Trace Event Format, complete events ({@code X}) in microseconds, a row for each host.
 */
public final class TraceFile {
  private TraceFile() {}

  /**
   * Writes it.
   *
   * @throws IOException where the file cannot be written
   */
  public static void write(Profile profile, Path file) throws IOException {
    Map<HostName, Integer> rows = new LinkedHashMap<>();
    profile.slices().forEach(s -> rows.putIfAbsent(s.host(), rows.size() + 1));
    try (Writer text = Files.newBufferedWriter(file);
        JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartArray();
      for (Map.Entry<HostName, Integer> row : rows.entrySet()) {
        out.writeStartObject();
        out.writeStringField("name", "thread_name");
        out.writeStringField("ph", "M");
        out.writeNumberField("pid", 1);
        out.writeNumberField("tid", row.getValue());
        out.writeObjectFieldStart("args");
        out.writeStringField("name", row.getKey().name());
        out.writeEndObject();
        out.writeEndObject();
      }
      for (Slice slice : profile.slices()) {
        out.writeStartObject();
        out.writeStringField("name", slice.name());
        out.writeStringField("cat", slice.phase().isPresent() ? "host" : "task");
        out.writeStringField("ph", "X");
        out.writeNumberField("ts", micros(Duration.between(profile.start(), slice.start())));
        out.writeNumberField("dur", micros(slice.took()));
        out.writeNumberField("pid", 1);
        out.writeNumberField("tid", rows.getOrDefault(slice.host(), 0));
        out.writeEndObject();
      }
      out.writeEndArray();
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
