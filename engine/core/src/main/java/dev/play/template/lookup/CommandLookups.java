package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lookups that run a command on the controller: {@code pipe} and {@code lines}. */
public final class CommandLookups {
  private CommandLookups() {}

  public static void register(Library.Builder library) {
    library
        .lookup(
            "pipe",
            "",
            (terms, o, e) ->
                terms.stream()
                    .<Value>map(t -> new Value.Text(output(t, "pipe", e).stripTrailing()))
                    .toList())
        .lookup("lines", "", CommandLookups::lines);
  }

  private static List<Value> lines(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      output(term, "lines", e).lines().forEach(line -> out.add(new Value.Text(line)));
    }
    return out;
  }

  private static String output(Value term, String lookup, Evaluation e) {
    LookupContext lookups = e.scope().lookups();
    String command = PythonText.str(term);
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.directory(lookups.playbookDirectory().toFile());
    builder.environment().clear();
    builder.environment().putAll(lookups.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> drained(process), Thread::startVirtualThread);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw EvaluationException.of(
            "lookup_plugin." + lookup + "(" + command + ") returned " + status,
            errors.join().strip());
      }
      return output;
    } catch (IOException failed) {
      throw EvaluationException.of(
          "the command of the lookup " + lookup + " did not start: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw EvaluationException.of("the lookup " + lookup + " was interrupted");
    }
  }

  private static String drained(Process process) {
    try {
      return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      return "its error output could not be read: " + failed.getMessage();
    }
  }
}
