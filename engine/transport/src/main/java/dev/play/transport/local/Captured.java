package dev.play.transport.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** A short command on the controller, with what it printed. */
public record Captured(int status, String out, String err) {
  /** Runs a command without input, killing it after {@code limit}. */
  public static Captured run(List<String> command, Map<String, String> environment, Duration limit)
      throws IOException {
    CommandLine line = new CommandLine(command.getFirst());
    command.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    DefaultExecutor executor = DefaultExecutor.builder().get();
    executor.setExitValues(null);
    executor.setWatchdog(ExecuteWatchdog.builder().setTimeout(limit).get());
    executor.setStreamHandler(new PumpStreamHandler(out, err));
    int status = executor.execute(line, environment);
    return new Captured(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
