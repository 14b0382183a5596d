package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.cli.terminal.Terminal;
import dev.play.lint.Rule;
import dev.play.lint.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int lint(String... args) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of("lint"));
    all.addAll(List.of(args));
    return Main.execute(
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin"),
            directory,
            directory,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            Clock.systemUTC()),
        all.toArray(String[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String name(JsonNode finding) {
    return finding.path("rule").asText() + " " + finding.path("line").asInt();
  }

  private Set<String> found(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(args));
    lint(all.toArray(String[]::new));
    Set<String> rules = new TreeSet<>();
    new ObjectMapper().readTree(out()).forEach(one -> rules.add(name(one)));
    return rules;
  }

  /** Of a rule: a task that it is against, and one that it is not. */
  record Pair(String rule, String bad, String good) {
    @Override
    public String toString() {
      return rule;
    }
  }

  static List<Pair> tasks() {
    return List.of(
        new Pair("no-changed-when", "command: make it", "{command: make it, changed_when: false}"),
        new Pair("no-changed-when", "shell: a; b", "shell: {cmd: a; b, creates: /x}"),
        new Pair("command-instead-of-shell", "shell: make it", "shell: make it > log"),
        new Pair(
            "command-instead-of-shell", "shell: echo 'a | b'", "shell: {cmd: x, executable: y}"),
        new Pair("command-instead-of-module", "command: /usr/bin/curl x", "command: curling"),
        new Pair(
            "command-instead-of-module", "shell: systemctl start x", "shell: systemctl status x"),
        new Pair("risky-shell-pipe", "shell: cat x | wc", "shell: set -o pipefail; cat x | wc"),
        new Pair(
            "risky-shell-pipe", "shell: \"cat {{ a | b }} | wc\"", "shell: \"x {{ a | b }} || y\""),
        new Pair("inline-env-var", "command: A=b make", "shell: A=b make"),
        new Pair(
            "risky-file-permissions",
            "copy: {src: a, dest: /a}",
            "copy: {src: a, dest: /a, mode: preserve}"),
        new Pair(
            "risky-file-permissions",
            "file: {path: /a, state: touch}",
            "file: {path: /a, state: absent}"),
        new Pair(
            "risky-file-permissions",
            "lineinfile: {path: /a, line: b, create: true}",
            "lineinfile: {path: /a, line: b}"),
        new Pair("risky-octal", "file: {path: /a, mode: 644}", "file: {path: /a, mode: 0644}"),
        new Pair(
            "package-latest",
            "apt: {name: a, state: latest}",
            "apt: {name: a, state: latest, only_upgrade: true}"),
        new Pair(
            "latest[git]", "git: {repo: a, dest: /b}", "git: {repo: a, dest: /b, version: v1}"),
        new Pair(
            "no-relative-paths",
            "copy: {src: ../a, dest: /a}",
            "copy: {src: ../a, dest: /a, remote_src: true}"),
        new Pair(
            "no-log-password",
            "{user: {name: a, password: \"{{ item }}\"}, loop: \"{{ x }}\"}",
            "{user: {name: a, password: \"{{ item }}\"}, loop: \"{{ x }}\", no_log: true}"),
        new Pair("literal-compare", "{debug: , when: a == true}", "{debug: , when: a == 'true'}"),
        new Pair("literal-compare", "{debug: , when: [b, False != a]}", "{debug: , when: a}"),
        new Pair("no-jinja-when", "{debug: , when: \"{{ a }}\"}", "{debug: , when: a}"),
        new Pair(
            "no-handler", "{debug: , when: a is changed}", "{debug: , when: a is changed and b}"),
        new Pair("no-handler", "{debug: , when: [a.changed]}", "{debug: , when: [a.rc]}"),
        new Pair("jinja[invalid]", "{debug: , when: (a}", "{debug: , when: (a)}"),
        new Pair("jinja[spacing]", "debug: {msg: \"{{a}}\"}", "debug: {msg: \"{{- a }}{{ {} }}\"}"),
        new Pair("name[casing]", "{debug: , name: small}", "{debug: , name: Big}"),
        new Pair(
            "name[template]", "{debug: , name: \"A {{ b }} c\"}", "{debug: , name: \"A {{ b }}\"}"),
        new Pair("key-order", "{debug: , name: A}", "{name: A, debug: }"),
        new Pair("key-order", "{block: [{debug: }], when: a}", "{when: a, block: [{debug: }]}"),
        new Pair(
            "partial-become",
            "{debug: , become_user: a}",
            "{debug: , become: true, become_user: a}"),
        new Pair("var-naming[pattern]", "set_fact: {badName: 1}", "set_fact: {good_name: 1}"),
        new Pair("var-naming[pattern]", "{debug: , register: a-b}", "{debug: , register: a_b}"),
        new Pair(
            "var-naming[no-keyword]", "{debug: , vars: {class: 1}}", "{debug: , vars: {klass: 1}}"),
        new Pair(
            "var-naming[no-reserved]",
            "{debug: , vars: {hostvars: 1}}",
            "{debug: , vars: {hosts: 1}}"),
        new Pair("no-free-form", "copy: src=a dest=/b", "copy: {src: a, dest: /b}"),
        new Pair("no-free-form", "command: creates=/a make", "command: make a=b"),
        new Pair(
            "deprecated-local-action", "local_action: debug", "{debug: , delegate_to: localhost}"),
        new Pair(
            "deprecated-bare-vars",
            "{debug: , with_items: things}",
            "{debug: , with_items: \"{{ things }}\"}"),
        new Pair("deprecated-include", "include: a.yml", "include_tasks: a.yml"),
        new Pair(
            "ignore-errors",
            "{debug: , ignore_errors: true}",
            "{debug: , ignore_errors: true, register: a}"),
        new Pair("fqcn", "debug: ", "ansible.builtin.debug: "),
        new Pair("empty-string-compare", "{debug: , when: a == ''}", "{debug: , when: a == 'b'}"),
        new Pair("syntax-check", "{debug: , whn: a}", "{debug: , when: a}"),
        new Pair("name[missing]", "debug: ", "{name: A, debug: }"));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void isAgainstOneAndNotAgainstTheOther(Pair pair) throws IOException {
    write("tasks/bad.yml", "---\n- " + pair.bad() + "\n");
    write("tasks/good.yml", "---\n- " + pair.good() + "\n");
    assertThat(found("--only", pair.rule(), "tasks/bad.yml")).containsExactly(pair.rule() + " 2");
    assertThat(found("--only", pair.rule(), "tasks/good.yml")).isEmpty();
  }

  @Test
  void knowsHandlersAndWhatIsAroundATask() throws IOException {
    write("handlers/main.yml", "- {name: Make, command: make, when: a is changed}\n");
    write(
        "site.yml",
        """
        - name: Play
          hosts: all
          become: true
          tasks:
            - name: Task
              debug:
              become_user: me
        """);
    assertThat(found()).isEmpty();
    assertThat(lint()).isZero();
    assertThat(out()).isEqualTo("0 findings, 0 warnings in 2 files\n");
  }

  @Test
  void looksAtRolesAsAWhole() throws IOException {
    write("roles/Web-Server/defaults/main.yml", "used: 1\nunused: 2\nclass: 3\n");
    write(
        "roles/Web-Server/tasks/main.yml",
        """
        - name: One
          template: {src: a.j2, dest: /a, mode: "0644"}
          notify: told
        - name: Two
          copy: {src: "{{ used }}.conf", dest: /b, mode: "0644"}
        """);
    write(
        "roles/Web-Server/handlers/main.yml",
        "- {name: told, debug: }\n- {name: other, debug: }\n");
    write("roles/Web-Server/templates/a.j2", "{{ used }}\n");
    write("roles/Web-Server/files/x.conf", "");
    write("roles/Web-Server/files/left.txt", "");
    assertThat(found("--skip", "name"))
        .containsExactlyInAnyOrder(
            "role-name 0",
            "unused[variable] 2",
            "unused[variable] 3",
            "var-naming[no-keyword] 3",
            "unused[handler] 2",
            "unused[file] 0");
    assertThat(lint("--only", "role-name")).isEqualTo(2);
    assertThat(lint("--only", "key-order")).isZero();
    assertThat(lint("--skip", "name,role-name,var-naming")).isZero();
  }

  @Test
  void keepsStillWhereACommentSaysSo() throws IOException {
    write(
        "tasks/main.yml",
        """
        - name: One
          command: make  # noqa: no-changed-when
        - name: Two  # noqa no-changed-when risky-shell-pipe
          command: make
        - name: Three  # noqa: name
          command: make
        """);
    assertThat(found()).containsExactly("no-changed-when 6");
  }

  @Test
  void takesItsSettingsFromAFile() throws IOException {
    write("tasks/some.yml", "- command: make\n");
    write("old/tasks/some.yml", "- command: make\n");
    write(
        ".play-lint.yml",
        "skip_list: [name]\nwarn_list: [no-changed-when]\nenable_list: [fqcn]\nexclude_paths: [old/]\n");
    assertThat(lint()).isEqualTo(2);
    assertThat(out())
        .contains("tasks/some.yml:1:3: no-changed-when (warning): ")
        .contains(
            "tasks/some.yml:1:3: fqcn: command is a short name\n    - command: make\n      ^~~~~~~\n  hint: ")
        .contains("1 finding, 1 warning in 1 file: 1 fqcn");
    write(".play-lint.yml", "skip_lst: [name]\nskip_list: [nmae]\n");
    assertThat(lint()).isOne();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("did you mean skip_list?", "there is no rule nmae");
  }

  @Test
  void takesWhatFitsFromTheSettingsOfAnsiblesLinter() throws IOException {
    write("tasks/some.yml", "- command: make\n");
    write(".ansible-lint", "profile: basic\nskip_list: [name, 'no-such-rule', no-changed-when]\n");
    assertThat(lint()).isZero();
  }

  @Test
  void saysWhatIsWrongWithTheCommandLine() {
    assertThat(lint("--skip", "nmae")).isOne();
    assertThat(lint("nowhere")).isOne();
    assertThat(lint("--rules")).isZero();
    assertThat(out()).contains("no-changed-when", "(off)");
  }

  @Test
  void isTriedByThisTestRuleByRule() {
    List<String> elsewhere =
        List.of(
            "role-name",
            "unused[variable]",
            "unused[handler]",
            "unused[file]",
            "no-tabs",
            "name[play]",
            "yaml[key-duplicates]");
    assertThat(Rules.all().stream().map(Rule::id).distinct())
        .allSatisfy(
            id ->
                assertThat(
                        elsewhere.contains(id)
                            || tasks().stream().anyMatch(p -> p.rule().equals(id)))
                    .describedAs(id)
                    .isTrue());
  }

  @Test
  void seesTabsDuplicatesBrokenFilesAndPlaysWithoutNames() throws IOException {
    write("site.yml", "- hosts: all\n  vars: {a: {b: 1, b: 2}}\n  vars_files: [\"a\tb\"]\n");
    write("broken.yml", "- hosts: all\n  tasks: [\n");
    write("group_vars/all.yml", "a: 1\na: 2\n");
    assertThat(found())
        .containsExactlyInAnyOrder(
            "name[play] 1", "no-tabs 3", "yaml[key-duplicates] 1", "syntax-check 3");
  }
}
