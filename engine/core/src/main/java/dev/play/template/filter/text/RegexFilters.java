package dev.play.template.filter.text;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.library.Arguments;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ansible's filters and tests over regular expressions. */
public final class RegexFilters {
  private final PythonRegex.Cache cache = new PythonRegex.Cache();

  private RegexFilters() {}

  public static void register(Library.Builder library) {
    RegexFilters regex = new RegexFilters();
    String flags = "ignorecase? multiline?";
    library
        .filter(
            "regex_replace",
            "pattern? replacement? " + flags + " count? mandatory_count?",
            (v, a, e) -> regex.replace(v, a))
        .filter("regex_findall", "regex multiline? ignorecase?", (v, a, e) -> regex.findAll(v, a))
        .filter("regex_search", "regex *groups **options", (v, a, e) -> regex.search(v, a))
        .filter(
            "regex_escape",
            "re_type?",
            (v, a, e) -> text(escaped(text(v), a.text("re_type", "python"))))
        .test("match", "pattern? " + flags, (v, a, e) -> regex.in(v, a, Matcher::lookingAt))
        .test("search", "pattern? " + flags, (v, a, e) -> regex.in(v, a, Matcher::find))
        .test("regex", "pattern? " + flags + " match_type?", (v, a, e) -> regex.matches(v, a));
  }

  private Pattern pattern(Arguments a, String name) {
    return cache.get(a.text(name, ""), a.flag("ignorecase", false), a.flag("multiline", false));
  }

  private <T> T in(Value v, Arguments a, Function<Matcher, T> use) {
    return PatientText.matched(pattern(a, "pattern"), text(v), use);
  }

  private boolean matches(Value v, Arguments a) {
    return switch (a.text("match_type", "search")) {
      case "match" -> in(v, a, Matcher::lookingAt);
      case "fullmatch" -> in(v, a, Matcher::matches);
      default -> in(v, a, Matcher::find);
    };
  }

  private Value replace(Value v, Arguments a) {
    return in(v, a, matcher -> replaced(v, a, matcher));
  }

  private static Value replaced(Value v, Arguments a, Matcher matcher) {
    String replacement = a.text("replacement", "");
    int most = a.integer("count", 0);
    StringBuilder out = new StringBuilder();
    int count = 0;
    while ((most <= 0 || count < most) && matcher.find()) {
      count++;
      matcher.appendReplacement(
          out,
          Matcher.quoteReplacement(PythonRegex.replacement(replacement, matcher.toMatchResult())));
    }
    int mandatory = a.integer("mandatory_count", 0);
    if (mandatory != 0 && mandatory != count) {
      throw EvaluationException.of(
          "'"
              + a.text("pattern", "")
              + "' should match "
              + mandatory
              + " times, but matches "
              + count
              + " times in '"
              + text(v)
              + "'");
    }
    return text(matcher.appendTail(out).toString());
  }

  private Value findAll(Value v, Arguments a) {
    return PatientText.matched(pattern(a, "regex"), text(v), RegexFilters::found);
  }

  private static Value found(Matcher matcher) {
    List<Value> out = new ArrayList<>();
    while (matcher.find()) {
      out.add(
          switch (matcher.groupCount()) {
            case 0 -> text(matcher.group());
            case 1 -> group(matcher, 1);
            default -> groups(matcher);
          });
    }
    return new Value.Sequence(out);
  }

  private static Value group(MatchResult match, int number) {
    String found = match.group(number);
    return text(found == null ? "" : found);
  }

  private static Value groups(MatchResult match) {
    List<Value> all = new ArrayList<>();
    for (int i = 1; i <= match.groupCount(); i++) {
      all.add(group(match, i));
    }
    return new Value.Sequence(all);
  }

  private Value search(Value v, Arguments a) {
    boolean ignoreCase = option(a, "ignorecase");
    boolean multiline = option(a, "multiline");
    Pattern pattern = cache.get(a.text("regex"), ignoreCase, multiline);
    return PatientText.matched(pattern, text(v), matcher -> groupsWanted(matcher, a));
  }

  private static Value groupsWanted(Matcher matcher, Arguments a) {
    if (!matcher.find()) {
      return Value.NONE;
    }
    if (a.rest().isEmpty()) {
      return text(matcher.group());
    }
    List<Value> out = new ArrayList<>();
    for (Value wanted : a.rest()) {
      out.add(referenced(matcher, text(wanted)));
    }
    return new Value.Sequence(out);
  }

  private static boolean option(Arguments a, String name) {
    Value value = a.named().get(name);
    return value != null && dev.play.template.Conditions.truth(value);
  }

  private static Value referenced(Matcher matcher, String reference) {
    String name =
        reference.startsWith("\\g<") && reference.endsWith(">")
            ? reference.substring(3, reference.length() - 1)
            : reference.startsWith("\\") ? reference.substring(1) : "";
    if (name.isEmpty()) {
      throw EvaluationException.of(
          "Unknown argument", "regex_search takes groups as '\\\\1' or '\\\\g<name>'");
    }
    return text(PythonRegex.group(matcher, name));
  }

  private static String escaped(String text, String type) {
    return switch (type) {
      case "python" -> {
        StringBuilder out = new StringBuilder();
        text.codePoints()
            .forEach(
                c -> {
                  if ("()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0) {
                    out.append('\\');
                  }
                  out.appendCodePoint(c);
                });
        yield out.toString();
      }
      case "posix_basic" -> text.replaceAll("[\\]\\[.^$*\\\\]", "\\\\$0");
      case "posix_extended" ->
          throw EvaluationException.of("Regex type (posix_extended) not yet implemented");
      default -> throw EvaluationException.of("Invalid regex type (" + type + ")");
    };
  }
}
