package dev.play.lint.rule;

import dev.play.lint.Findings;
import dev.play.lint.seen.TaskSeen;
import dev.play.playbook.Keyword;
import dev.play.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules for tasks that run commands. */
public final class CommandRules {
  private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");

  /** Which module does better what a program does. */
  private static final Map<String, String> MODULES =
      Map.ofEntries(
          Map.entry("apt-get", "apt"),
          Map.entry("apt", "apt"),
          Map.entry("chkconfig", "service"),
          Map.entry("curl", "get_url or uri"),
          Map.entry("dnf", "dnf"),
          Map.entry("git", "git"),
          Map.entry("mktemp", "tempfile"),
          Map.entry("mount", "mount"),
          Map.entry("patch", "patch"),
          Map.entry("rpm", "package or rpm_key"),
          Map.entry("rsync", "synchronize"),
          Map.entry("sed", "template, replace or lineinfile"),
          Map.entry("service", "service"),
          Map.entry("supervisorctl", "supervisorctl"),
          Map.entry("svn", "subversion"),
          Map.entry("systemctl", "systemd"),
          Map.entry("tar", "unarchive"),
          Map.entry("unzip", "unarchive"),
          Map.entry("useradd", "user"),
          Map.entry("usermod", "user"),
          Map.entry("groupadd", "group"),
          Map.entry("wget", "get_url or uri"),
          Map.entry("yum", "yum"),
          Map.entry("zypper", "package"));

  /** What modules do not do. */
  private static final Map<String, Set<String>> BEYOND =
      Map.of(
          "git",
              Set.of("branch", "log", "lfs", "rev-parse", "show", "status", "describe", "config"),
          "systemctl",
              Set.of(
                  "--version",
                  "get-default",
                  "is-active",
                  "is-enabled",
                  "kill",
                  "list-units",
                  "list-unit-files",
                  "reset-failed",
                  "set-default",
                  "set-property",
                  "show",
                  "show-environment",
                  "status",
                  "cat"),
          "yum", Set.of("clean", "history", "info", "list", "repolist"),
          "dnf", Set.of("clean", "history", "info", "list", "module", "repolist"),
          "rpm", Set.of("--nodeps", "-q", "-qa", "--query", "-V"),
          "apt-get", Set.of("clean", "download"),
          "apt", Set.of("list", "show"));

  private CommandRules() {}

  /** no-changed-when. */
  public static void changedWhen(TaskSeen task, Findings findings) {
    boolean command = COMMANDS.contains(task.module()) && !task.handler();
    boolean guarded = task.has("creates") || task.has("removes");
    if (command && !guarded && !task.keywords().has(Keyword.CHANGED_WHEN)) {
      findings.at(
          task.call().span(),
          "a command that is told as changed each time",
          "say when it changes something by changed_when, creates or removes");
    }
  }

  /** command-instead-of-shell. */
  public static void plainCommand(TaskSeen task, Findings findings) {
    Optional<Node.Scalar> command = task.command();
    if (task.module().equals("shell")
        && command.isPresent()
        && !task.has("executable")
        && !ShellText.of(command.get().text()).needsShell()) {
      findings.at(task.call().span(), "nothing here needs a shell", "use command");
    }
  }

  /** command-instead-of-module. */
  public static void module(TaskSeen task, Findings findings) {
    if (!Set.of("command", "shell").contains(task.module()) || task.command().isEmpty()) {
      return;
    }
    List<String> words = ShellText.of(task.command().get().text()).words();
    if (words.isEmpty()) {
      return;
    }
    String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
    String module = MODULES.get(program);
    Set<String> beyond = BEYOND.getOrDefault(program, Set.of());
    if (module != null && words.stream().noneMatch(beyond::contains)) {
      findings.at(
          task.command().get().span(),
          program + " is used where a module would do",
          "use " + module);
    }
  }

  /** risky-shell-pipe. */
  public static void pipe(TaskSeen task, Findings findings) {
    if (!task.module().equals("shell") || task.command().isEmpty()) {
      return;
    }
    boolean ignored =
        task.keywords().scalar(Keyword.IGNORE_ERRORS).filter(TaskSeen::isTrue).isPresent();
    ShellText text = ShellText.of(task.command().get().text());
    boolean other = task.text("executable").contains("pwsh");
    if (!ignored && !other && text.pipes() && !text.setsPipefail()) {
      findings.at(
          task.command().get().span(),
          "the failure of a command before a pipe goes unnoticed",
          "begin with `set -o pipefail` and set executable: /bin/bash");
    }
  }

  /** inline-env-var. */
  public static void environment(TaskSeen task, Findings findings) {
    if (!task.module().equals("command") || task.call().freeText().isEmpty()) {
      return;
    }
    String first =
        ShellText.of(task.call().freeText().get().text()).words().stream().findFirst().orElse("");
    if (first.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
      findings.at(
          task.call().freeText().get().span(),
          "command sets no variables: " + first + " is taken for the program",
          "use environment, or shell");
    }
  }
}
