package dev.play.lint.rule;

import dev.play.lint.Findings;
import dev.play.lint.seen.TaskSeen;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.Optional;
import java.util.Set;

/** Rules for tasks about files, packages and repositories. */
public final class FileRules {
  private static final Set<String> CREATORS =
      Set.of("archive", "assemble", "copy", "get_url", "htpasswd", "ini_file", "template");
  private static final Set<String> CREATE_IF_ASKED = Set.of("blockinfile", "lineinfile");
  private static final Set<String> PACKAGES =
      Set.of(
          "apk",
          "apt",
          "bundler",
          "dnf",
          "dnf5",
          "easy_install",
          "gem",
          "homebrew",
          "npm",
          "openbsd_pkg",
          "package",
          "pacman",
          "pip",
          "pkgng",
          "yarn",
          "yum",
          "zypper");
  private static final Set<String> NO_FILE = Set.of("absent", "link", "hard");

  private FileRules() {}

  /** risky-file-permissions. */
  public static void permissions(TaskSeen task, Findings findings) {
    if (task.has("mode") || task.call().wholeArguments().isPresent() || !creates(task)) {
      return;
    }
    findings.at(
        task.call().span(),
        "a new file gets whatever mode the host gives it",
        "set mode, for example mode: \"0644\"");
  }

  private static boolean creates(TaskSeen task) {
    String module = task.module();
    String state = task.text("state");
    if (NO_FILE.contains(state)) {
      return false;
    }
    if (CREATE_IF_ASKED.contains(module)) {
      return task.isTrue("create");
    }
    if (module.equals("file")) {
      return (state.equals("touch") || state.equals("directory")) && !task.isTrue("recurse");
    }
    boolean never =
        task.argument("create")
            .filter(c -> !TaskSeen.isTrue(c) && !(c.value() instanceof Value.Template))
            .isPresent();
    return CREATORS.contains(module) && !never;
  }

  /** risky-octal. */
  public static void octal(TaskSeen task, Findings findings) {
    for (String name : Set.of("mode", "directory_mode")) {
      Optional<Node.Scalar> mode = task.argument(name);
      if (mode.isPresent()
          && mode.get().style() == Node.Style.PLAIN
          && mode.get().value() instanceof Value.Int
          && !mode.get().text().startsWith("0")) {
        findings.at(
            mode.get().span(),
            name + ": " + mode.get().text() + " is a decimal number, not a mode",
            "write it as \"0" + mode.get().text() + "\"");
      }
    }
  }

  /** package-latest. */
  public static void latest(TaskSeen task, Findings findings) {
    boolean held =
        task.isTrue("only_upgrade") || task.isTrue("update_only") || task.isTrue("download_only");
    if (PACKAGES.contains(task.module()) && task.text("state").equals("latest") && !held) {
      findings.at(
          task.argument("state").map(Node.Scalar::span).orElse(task.span()),
          "which version is installed depends on the day",
          "use state: present, or name the version");
    }
  }

  /** latest[git]. */
  public static void gitHead(TaskSeen task, Findings findings) {
    String version = task.text("version");
    boolean moving = version.isEmpty() || version.equals("HEAD");
    if (task.module().equals("git")
        && moving
        && task.call().wholeArguments().isEmpty()
        && !task.has("clone")) {
      findings.at(
          task.call().span(),
          "what is checked out depends on the day",
          "set version to a tag or commit");
    }
  }

  /** no-relative-paths. */
  public static void relative(TaskSeen task, Findings findings) {
    Optional<Node.Scalar> source = task.argument("src");
    String part = task.module().equals("template") ? "templates" : "files";
    boolean local =
        Set.of("copy", "template").contains(task.module()) && !task.isTrue("remote_src");
    if (local && source.isPresent() && source.get().text().startsWith("../")) {
      findings.at(
          source.get().span(),
          "a path that leads out of " + part,
          "names are looked for in " + part + "/ anyway");
    }
  }

  /** no-log-password. */
  public static void password(TaskSeen task, Findings findings) {
    if (task.task().loopItems().isEmpty() || task.hasAround(dev.play.playbook.Keyword.NO_LOG)) {
      return;
    }
    for (Node.Entry argument : task.call().arguments()) {
      String name = argument.name();
      boolean secret =
          (name.contains("password") || name.contains("passwd") || name.equals("passphrase"))
              && !name.startsWith("update_")
              && !name.endsWith("_file")
              && !name.equals("password_lock")
              && !name.startsWith("password_expire");
      if (secret
          && argument.value() instanceof Node.Scalar text
          && Expressions.names(text, LoopVariable.of(task))) {
        findings.at(
            argument.key().span(), name + " comes from a loop and may be told", "set no_log: true");
      }
    }
  }
}
