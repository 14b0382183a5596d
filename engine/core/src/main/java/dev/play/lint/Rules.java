package dev.play.lint;

import dev.play.lint.rule.CommandRules;
import dev.play.lint.rule.ConditionRules;
import dev.play.lint.rule.FileRules;
import dev.play.lint.rule.NameRules;
import dev.play.lint.rule.RoleRules;
import dev.play.lint.rule.StyleRules;
import dev.play.lint.rule.UnusedRules;
import dev.play.lint.rule.VariableRules;
import java.util.ArrayList;
import java.util.List;

/** All rules. Names and meaning follow ansible-lint's documentation where it has such a rule. */
public final class Rules {
  /** What the parser itself finds. */
  static final Rule SYNTAX = Rule.file("syntax-check", "files parse", (file, findings) -> {});

  /** Keys that are given twice, of which only the last counts. */
  static final Rule DUPLICATES =
      Rule.file("yaml[key-duplicates]", "keys are given once", (file, findings) -> {});

  private Rules() {}

  /** All of them, in order of their names. */
  public static List<Rule> all() {
    List<Rule> rules = new ArrayList<>(List.of(SYNTAX, DUPLICATES));
    rules.addAll(commands());
    rules.addAll(files());
    rules.addAll(conditions());
    rules.addAll(names());
    rules.addAll(style());
    rules.addAll(roles());
    rules.sort(java.util.Comparator.comparing(Rule::id));
    return List.copyOf(rules);
  }

  private static List<Rule> commands() {
    return List.of(
        Rule.task(
            "no-changed-when",
            "commands say when they change something",
            CommandRules::changedWhen),
        Rule.task(
            "command-instead-of-shell", "shell is for what needs one", CommandRules::plainCommand),
        Rule.task("command-instead-of-module", "modules instead of programs", CommandRules::module),
        Rule.task("risky-shell-pipe", "pipes fail when a part of them does", CommandRules::pipe),
        Rule.task("inline-env-var", "command sets no variables", CommandRules::environment));
  }

  private static List<Rule> files() {
    return List.of(
        Rule.task("risky-file-permissions", "new files have a mode", FileRules::permissions),
        Rule.task("risky-octal", "modes are octal", FileRules::octal),
        Rule.task("package-latest", "packages change when somebody wants it", FileRules::latest),
        Rule.task("latest[git]", "checkouts name a version", FileRules::gitHead),
        Rule.task("no-relative-paths", "files lie in files/ and templates/", FileRules::relative),
        Rule.task("no-log-password", "passwords from loops are not told", FileRules::password));
  }

  private static List<Rule> conditions() {
    return List.of(
        Rule.scope("literal-compare", "no comparison with true or false", ConditionRules::literal),
        Rule.scope("empty-string-compare", "no comparison with ''", ConditionRules::empty)
            .as(Rule.State.OFF),
        Rule.scope("no-jinja-when", "conditions have no braces", ConditionRules::braces),
        Rule.task("no-handler", "what follows a change is a handler", ConditionRules::handler),
        Rule.scope("jinja[invalid]", "expressions parse", ConditionRules::invalid),
        Rule.scope("jinja[spacing]", "braces stand apart", ConditionRules::spacing)
            .as(Rule.State.WARNS));
  }

  private static List<Rule> names() {
    return List.of(
        Rule.task("name[missing]", "tasks have names", NameRules::missing),
        Rule.scope("name[play]", "plays have names", NameRules::play),
        Rule.scope("name[casing]", "names begin with a capital", NameRules::casing),
        Rule.scope("name[template]", "templates end names", NameRules::template),
        Rule.scope("key-order", "name comes first, keywords above the block", NameRules::order),
        Rule.scope("partial-become", "become_user stands with become", NameRules::become),
        Rule.scope("var-naming[pattern]", "variables are in lower case", VariableRules::pattern),
        Rule.file("var-naming[pattern]", "variables are in lower case", VariableRules::pattern),
        Rule.scope("var-naming[no-keyword]", "no words of the language", VariableRules::keyword),
        Rule.file("var-naming[no-keyword]", "no words of the language", VariableRules::keyword),
        Rule.scope("var-naming[no-reserved]", "no names that play sets", VariableRules::reserved),
        Rule.file("var-naming[no-reserved]", "no names that play sets", VariableRules::reserved));
  }

  private static List<Rule> style() {
    return List.of(
        Rule.task("no-free-form", "arguments are a dictionary", StyleRules::freeForm),
        Rule.task("fqcn", "modules with their collection", StyleRules::fullName).as(Rule.State.OFF),
        Rule.task("deprecated-local-action", "delegate_to instead", StyleRules::localAction),
        Rule.task(
            "deprecated-bare-vars", "loops over variables have braces", StyleRules::bareVariable),
        Rule.task("deprecated-include", "import_tasks or include_tasks", StyleRules::include),
        Rule.task("ignore-errors", "errors are looked at", StyleRules::ignoreErrors),
        Rule.file("no-tabs", "no tabs", StyleRules::tabs));
  }

  private static List<Rule> roles() {
    return List.of(
        Rule.role("role-name", "roles have names that collections can have", RoleRules::name),
        Rule.role("unused[variable]", "a role uses its defaults", UnusedRules::variables)
            .as(Rule.State.WARNS),
        Rule.role("unused[handler]", "a role notifies its handlers", UnusedRules::handlers)
            .as(Rule.State.WARNS),
        Rule.role("unused[file]", "a role uses its files and templates", UnusedRules::files)
            .as(Rule.State.WARNS));
  }
}
