package dev.play.lint.rule;

import dev.play.lint.Findings;
import dev.play.lint.seen.Scalars;
import dev.play.lint.seen.SourceFile;
import dev.play.lint.seen.TaskSeen;
import dev.play.playbook.Keyword;
import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.Optional;
import java.util.Set;

/** Rules for how tasks are written, and for what is deprecated. */
public final class StyleRules {
  private static final Set<String> COMMANDS =
      Set.of("command", "shell", "raw", "script", "win_command", "win_shell", "meta", "set_fact");
  private static final Set<String> STATEMENTS =
      Set.of(
          "include_tasks",
          "import_tasks",
          "include_role",
          "import_role",
          "import_playbook",
          "include");

  /** Loops whose items are texts by right. */
  private static final Set<String> TEXTS =
      Set.of(
          "fileglob",
          "filetree",
          "lines",
          "sequence",
          "inventory_hostnames",
          "random_choice",
          "env",
          "file",
          "ini",
          "url",
          "password",
          "pipe",
          "first_found",
          "varnames",
          "vars");

  private StyleRules() {}

  /** no-free-form. */
  public static void freeForm(TaskSeen task, Findings findings) {
    Optional<Node> written = task.written();
    boolean text = written.filter(Node.Scalar.class::isInstance).isPresent();
    boolean arguments =
        task.call().arguments().stream()
            .anyMatch(a -> written.isPresent() && isIn(a.key().span(), written.get().span()));
    if (text && arguments && !STATEMENTS.contains(task.module())) {
      findings.at(
          written.get().span(),
          COMMANDS.contains(task.module())
              ? "arguments among the words of a command"
              : "arguments as NAME=VALUE",
          "write them as a dictionary, a line each");
    }
  }

  private static boolean isIn(Span inner, Span outer) {
    return inner.line() > outer.line()
        || (inner.line() == outer.line() && inner.column() >= outer.column());
  }

  /** fqcn. */
  public static void fullName(TaskSeen task, Findings findings) {
    String name = task.call().name();
    if (!name.contains(".")) {
      findings.at(
          task.call().span(),
          name + " is a short name",
          "write ansible.builtin." + name + " where it is Ansible's own");
    }
  }

  /** deprecated-local-action. */
  public static void localAction(TaskSeen task, Findings findings) {
    if (task.call().local()) {
      findings.at(
          task.keywords().span(Keyword.LOCAL_ACTION).orElse(task.span()),
          "local_action is the old way",
          "use delegate_to: localhost");
    }
  }

  /** deprecated-bare-vars. */
  public static void bareVariable(TaskSeen task, Findings findings) {
    Optional<String> lookup = task.task().loopLookup();
    Optional<Node> items = task.task().loopItems();
    if (lookup.isEmpty() || items.isEmpty()) {
      return;
    }
    boolean bare =
        items.get() instanceof Node.Scalar text
            && !Scalars.isTemplate(text)
            && text.text().matches("[a-zA-Z_]\\w*(\\.\\w+)*");
    if (bare && !TEXTS.contains(lookup.get())) {
      findings.at(
          items.get().span(),
          "a bare name is text, not the variable of that name",
          "write \"{{ " + ((Node.Scalar) items.get()).text() + " }}\"");
    }
  }

  /** deprecated-include. */
  public static void include(TaskSeen task, Findings findings) {
    if (task.module().equals("include")) {
      findings.at(
          task.call().span(),
          "include is gone",
          "use import_tasks, or include_tasks where it loops");
    }
  }

  /** ignore-errors. */
  public static void ignoreErrors(TaskSeen task, Findings findings) {
    Optional<Node.Scalar> ignored = task.keywords().scalar(Keyword.IGNORE_ERRORS);
    boolean yes =
        ignored
            .filter(
                i ->
                    TaskSeen.isTrue(i)
                        || (Scalars.isTemplate(i) && !i.text().contains("ansible_check_mode")))
            .isPresent();
    if (yes && !task.keywords().has(Keyword.REGISTER)) {
      findings.at(
          ignored.get().span(),
          "all errors are passed over",
          "say by failed_when which may be, or register the result and look at it");
    }
  }

  /** no-tabs. */
  public static void tabs(SourceFile file, Findings findings) {
    for (int i = 0; i < file.lines().size(); i++) {
      String line = file.lines().get(i);
      int tab = line.indexOf('\t');
      if (tab >= 0 && !line.stripLeading().startsWith("#")) {
        findings.at(
            new Span(file.name(), i + 1, tab + 1, 1), "a tab", "use spaces, or \\t in quotes");
      }
    }
  }
}
