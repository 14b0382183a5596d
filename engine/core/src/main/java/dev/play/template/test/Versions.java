package dev.play.template.test;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code version} test: loose, strict, semantic and PEP 440 versions. */
public final class Versions {
  private static final Pattern LOOSE = Pattern.compile("[0-9]+|[a-z]+|\\.");
  private static final Pattern STRICT =
      Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:([ab])(\\d+))?");
  private static final Pattern SEMANTIC =
      Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
  private static final Pattern PEP440 =
      Pattern.compile(
          "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)[-_.]?(?:(a|alpha|b|beta|c|rc|pre|preview)[-_.]?(\\d*))?"
              + "(?:(?:-(\\d+))|(?:[-_.]?(?:post|rev|r)[-_.]?(\\d*)))?(?:[-_.]?dev[-_.]?(\\d*))?(?:\\+.*)?");

  private Versions() {}

  /** The order of loose versions: numbers by their size, words by their letters. */
  public static int loosely(String left, String right) {
    return compare(loose(left), loose(right), left, right);
  }

  static boolean test(Value v, Arguments a, Evaluation e) {
    String left = PythonText.str(v);
    String right = PythonText.str(a.value("version"));
    if (left.isEmpty() || v instanceof Value.None) {
      throw EvaluationException.of("Input version value cannot be empty");
    }
    if (right.isEmpty()) {
      throw EvaluationException.of("Version parameter to compare against cannot be empty");
    }
    if (a.has("strict") && a.has("version_type")) {
      throw EvaluationException.of("Cannot specify both 'strict' and 'version_type'");
    }
    String type = a.flag("strict", false) ? "strict" : a.text("version_type", "loose");
    int order =
        switch (type) {
          case "loose" -> compare(loose(left), loose(right), left, right);
          case "strict" -> compare(strict(left), strict(right), left, right);
          case "semver", "semantic" -> compare(semantic(left), semantic(right), left, right);
          case "pep440" -> compare(pep440(left), pep440(right), left, right);
          default ->
              throw EvaluationException.of(
                  "Invalid version type (" + type + ")", "loose, strict, semver or pep440");
        };
    String operator = a.text("operator", "eq");
    return switch (operator) {
      case "==", "=", "eq" -> order == 0;
      case "<", "lt" -> order < 0;
      case "<=", "le" -> order <= 0;
      case ">", "gt" -> order > 0;
      case ">=", "ge" -> order >= 0;
      case "!=", "<>", "ne" -> order != 0;
      default ->
          throw EvaluationException.of(
              "Invalid operator type (" + operator + ")", "==, !=, <, <=, > or >=");
    };
  }

  /** A part: a number or a word. */
  private sealed interface Part {
    record Digits(BigInteger value) implements Part {}

    record Word(String text) implements Part {}
  }

  private static Part part(String text) {
    return text.chars().allMatch(Character::isDigit) && !text.isEmpty()
        ? new Part.Digits(new BigInteger(text))
        : new Part.Word(text);
  }

  private static int compare(List<Part> x, List<Part> y, String left, String right) {
    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
      Part other = y.get(i);
      int order =
          switch (x.get(i)) {
            case Part.Digits(BigInteger a) when other instanceof Part.Digits(BigInteger b) ->
                a.compareTo(b);
            case Part.Word(String a) when other instanceof Part.Word(String b) -> a.compareTo(b);
            default ->
                throw EvaluationException.of(
                    "Version comparison failed: '"
                        + left
                        + "' and '"
                        + right
                        + "' cannot be compared: a number meets a word");
          };
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(x.size(), y.size());
  }

  private static List<Part> loose(String version) {
    List<Part> out = new ArrayList<>();
    Matcher m = LOOSE.matcher(version);
    int at = 0;
    while (m.find()) {
      if (m.start() > at) {
        out.add(new Part.Word(version.substring(at, m.start())));
      }
      if (!m.group().equals(".")) {
        out.add(part(m.group()));
      }
      at = m.end();
    }
    if (at < version.length()) {
      out.add(new Part.Word(version.substring(at)));
    }
    return out;
  }

  private static Matcher matched(Pattern pattern, String version, String kind) {
    Matcher m = pattern.matcher(version.strip());
    if (!m.matches()) {
      throw EvaluationException.of(
          "Version comparison failed: invalid " + kind + " version '" + version + "'");
    }
    return m;
  }

  private static List<Part> strict(String version) {
    Matcher m = matched(STRICT, version, "strict");
    List<Part> out = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      out.add(part(m.group(i) == null ? "0" : m.group(i)));
    }
    out.add(part(m.group(4) == null ? "2" : m.group(4).equals("a") ? "0" : "1"));
    out.add(part(m.group(5) == null ? "0" : m.group(5)));
    return out;
  }

  /** A release sorts behind its pre-releases; numbers before words, as SemVer 2.0 says. */
  private static List<Part> semantic(String version) {
    Matcher m = matched(SEMANTIC, version, "semantic");
    List<Part> out = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      out.add(part(m.group(i)));
    }
    if (m.group(4) == null) {
      out.add(part("1"));
      return out;
    }
    out.add(part("0"));
    for (String word : m.group(4).split("\\.")) {
      boolean number = word.chars().allMatch(Character::isDigit);
      out.add(part(number ? "0" : "1"));
      out.add(part(word));
    }
    return out;
  }

  private static List<Part> pep440(String version) {
    Matcher m = matched(PEP440, version.toLowerCase(java.util.Locale.ROOT), "PEP 440");
    List<Part> out = new ArrayList<>();
    out.add(number(m.group(1)));
    String release = m.group(2).replaceAll("(\\.0+)+$", "");
    String[] numbers = release.split("\\.");
    for (int i = 0; i < 8; i++) {
      out.add(part(i < numbers.length ? numbers[i] : "0"));
    }
    boolean post = m.group(5) != null || m.group(6) != null;
    boolean dev = m.group(7) != null;
    String pre = m.group(3);
    String rank =
        pre == null
            ? dev && !post ? "0" : "4"
            : switch (pre.charAt(0)) {
              case 'a' -> "1";
              case 'b' -> "2";
              default -> "3";
            };
    out.add(part(rank));
    out.add(number(m.group(4)));
    out.add(part(post ? "1" : "0"));
    out.add(number(m.group(5) == null ? m.group(6) : m.group(5)));
    out.add(part(dev ? "0" : "1"));
    out.add(number(m.group(7)));
    return out;
  }

  private static Part number(@org.jspecify.annotations.Nullable String text) {
    return part(text == null || text.isEmpty() ? "0" : text);
  }
}
