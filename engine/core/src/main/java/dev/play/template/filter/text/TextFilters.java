package dev.play.template.filter.text;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.PercentFormat;
import dev.play.template.operation.Repeated;
import dev.play.template.operation.TextCases;
import dev.play.template.operation.TextSplits;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Jinja2's filters over text. */
public final class TextFilters {
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private TextFilters() {}

  public static void register(Library.Builder library) {
    library
        .filter("upper", "", (v, a, e) -> text(text(v).toUpperCase(Locale.ROOT)))
        .filter("lower", "", (v, a, e) -> text(text(v).toLowerCase(Locale.ROOT)))
        .filter("capitalize", "", (v, a, e) -> text(TextCases.capitalized(text(v))))
        .filter("title", "", (v, a, e) -> text(title(text(v))))
        .filter(
            "trim",
            "chars?",
            (v, a, e) -> text(TextCases.strip(text(v), a.text("chars", ""), true, true)))
        .filter("string", "", (v, a, e) -> text(text(v)))
        .filter("safe", "", (v, a, e) -> v, Trait.STRUCTURAL)
        .filter("escape e forceescape", "", (v, a, e) -> text(escaped(text(v))))
        .filter(
            "center",
            "width?",
            (v, a, e) -> text(TextCases.center(text(v), a.integer("width", 80), " ")))
        .filter("replace", "old new count?", TextFilters::replace)
        .filter("format", "*args **kwargs", TextFilters::format)
        .filter("indent", "width? first? blank?", TextFilters::indent)
        .filter("truncate", "length? killwords? end? leeway?", TextFilters::truncate)
        .filter("wordcount", "", (v, a, e) -> Value.of(WORD.matcher(text(v)).results().count()))
        .filter(
            "wordwrap", "width? break_long_words? wrapstring? break_on_hyphens?", TextWrap::filter)
        .filter("striptags", "", (v, a, e) -> text(striptags(text(v))))
        .filter("split", "sep? maxsplit?", TextFilters::split)
        .filter(
            "filesizeformat",
            "binary?",
            (v, a, e) -> text(FileSizes.format(v, a.flag("binary", false))))
        .filter("pprint", "", (v, a, e) -> text(dev.play.template.PythonText.repr(v)))
        .filter(
            "urlize",
            "trim_url_limit? nofollow? target? rel? extra_schemes?",
            (v, a, e) -> text(Links.urlized(text(v), a)))
        .filter("human_readable", "isbits? unit?", HumanSizes::readable)
        .filter("human_to_bytes", "default_unit? isbits?", HumanSizes::bytes)
        .filter("urlsplit", "query? alias?", Urls::split)
        .filter("urlencode", "", (v, a, e) -> text(Urls.encoded(v)))
        .filter("urldecode", "", (v, a, e) -> text(Urls.decoded(text(v))))
        .filter("xmlattr", "autospace?", TextFilters::xmlattr);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = !Character.isWhitespace(c) && "-({[<".indexOf(c) < 0;
    }
    return out.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static Value replace(Value v, Arguments a, Evaluation e) {
    String old = text(a.value("old"));
    String by = text(a.value("new"));
    int count = a.integer("count", -1);
    String text = text(v);
    if (count < 0) {
      return text(text.replace(old, by));
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int i = 0; i < count; i++) {
      int found = text.indexOf(old, at);
      if (found < 0) {
        break;
      }
      out.append(text, at, found).append(by);
      at = found + old.length();
    }
    return text(out.append(text.substring(at)).toString());
  }

  private static Value format(Value v, Arguments a, Evaluation e) {
    return text(PercentFormat.format(text(v), a.rest(), Value.dict(a.named())));
  }

  private static Value indent(Value v, Arguments a, Evaluation e) {
    String by =
        a.has("width") && a.value("width") instanceof Value.Text t
            ? t.text()
            : Repeated.text(" ", a.integer("width", 4));
    boolean blank = a.flag("blank", false);
    List<String> lines = TextSplits.lines(text(v) + "\n", false);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean first = i == 0;
      boolean indented = first ? a.flag("first", false) : blank || !line.isEmpty();
      out.append(first ? "" : "\n").append(indented ? by : "").append(line);
    }
    return text(out.toString());
  }

  private static Value truncate(Value v, Arguments a, Evaluation e) {
    String text = text(v);
    int length = a.integer("length", 255);
    String end = a.text("end", "...");
    int leeway = a.integer("leeway", 5);
    if (length < end.length()) {
      throw EvaluationException.of("expected length >= " + end.length() + ", got " + length);
    }
    if (text.length() <= length + leeway) {
      return text(text);
    }
    String cut = text.substring(0, length - end.length());
    int space = cut.lastIndexOf(' ');
    boolean whole = !a.flag("killwords", false) && space >= 0;
    return text((whole ? cut.substring(0, space) : cut) + end);
  }

  private static String striptags(String text) {
    String plain = text.replaceAll("(?s)<!--.*?-->", "").replaceAll("(?s)<.*?>", "");
    String unescaped =
        plain
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#34;", "\"")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&nbsp;", "\u00a0")
            .replace("&amp;", "&");
    return String.join(" ", TextSplits.words(unescaped, -1, false));
  }

  private static Value split(Value v, Arguments a, Evaluation e) {
    String text = Inputs.string(v);
    int most = a.integer("maxsplit", -1);
    return Value.texts(
        a.has("sep")
            ? TextSplits.by(text, a.text("sep"), most, false)
            : TextSplits.words(text, most, false));
  }

  private static Value xmlattr(Value v, Arguments a, Evaluation e) {
    List<String> parts = new ArrayList<>();
    Inputs.dict(v)
        .entries()
        .forEach(
            (key, value) -> {
              if (!(value instanceof Value.None)) {
                parts.add(escaped(text(key)) + "=\"" + escaped(text(value)) + "\"");
              }
            });
    String joined = String.join(" ", parts);
    boolean space = a.flag("autospace", true) && !joined.isEmpty();
    return text((space ? " " : "") + joined);
  }
}
