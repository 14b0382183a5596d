package dev.play.python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a Python file may import, by its lines; what only looks like an import (in a
 * documentation, say) costs nothing, as names that are no files are passed over.
 */
final class ImportScan {
  private static final Pattern FROM =
      Pattern.compile(
          "(?m)^[ \\t]*(?:[^\\n:#'\"]*+:[ \\t]*)?from[ \\t]+(\\.*[ \\t]*[\\w.]*)[ \\t]+import[ \\t]*"
              + "(\\([^)]*\\)|[^\\n#;]+)");
  private static final Pattern PLAIN =
      Pattern.compile("(?m)^[ \\t]*(?:[^\\n:#'\"]*+:[ \\t]*)?import[ \\t]+([^\\n#;]+)");
  private static final Pattern CONTINUED = Pattern.compile("\\\\\\r?\\n");
  private static final Pattern QUOTED = Pattern.compile("(?s)(\"\"\"|''').*?\\1");
  private static final Pattern COMMENT = Pattern.compile("#[^\\n]*");

  private ImportScan() {}

  /**
   * Dotted names of modules, or of things in modules, with a package's before those of its members.
   *
   * @param packageName the package that relative imports count from
   */
  static Set<String> of(String source, String packageName) {
    Set<String> found = new LinkedHashSet<>();
    String lines = CONTINUED.matcher(source).replaceAll(" ");
    Matcher from = FROM.matcher(lines);
    while (from.find()) {
      String base = absolute(from.group(1).replaceAll("[ \\t]", ""), packageName);
      if (!base.isEmpty()) {
        found.add(base);
        names(from.group(2)).forEach(name -> found.add(base + "." + name));
      }
    }
    Matcher plain = PLAIN.matcher(lines);
    while (plain.find()) {
      found.addAll(names(plain.group(1)));
    }
    return found;
  }

  /**
   * What is imported in any case, since it stands at the left edge: for each thing, the names it
   * may have as a module.
   */
  static List<List<String>> required(String source, String packageName) {
    List<List<String>> found = new ArrayList<>();
    String lines = QUOTED.matcher(CONTINUED.matcher(source).replaceAll(" ")).replaceAll("''");
    Matcher from = FROM.matcher(lines);
    while (from.find()) {
      String base = absolute(from.group(1).replaceAll("[ \\t]", ""), packageName);
      if (lines.startsWith("from", from.start()) && !base.isEmpty()) {
        names(from.group(2)).forEach(name -> found.add(List.of(base + "." + name, base)));
      }
    }
    Matcher plain = PLAIN.matcher(lines);
    while (plain.find()) {
      if (lines.startsWith("import", plain.start())) {
        names(plain.group(1)).forEach(name -> found.add(List.of(name)));
      }
    }
    return found;
  }

  /** Names without their {@code as}. */
  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    String bare = COMMENT.matcher(list).replaceAll("");
    for (String one : bare.replaceAll("[()]", " ").split(",")) {
      String name = one.strip().split("\\s+", 2)[0];
      if (name.matches("[\\w.]+")) {
        names.add(name);
      }
    }
    return names;
  }

  /** One dot is the package itself, each further one its parent; empty where there is none. */
  private static String absolute(String name, String packageName) {
    int dots = 0;
    while (dots < name.length() && name.charAt(dots) == '.') {
      dots++;
    }
    if (dots == 0) {
      return name;
    }
    String base = packageName;
    for (int i = 1; i < dots; i++) {
      int last = base.lastIndexOf('.');
      if (last < 0) {
        return "";
      }
      base = base.substring(0, last);
    }
    return name.length() == dots ? base : base + "." + name.substring(dots);
  }
}
