package dev.play.lint.rule;

import dev.play.compile.text.VariableNames;
import dev.play.lint.Findings;
import dev.play.lint.seen.FileKind;
import dev.play.lint.seen.ScopeSeen;
import dev.play.lint.seen.SourceFile;
import dev.play.playbook.Keyword;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules for the names of variables. */
public final class VariableRules {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  /** What the engine sets, or plays do. */
  private static final Set<String> RESERVED =
      Set.of(
          "ansible_facts",
          "ansible_play_batch",
          "ansible_play_hosts",
          "ansible_version",
          "environment",
          "group_names",
          "groups",
          "hostvars",
          "inventory_dir",
          "inventory_file",
          "inventory_hostname",
          "inventory_hostname_short",
          "omit",
          "play_hosts",
          "playbook_dir",
          "role_name",
          "role_path",
          "vars");

  private VariableRules() {}

  /** var-naming[pattern]. */
  public static void pattern(ScopeSeen scope, Findings findings) {
    told(scope, VariableRules::isOdd, findings, "lower case letters, digits and _ read best");
  }

  /** var-naming[no-keyword]. */
  public static void keyword(ScopeSeen scope, Findings findings) {
    told(scope, VariableNames::isWord, findings, "it is a word of the language");
  }

  /** var-naming[no-reserved]. */
  public static void reserved(ScopeSeen scope, Findings findings) {
    told(scope, RESERVED::contains, findings, "play sets it itself");
  }

  /** The same three for files of variables. */
  public static void pattern(SourceFile file, Findings findings) {
    told(file, VariableRules::isOdd, findings, "lower case letters, digits and _ read best");
  }

  public static void keyword(SourceFile file, Findings findings) {
    told(file, VariableNames::isWord, findings, "it is a word of the language");
  }

  public static void reserved(SourceFile file, Findings findings) {
    told(file, RESERVED::contains, findings, "play sets it itself");
  }

  private static boolean isOdd(String name) {
    boolean template = name.contains("{{");
    return !template && !NAME.matcher(name).matches() && !VariableNames.isWord(name);
  }

  private static void told(
      ScopeSeen scope, Predicate<String> wrong, Findings findings, String why) {
    for (Node.Scalar name : names(scope)) {
      told(name, wrong, findings, why);
    }
  }

  private static void told(
      SourceFile file, Predicate<String> wrong, Findings findings, String why) {
    if (file.kind() == FileKind.VARIABLES
        && file.yaml().root().orElse(null) instanceof Node.Mapping mapping) {
      mapping.entries().forEach(entry -> told(entry.key(), wrong, findings, why));
    }
  }

  private static void told(
      Node.Scalar name, Predicate<String> wrong, Findings findings, String why) {
    if (wrong.test(name.text())) {
      findings.at(name.span(), "no good name for a variable: " + name.text(), why);
    }
  }

  /** What a play, block or task defines: vars, register, set_fact. */
  private static List<Node.Scalar> names(ScopeSeen scope) {
    List<Node.Scalar> found = new ArrayList<>();
    scope
        .keywords()
        .get(Keyword.VARS)
        .filter(Node.Mapping.class::isInstance)
        .map(Node.Mapping.class::cast)
        .ifPresent(vars -> vars.entries().forEach(entry -> found.add(entry.key())));
    scope.keywords().scalar(Keyword.REGISTER).ifPresent(found::add);
    for (String module : List.of("set_fact", "ansible.builtin.set_fact")) {
      if (scope.raw().get(module).orElse(null) instanceof Node.Mapping facts) {
        facts.entries().stream()
            .filter(entry -> !entry.name().equals("cacheable"))
            .forEach(entry -> found.add(entry.key()));
      }
    }
    return found;
  }
}
