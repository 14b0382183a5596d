package dev.play.template.filter.data;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.operation.Repeated;
import dev.play.value.Value;

/** Filters from and to JSON and YAML. */
public final class DataFilters {
  private static final String JSON_OPTIONS =
      "profile=none vault_to_text=true preprocess_unsafe=true skipkeys? allow_nan? default=none";
  private static final String YAML_OPTIONS =
      "indent? default_flow_style? sort_keys? width? allow_unicode? default_style=none"
          + " explicit_start? explicit_end? line_break=none canonical=false version=none tags=none"
          + " encoding=none vault_to_text=true dump_vault_tags=false";

  private DataFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter(
            "to_json",
            "indent? sort_keys? ensure_ascii? separators? " + JSON_OPTIONS,
            (v, a, e) -> text(JsonText.write(v, style(a, false))))
        .filter(
            "to_nice_json",
            "indent? sort_keys? ensure_ascii? " + JSON_OPTIONS,
            (v, a, e) -> text(JsonText.write(v, style(a, true))))
        .filter("tojson", "indent?", DataFilters::htmlJson)
        .filter(
            "from_json",
            "profile=none",
            (v, a, e) ->
                v instanceof Value.Text t ? JsonText.parse(t.text()) : refuse("from_json", v))
        .filter("to_yaml", YAML_OPTIONS, (v, a, e) -> yaml(v, a, YamlText.Flow.LEAVES, 2))
        .filter("to_nice_yaml", YAML_OPTIONS, (v, a, e) -> yaml(v, a, YamlText.Flow.BLOCK, 4))
        .filter(
            "from_yaml", "", (v, a, e) -> v instanceof Value.Text t ? YamlText.load(t.text()) : v)
        .filter("json_query", "expr", JsonQuery::query)
        .filter("from_yaml_all", "", DataFilters::documents);
  }

  private static Value refuse(String filter, Value v) {
    throw EvaluationException.of(
        filter + " needs a text, not " + dev.play.template.Values.typeName(v),
        "the value is data already");
  }

  private static Value documents(Value v, Arguments a, Evaluation e) {
    return switch (v) {
      case Value.None n -> Value.EMPTY_SEQUENCE;
      case Value.Text t -> YamlText.loadAll(t.text());
      default -> v;
    };
  }

  private static JsonText.Style style(Arguments a, boolean nice) {
    boolean pretty = nice || a.has("indent");
    String indent =
        a.has("indent") && a.value("indent") instanceof Value.Text t
            ? t.text()
            : Repeated.text(" ", a.integer("indent", nice ? 4 : 0));
    String item = pretty ? "," : ", ";
    String key = ": ";
    if (!nice && a.has("separators")) {
      var given = Inputs.items(a.value("separators"));
      if (given.size() != 2) {
        throw EvaluationException.of("separators are two texts");
      }
      item = text(given.getFirst());
      key = text(given.getLast());
    }
    return new JsonText.Style(
        indent,
        pretty,
        a.flag("sort_keys", nice),
        a.flag("ensure_ascii", true),
        item,
        key,
        a.flag("allow_nan", true),
        a.flag("skipkeys", false));
  }

  private static Value htmlJson(Value v, Arguments a, Evaluation e) {
    boolean pretty = a.has("indent");
    JsonText.Style style =
        new JsonText.Style(
            Repeated.text(" ", a.integer("indent", 0)),
            pretty,
            true,
            true,
            pretty ? "," : ", ",
            ": ",
            true,
            false);
    return text(
        JsonText.write(v, style)
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("'", "\\u0027"));
  }

  private static Value yaml(Value v, Arguments a, YamlText.Flow flow, int indent) {
    YamlText.Flow chosen =
        a.has("default_flow_style")
            ? a.flag("default_flow_style", false) ? YamlText.Flow.FLOW : YamlText.Flow.BLOCK
            : flow;
    String out =
        YamlText.dump(
            v,
            a.integer("indent", indent),
            chosen,
            a.flag("sort_keys", true),
            a.integer("width", 80),
            a.flag("allow_unicode", true));
    return text(
        (a.flag("explicit_start", false) ? "---\n" : "")
            + out
            + (a.flag("explicit_end", false) ? "...\n" : ""));
  }
}
