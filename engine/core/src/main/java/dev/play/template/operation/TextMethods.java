package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.syntax.Blanks;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Methods of Python's {@code str}. */
public final class TextMethods {
  private TextMethods() {}

  public static Optional<Value> find(Value.Text owner, String name) {
    String s = owner.text();
    return Optional.ofNullable(
        switch (name) {
          case "upper" -> simple(owner, name, t -> t.toUpperCase(Locale.ROOT));
          case "lower", "casefold" -> simple(owner, name, t -> t.toLowerCase(Locale.ROOT));
          case "capitalize" -> simple(owner, name, TextCases::capitalized);
          case "title" -> simple(owner, name, TextCases::title);
          case "swapcase" -> simple(owner, name, TextCases::swapped);
          case "strip" ->
              with(owner, name, "chars?", a -> TextCases.strip(s, chars(a), true, true));
          case "lstrip" ->
              with(owner, name, "chars?", a -> TextCases.strip(s, chars(a), true, false));
          case "rstrip" ->
              with(owner, name, "chars?", a -> TextCases.strip(s, chars(a), false, true));
          case "split" -> method(owner, name, "sep? maxsplit?", a -> TextSplits.split(s, a, false));
          case "rsplit" -> method(owner, name, "sep? maxsplit?", a -> TextSplits.split(s, a, true));
          case "splitlines" -> method(owner, name, "keepends?", a -> TextSplits.lines(s, a));
          case "partition" ->
              method(owner, name, "sep", a -> TextSplits.partition(s, a.text("sep")));
          case "rpartition" ->
              method(owner, name, "sep", a -> TextSplits.rpartition(s, a.text("sep")));
          case "startswith" -> affix(owner, name, s::startsWith);
          case "endswith" -> affix(owner, name, s::endsWith);
          case "removeprefix" -> with(owner, name, "prefix", a -> prefixOff(s, a.text("prefix")));
          case "removesuffix" -> with(owner, name, "suffix", a -> suffixOff(s, a.text("suffix")));
          case "replace" -> with(owner, name, "old new count?", a -> replace(s, a));
          case "join" -> with(owner, name, "iterable", a -> join(s, a.value("iterable")));
          case "find" -> method(owner, name, "sub start?", a -> index(s, a, false, false));
          case "rfind" -> method(owner, name, "sub start?", a -> index(s, a, true, false));
          case "index" -> method(owner, name, "sub start?", a -> index(s, a, false, true));
          case "rindex" -> method(owner, name, "sub start?", a -> index(s, a, true, true));
          case "count" -> method(owner, name, "sub", a -> Value.of(count(s, a.text("sub"))));
          case "center" ->
              with(
                  owner,
                  name,
                  "width fillchar?",
                  a -> TextCases.center(s, a.integer("width"), fill(a)));
          case "ljust" -> with(owner, name, "width fillchar?", a -> s + pad(s, a));
          case "rjust" -> with(owner, name, "width fillchar?", a -> pad(s, a) + s);
          case "zfill" ->
              with(owner, name, "width", a -> TextCases.zeroFilled(s, a.integer("width")));
          case "expandtabs" ->
              with(
                  owner,
                  name,
                  "tabsize?",
                  a -> s.replace("\t", Repeated.text(" ", a.integer("tabsize", 8))));
          case "format" ->
              new Method(
                  name,
                  owner,
                  "*args **kwargs",
                  (a, e) -> new Value.Text(BraceFormat.format(s, a.rest(), a.named(), e)));
          case "encode", "decode" -> method(owner, name, "encoding? errors?", a -> owner);
          case "isdigit", "isdecimal", "isnumeric" -> check(owner, name, Character::isDigit);
          case "isalpha" -> check(owner, name, Character::isLetter);
          case "isalnum" -> check(owner, name, Character::isLetterOrDigit);
          case "isspace" -> check(owner, name, Blanks::isBlank);
          case "isupper" ->
              method(
                  owner,
                  name,
                  "",
                  a ->
                      Value.of(
                          s.chars().anyMatch(Character::isUpperCase)
                              && s.chars().noneMatch(Character::isLowerCase)));
          case "islower" ->
              method(
                  owner,
                  name,
                  "",
                  a ->
                      Value.of(
                          s.chars().anyMatch(Character::isLowerCase)
                              && s.chars().noneMatch(Character::isUpperCase)));
          case "istitle" ->
              method(owner, name, "", a -> Value.of(!s.isEmpty() && s.equals(TextCases.title(s))));
          case "isidentifier" ->
              method(owner, name, "", a -> Value.of(s.matches("[\\p{L}_][\\p{L}\\p{N}_]*")));
          case "isascii" ->
              method(owner, name, "", a -> Value.of(s.chars().allMatch(c -> c < 128)));
          default -> null;
        });
  }

  private static Value simple(Value.Text owner, String name, UnaryOperator<String> body) {
    return new Method(name, owner, "", (a, e) -> new Value.Text(body.apply(owner.text())));
  }

  private static Value with(
      Value.Text owner, String name, String signature, Function<Arguments, String> body) {
    return new Method(name, owner, signature, (a, e) -> new Value.Text(body.apply(a)));
  }

  private static Value method(
      Value.Text owner, String name, String signature, Function<Arguments, Value> body) {
    return new Method(name, owner, signature, (a, e) -> body.apply(a));
  }

  private static Value check(Value.Text owner, String name, IntPredicate each) {
    String s = owner.text();
    return method(owner, name, "", a -> Value.of(!s.isEmpty() && s.codePoints().allMatch(each)));
  }

  private static Value affix(
      Value.Text owner, String name, java.util.function.Predicate<String> matches) {
    return method(
        owner,
        name,
        "affix",
        a ->
            switch (a.value("affix")) {
              case Value.Text t -> Value.of(matches.test(t.text()));
              case Value.Sequence s ->
                  Value.of(s.items().stream().anyMatch(i -> matches.test(PythonText.str(i))));
              case Value other ->
                  throw EvaluationException.of(
                      name
                          + " needs a string or a tuple of strings, not "
                          + Values.typeName(other));
            });
  }

  private static String chars(Arguments a) {
    return a.text("chars", "");
  }

  private static String fill(Arguments a) {
    return a.text("fillchar", " ");
  }

  private static String pad(String s, Arguments a) {
    return Repeated.text(fill(a), (long) a.integer("width") - s.length());
  }

  private static String prefixOff(String s, String prefix) {
    return s.startsWith(prefix) ? s.substring(prefix.length()) : s;
  }

  private static String suffixOff(String s, String suffix) {
    return !suffix.isEmpty() && s.endsWith(suffix)
        ? s.substring(0, s.length() - suffix.length())
        : s;
  }

  private static String replace(String s, Arguments a) {
    return replace(s, a.text("old"), a.text("new"), a.integer("count", -1));
  }

  /** Python's {@code str.replace}; a negative count replaces all. */
  public static String replace(String s, String old, String by, int count) {
    if (count < 0) {
      return s.replace(old, by);
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int i = 0; i < count; i++) {
      int found = s.indexOf(old, at);
      if (found < 0) {
        break;
      }
      out.append(s, at, found).append(by);
      at = found + old.length();
    }
    return out.append(s.substring(at)).toString();
  }

  private static String join(String s, Value items) {
    List<String> texts = new ArrayList<>();
    for (Value item : Iteration.items(items)) {
      if (!(Taint.surface(item) instanceof Value.Text t)) {
        throw EvaluationException.of(
            "join needs strings, not " + Values.typeName(item), "use the filter join");
      }
      texts.add(t.text());
    }
    return String.join(s, texts);
  }

  private static Value index(String s, Arguments a, boolean last, boolean mustFind) {
    int start = a.integer("start", last ? s.length() : 0);
    String sub = a.text("sub");
    int found = last ? s.lastIndexOf(sub, start) : s.indexOf(sub, start);
    if (found < 0 && mustFind) {
      throw EvaluationException.of("substring not found");
    }
    return Value.of(found);
  }

  private static int count(String s, String sub) {
    return sub.isEmpty()
        ? s.length() + 1
        : s.split(java.util.regex.Pattern.quote(sub), -1).length - 1;
  }
}
