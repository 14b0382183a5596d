package dev.play.template.filter;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Repeated;
import dev.play.value.Value;
import java.util.Locale;
import java.util.Map;

/** Ansible's filters that fit nowhere else. */
public final class MiscFilters {
  private MiscFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("bool", "", (v, a, e) -> v instanceof Value.None ? v : Value.of(bool(v)))
        .filter(
            "ternary",
            "true_val false_val none_val?",
            MiscFilters::ternary,
            Trait.SEES_ALL,
            Trait.SEES_UNDEFINED)
        .filter("mandatory", "msg?", MiscFilters::mandatory, Trait.SEES_ALL, Trait.SEES_UNDEFINED)
        .filter("type_debug", "", (v, a, e) -> text(Values.typeName(v)), Trait.STRUCTURAL)
        .filter("quote", "", (v, a, e) -> text(quoted(v instanceof Value.None ? "" : text(v))))
        .filter("comment", "style? **options", MiscFilters::comment);
  }

  /** What Ansible takes for true; anything else is false. */
  static boolean bool(Value v) {
    return switch (v) {
      case Value.Bool b -> b.value();
      case Value.Text t ->
          switch (t.text().toLowerCase(Locale.ROOT)) {
            case "yes", "on", "true", "1" -> true;
            default -> false;
          };
      case Value.Int i -> i.value() == 1;
      case Value.Real r -> r.value() == 1;
      default -> false;
    };
  }

  private static Value ternary(Value v, Arguments a, Evaluation e) {
    Value surface = v instanceof Value.Secret s ? s.hidden() : v;
    if (surface instanceof Value.Unknown) {
      return surface;
    }
    if (surface instanceof Value.None && a.has("none_val")) {
      return a.value("none_val");
    }
    return Conditions.truth(surface) ? a.value("true_val") : a.value("false_val");
  }

  private static Value mandatory(Value v, Arguments a, Evaluation e) {
    if (v instanceof Value.Undefined u) {
      throw EvaluationException.of(
          a.has("msg")
              ? text(a.value("msg"))
              : "Mandatory variable " + u.what() + "  not defined.");
    }
    return v;
  }

  /** A text as one word of a POSIX shell. */
  public static String quoted(String word) {
    if (word.isEmpty()) {
      return "''";
    }
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }

  private static Value comment(Value v, Arguments a, Evaluation e) {
    String style = a.text("style", "plain");
    Map<String, String> styles =
        Map.of("plain", "# ", "erlang", "% ", "c", "// ", "cblock", " * ", "xml", " - ");
    String usual = styles.get(style);
    if (usual == null) {
      throw EvaluationException.of(
          "Invalid style '" + style + "'", "plain, erlang, c, cblock or xml");
    }
    boolean block = style.equals("cblock");
    boolean xml = style.equals("xml");
    String decoration = option(a, "decoration", usual);
    String newline = option(a, "newline", "\n");
    String beginning = option(a, "beginning", block ? "/*" : xml ? "<!--" : "");
    String end = option(a, "end", block ? " */" : xml ? "-->" : "");
    String prefix = option(a, "prefix", decoration.stripTrailing());
    String postfix = option(a, "postfix", decoration.stripTrailing());
    String head = prefix.isEmpty() ? "" : prefix.equals(newline) ? newline : prefix + newline;
    String body =
        (decoration + text(v).replace(newline, newline + decoration))
            .replace(decoration + newline, decoration.stripTrailing() + newline);
    return text(
        (beginning.isEmpty() ? "" : beginning + newline)
            + Repeated.text(head, count(a, "prefix_count"))
            + body
            + Repeated.text(newline + postfix, count(a, "postfix_count"))
            + (end.isEmpty() ? "" : newline + end));
  }

  private static String option(Arguments a, String name, String otherwise) {
    Value value = a.named().get(name);
    return value == null ? otherwise : text(value);
  }

  private static long count(Arguments a, String name) {
    return a.named().get(name) instanceof Value.Int i ? i.value() : 1;
  }
}
