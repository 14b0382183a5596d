package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryBuilder;
import dev.play.source.Span;
import dev.play.template.operation.PythonLiteral;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an INI inventory with the rules of Ansible's {@code ini} plugin: sections {@code [group]},
 * {@code [group:vars]}, {@code [group:children]}; values read as Python literals where they are
 * such, else text; host lines split as a shell would, lines of {@code :vars} taken whole.
 */
final class IniInventory {
  private static final Pattern SECTION =
      Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
  private static final Pattern CHILD = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");
  private static final Set<String> KINDS = Set.of("hosts", "vars", "children");

  /** A group that a section or line speaks of before any line has defined it. */
  private record Pending(String kind, Span span, String parent) {}

  private final String fileName;
  private final boolean secret;
  private final InventoryBuilder into;
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private String group = Inventory.UNGROUPED;
  private String kind = "hosts";

  /**
   * @param secret whether the text comes from a vault: then so do the values
   */
  IniInventory(String fileName, boolean secret, InventoryBuilder into) {
    this.fileName = fileName;
    this.secret = secret;
    this.into = into;
  }

  void read(String text) {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      line(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, number);
    }
    for (Map.Entry<String, Pending> entry : pending.entrySet()) {
      Pending left = entry.getValue();
      if (left.kind().equals("vars")) {
        into.problems()
            .error(
                left.span(),
                "[" + entry.getKey() + ":vars] is for a group that nothing defines",
                "add a section [" + entry.getKey() + "], or correct the name");
      } else {
        into.problems()
            .error(
                left.span(),
                "["
                    + left.parent()
                    + ":children] names group '"
                    + entry.getKey()
                    + "', which nothing defines",
                "add a section [" + entry.getKey() + "], or correct the name");
      }
    }
  }

  private void line(String line, int number) {
    String stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
      return;
    }
    int indent = line.length() - line.stripLeading().length();
    Span span = new Span(fileName, number, indent + 1, stripped.length());
    if (stripped.startsWith("[")) {
      Matcher section = SECTION.matcher(stripped);
      if (section.matches()) {
        section(section.group(1), section.group(2), span);
        return;
      }
    }
    switch (kind) {
      case "vars" -> variable(stripped, span);
      case "children" -> child(stripped, span);
      case "hosts" -> host(line, number, span);
      default -> {
        // The section's own line has been reported.
      }
    }
  }

  private void section(String name, @org.jspecify.annotations.Nullable String given, Span span) {
    group = name;
    kind = given == null ? "hosts" : given;
    if (!KINDS.contains(kind)) {
      into.problems()
          .error(
              span,
              "section [" + name + ":" + kind + "] is of no known kind",
              "a section is [" + name + "], [" + name + ":vars] or [" + name + ":children]");
      return;
    }
    if (kind.equals("vars")) {
      if (!into.hasGroup(name)) {
        pending.putIfAbsent(name, new Pending("vars", span, name));
      }
      return;
    }
    defined(name);
  }

  private void defined(String name) {
    into.group(name);
    pending.remove(name);
  }

  private void child(String text, Span span) {
    Matcher name = CHILD.matcher(text);
    if (!name.matches()) {
      into.problems()
          .error(
              span,
              "a line of [" + group + ":children] is the name of one group, not: " + shown(text),
              text.contains("=")
                  ? "variables belong in [" + group + ":vars]"
                  : "put each group on a line of its own");
      return;
    }
    String child = name.group(1);
    if (!into.hasGroup(child)) {
      pending.putIfAbsent(child, new Pending("children", span, group));
    }
    into.child(group, child, span);
  }

  private void variable(String text, Span span) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      into.problems()
          .error(span, "a line of [" + group + ":vars] is NAME=VALUE, not: " + shown(text));
      return;
    }
    String raw = text.substring(equals + 1);
    String value = raw.strip();
    int column = equals + 1 + raw.length() - raw.stripLeading().length();
    into.groupVariable(
        group,
        text.substring(0, equals).strip(),
        typed(value, span.shifted(column, value.length())));
  }

  private void host(String line, int number, Span span) {
    List<ShellWords.Token> tokens = ShellWords.split(line, true).orElse(List.of());
    if (tokens.isEmpty()) {
      into.problems().error(span, "a quote on this line is not closed");
      return;
    }
    String name = tokens.getFirst().text();
    if (looksLikeYaml(name, tokens)) {
      into.problems()
          .error(
              span,
              "this line is no host of an INI inventory",
              "a YAML inventory needs a file name that ends in .yml or .yaml");
      return;
    }
    try {
      HostRange range = HostRange.parse(name);
      for (HostName host : range.hosts()) {
        into.host(host, group);
        range.port().ifPresent(p -> into.hostVariable(host, "ansible_port", Value.of(p)));
      }
      for (ShellWords.Token token : tokens.subList(1, tokens.size())) {
        hostVariable(range.hosts(), token, number);
      }
    } catch (HostRange.Mistake mistake) {
      into.problems().error(at(tokens.getFirst(), number), mistake.message());
    }
  }

  private static boolean looksLikeYaml(String first, List<ShellWords.Token> tokens) {
    return first.equals("---") || first.isEmpty() || (tokens.size() == 1 && first.endsWith(":"));
  }

  private void hostVariable(List<HostName> hosts, ShellWords.Token token, int number) {
    int equals = token.text().indexOf('=');
    if (equals <= 0) {
      into.problems()
          .error(
              at(token, number),
              "a variable of a host is NAME=VALUE, not: " + shown(token.text()),
              "quote values that hold blanks: name=\"a value\"");
      return;
    }
    Span span = at(token, number).shifted(equals + 1, token.length() - equals - 1);
    Value value = typed(token.text().substring(equals + 1), span);
    String name = token.text().substring(0, equals);
    hosts.forEach(host -> into.hostVariable(host, name, value));
  }

  private Span at(ShellWords.Token token, int number) {
    return new Span(fileName, number, token.column() + 1, Math.max(1, token.length()));
  }

  private String shown(String text) {
    return secret ? "********" : text;
  }

  private Value typed(String text, Span span) {
    Value value =
        TemplateMarking.mark(
            PythonLiteral.read(text.strip()).orElseGet(() -> new Value.Text(text)), span);
    return secret ? new Value.Secret(value) : value;
  }

  /** Whether a text's first line of substance could be INI: a section or host, not YAML. */
  static boolean looksLikeIni(String text) {
    return text.lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("#") && !l.startsWith(";"))
        .findFirst()
        .map(
            l ->
                l.startsWith("[")
                    || !(l.endsWith(":")
                        || l.startsWith("---")
                        || l.startsWith("{")
                        || l.toLowerCase(Locale.ROOT).matches("[\\w.-]+:\\s.*")))
        .orElse(true);
  }
}
