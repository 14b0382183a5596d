package dev.play.run.external;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.host.CommandOutput;
import dev.play.module.TaskResult;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a module prints: a JSON object, with whatever stands before and behind it. */
final class ExternalAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExternalAnswer() {}

  static TaskResult read(CommandOutput output) {
    String text = output.stdout().text();
    int start = start(text);
    if (start < 0) {
      return failure(output);
    }
    try (JsonParser parser = JSON.createParser(text.substring(start))) {
      Map<?, ?> read = JSON.readValue(parser, Map.class);
      int end = start + (int) parser.currentLocation().getCharOffset();
      return result((Value.Dict) Value.ofJava(read), text.substring(end).strip(), output);
    } catch (JsonProcessingException e) {
      return failure(output);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("reading from memory", e);
    }
  }

  /** Of the first line that begins like an object. */
  private static int start(String text) {
    int at = 0;
    for (String line : text.split("\n", -1)) {
      if (line.stripLeading().startsWith("{")) {
        return at;
      }
      at += line.length() + 1;
    }
    return -1;
  }

  private static TaskResult result(Value.Dict read, String behind, CommandOutput output) {
    Map<Value, Value> values = new LinkedHashMap<>(read.entries());
    Optional<Boolean> changed = flag(values.remove(new Value.Text("changed")));
    Optional<Boolean> failed = flag(values.remove(new Value.Text("failed")));
    Value facts = values.remove(new Value.Text("ansible_facts"));
    if (!behind.isEmpty()) {
      values.put(
          new Value.Text("warnings"),
          Value.texts(List.of("Module invocation had junk after the JSON data: " + behind)));
    }
    Value rc = values.get(new Value.Text("rc"));
    boolean bad = rc instanceof Value.Number && !PythonText.str(rc).equals("0");
    return new TaskResult(
        new Value.Dict(values),
        Optional.of(changed.orElse(false)),
        failed.or(() -> bad || output.status() != 0 ? Optional.of(true) : Optional.empty()),
        facts instanceof Value.Dict dict ? dict : Value.EMPTY_DICT);
  }

  private static Optional<Boolean> flag(@org.jspecify.annotations.Nullable Value value) {
    return value == null
        ? Optional.empty()
        : Optional.ofNullable(dev.play.run.keyword.KeywordReader.asBoolean(value));
  }

  private static TaskResult failure(CommandOutput output) {
    return TaskResult.of(
            "module_stdout",
            output.stdout().text(),
            "module_stderr",
            output.stderr().text(),
            "rc",
            output.status())
        .changed(false)
        .failed("MODULE FAILURE\nSee stdout/stderr for the exact error");
  }
}
