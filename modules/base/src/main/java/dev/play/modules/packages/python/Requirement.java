package dev.play.modules.packages.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked of pip: a package by name with versions that will do (PEP 508), or something at a
 * place.
 *
 * @param text as pip takes it
 * @param name the package's, in its plain form; empty where only pip can tell
 * @param versions each has to hold
 * @param plain whether nothing is asked for beside name and versions
 * @param conditional whether it counts somewhere and elsewhere not
 */
public record Requirement(
    String text,
    Optional<String> name,
    List<Condition> versions,
    boolean plain,
    boolean conditional) {
  private static final Pattern NAMED =
      Pattern.compile(
          "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(\\[[A-Za-z0-9._,\\s-]*\\])?\\s*"
              + "(\\(?(?:(?:===|[=!<>~]=|[<>])[^;@()]*)?\\)?)\\s*(;.*)?");

  private static final Pattern CONDITION =
      Pattern.compile("\\s*(===|[=!<>~]=|[<>])\\s*([A-Za-z0-9_.*+!-]+)\\s*");

  private static final Pattern EGG = Pattern.compile("[#&]egg=([A-Za-z0-9._-]+)");

  /**
   * One condition on a version.
   *
   * @param operator {@code ==}, {@code ~=}, ...
   */
  public record Condition(String operator, String version) {
    boolean holds(String installed) {
      if (operator.equals("===")) {
        return installed.equalsIgnoreCase(version);
      }
      Optional<PythonVersion> is = PythonVersion.of(installed);
      boolean series = version.endsWith(".*");
      Optional<PythonVersion> asked =
          PythonVersion.of(series ? version.substring(0, version.length() - 2) : version);
      if (is.isEmpty() || asked.isEmpty()) {
        return operator.equals("==") && installed.equals(version);
      }
      return holds(is.get(), asked.get(), series);
    }

    private boolean holds(PythonVersion is, PythonVersion asked, boolean series) {
      int numbers =
          version.replaceFirst("^.*!", "").replaceFirst("\\.\\*$", "").split("\\.").length;
      PythonVersion publicOne = is.withoutLocal();
      return switch (operator) {
        case "==" -> equal(is, asked, series, numbers);
        case "!=" -> !equal(is, asked, series, numbers);
        case "<=" -> publicOne.compareTo(asked) <= 0;
        case ">=" -> publicOne.compareTo(asked) >= 0;
        case "<" ->
            is.compareTo(asked) < 0
                && (asked.isPrerelease() || !is.isPrerelease() || !is.hasReleaseOf(asked));
        case ">" ->
            publicOne.compareTo(asked) > 0
                && (asked.isPostrelease() || !is.isPostrelease() || !is.hasReleaseOf(asked));
        default -> publicOne.compareTo(asked) >= 0 && sameSeries(is, asked, releases() - 1);
      };
    }

    private int releases() {
      Matcher numbers =
          Pattern.compile("\\d+(?:\\.\\d+)*").matcher(version.replaceFirst("^.*!", ""));
      return numbers.find() ? numbers.group().split("\\.").length : 1;
    }

    private static boolean equal(
        PythonVersion is, PythonVersion asked, boolean series, int numbers) {
      if (series) {
        return sameSeries(is, asked, numbers);
      }
      return (asked.local().isEmpty() ? is.withoutLocal() : is).compareTo(asked) == 0;
    }

    private static boolean sameSeries(PythonVersion is, PythonVersion asked, int numbers) {
      for (int i = 0; i < numbers; i++) {
        if (!is.number(i).equals(asked.number(i))) {
          return false;
        }
      }
      return is.epoch().equals(asked.epoch());
    }
  }

  /**
   * One requirement.
   *
   * @throws IllegalArgumentException where a text is none
   */
  public static Requirement of(String text) {
    String written = text.strip();
    Matcher named = NAMED.matcher(written);
    if (named.matches()) {
      return new Requirement(
          written,
          Optional.of(plainName(named.group(1))),
          conditions(named.group(3)),
          named.group(2) == null,
          named.group(4) != null);
    }
    boolean place =
        written.equals(".") || written.contains("/") || written.contains(" @ ") || isFile(written);
    if (!place || written.startsWith("-") || written.contains("\n")) {
      throw new IllegalArgumentException("not a Python package or where one is: '" + text + "'");
    }
    Matcher egg = EGG.matcher(written);
    Optional<String> name = egg.find() ? Optional.of(plainName(egg.group(1))) : Optional.empty();
    return new Requirement(written, name, List.of(), false, false);
  }

  private static boolean isFile(String text) {
    return text.matches("[^\\s]+\\.(whl|tar\\.gz|tar\\.bz2|zip|tgz)");
  }

  private static List<Condition> conditions(String text) {
    List<Condition> out = new ArrayList<>();
    String all = text.replaceAll("[()]", "");
    for (String each : all.isBlank() ? new String[0] : all.split(",")) {
      Matcher m = CONDITION.matcher(each);
      if (!m.matches()) {
        throw new IllegalArgumentException("not a condition on a version: '" + each.strip() + "'");
      }
      out.add(new Condition(m.group(1), m.group(2)));
    }
    return out;
  }

  /**
   * The requirements in a list that was split at commas, which also stand between conditions and
   * between extras.
   */
  public static List<String> joined(List<String> pieces) {
    List<String> out = new ArrayList<>();
    for (String piece : pieces) {
      String last = out.isEmpty() ? "" : out.getLast();
      boolean extras = last.lastIndexOf('[') > last.lastIndexOf(']');
      if (!out.isEmpty() && (extras || piece.strip().matches("(?s)(===|[=!<>~]=|[<>]).*"))) {
        out.set(out.size() - 1, last + "," + piece);
      } else if (!piece.isBlank()) {
        out.add(piece);
      }
    }
    return out;
  }

  /**
   * The requirements of a file, where it holds names and versions alone.
   *
   * @return empty where there is anything else in it
   */
  public static Optional<List<Requirement>> ofFile(String content) {
    List<Requirement> out = new ArrayList<>();
    for (String line : content.lines().toList()) {
      String written = line.replaceFirst("(^|\\s)#.*", "").strip();
      if (written.isEmpty()) {
        continue;
      }
      if (!NAMED.matcher(written).matches()) {
        return Optional.empty();
      }
      out.add(of(written));
    }
    return Optional.of(out);
  }

  /** A name as PEP 503 makes names alike. */
  public static String plainName(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  /** Whether a version that will do is installed, by plain names. */
  public boolean isMet(Map<String, String> installed) {
    return name.map(installed::get)
        .filter(version -> versions.stream().allMatch(c -> c.holds(version)))
        .isPresent();
  }

  /** Whether nothing is left to ask pip about. */
  public boolean isSettled(Map<String, String> installed) {
    return plain && isMet(installed);
  }

  /** Whether it is sure to be missing. */
  public boolean isMissing(Map<String, String> installed) {
    return !conditional && name.isPresent() && !isMet(installed);
  }
}
