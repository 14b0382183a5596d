package dev.play.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.library.StandardLibrary;
import dev.play.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case file: a text, its variables, and what comes out.
 *
 * @param error part of the message where the text must fail; else null
 * @param oracle who says so: {@code jinja2}, which is asked again by the oracle test, or {@code
 *     ansible} or {@code hand}, whose word is on record
 */
record TemplateCase(
    String file,
    int line,
    String kind,
    String in,
    Map<String, Value> vars,
    @Nullable Value out,
    @Nullable String error,
    String oracle) {

  private static final ObjectMapper JSON = new ObjectMapper();
  static final TemplateCompiler COMPILER = new TemplateCompiler(StandardLibrary.create());

  static List<TemplateCase> read(String resource) {
    List<TemplateCase> cases = new ArrayList<>();
    try (var in = TemplateCase.class.getResourceAsStream("/template/" + resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      Map<String, Value> shared = new HashMap<>();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).isBlank()) {
          continue;
        }
        JsonNode node = JSON.readTree(lines.get(i));
        if (node.has("shared")) {
          shared = variables(node.get("shared"));
          continue;
        }
        Map<String, Value> vars = new HashMap<>(shared);
        vars.putAll(variables(node.path("vars")));
        cases.add(
            new TemplateCase(
                resource,
                i + 1,
                node.path("kind").asText("value"),
                node.get("in").asText(),
                vars,
                node.has("out") ? value(node.get("out"), false) : null,
                node.has("error") ? node.get("error").asText() : null,
                node.path("oracle").asText("jinja2")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static Map<String, Value> variables(JsonNode node) {
    Map<String, Value> out = new HashMap<>();
    node.properties().forEach(e -> out.put(e.getKey(), value(e.getValue(), true)));
    return out;
  }

  /** A value from JSON; variables with tags in them are templates, as in YAML. */
  static Value value(JsonNode node, boolean templates) {
    if (node.isObject()) {
      Map<String, Value> out = new LinkedHashMap<>();
      node.properties().forEach(e -> out.put(e.getKey(), value(e.getValue(), templates)));
      return Value.dict(out);
    }
    if (node.isArray()) {
      List<Value> out = new ArrayList<>();
      node.forEach(e -> out.add(value(e, templates)));
      return new Value.Sequence(out);
    }
    if (node.isTextual()) {
      return templates && node.asText().contains("{{")
          ? new Value.Template(node.asText(), Span.none("case"))
          : new Value.Text(node.asText());
    }
    if (node.isBigInteger()) {
      return Value.ofJava(node.bigIntegerValue());
    }
    if (node.isIntegralNumber()) {
      return Value.of(node.asLong());
    }
    if (node.isNumber()) {
      return new Value.Real(node.asDouble());
    }
    return node.isBoolean() ? Value.of(node.asBoolean()) : Value.NONE;
  }

  /** What our engine makes of it: the value's repr, or {@code ERROR: } and the message. */
  String ours() {
    Diagnostics problems = new Diagnostics();
    Span span = new Span(file, line, 1, 1);
    Compiled compiled =
        switch (kind) {
          case "expression" -> COMPILER.expression(in, span, problems);
          case "file" -> COMPILER.file(in, "case.j2", FileOptions.TEMPLATE_MODULE, problems);
          default -> COMPILER.value(in, span, problems);
        };
    if (problems.hasErrors()) {
      return "ERROR: " + problems.all().getFirst().message();
    }
    try {
      return PythonText.repr(compiled.evaluate(MapScope.of(vars)));
    } catch (EvaluationException e) {
      return "ERROR: " + e.message();
    }
  }

  /** What is on record, in the same form. */
  boolean agrees(String ours) {
    return error == null
        ? out != null && ours.equals(PythonText.repr(out))
        : ours.startsWith("ERROR: ") && ours.contains(error);
  }

  String described() {
    return file + ":" + line + " " + in;
  }
}
