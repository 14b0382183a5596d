package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ansible's documented 22 levels of variables (docs.ansible.com, "Understanding variable
 * precedence"), each by whole runs: of two neighbours that say something the later one wins.
 */
class DocumentedPrecedenceTest {
  /** In Ansible's words and order. */
  enum Level {
    COMMAND_LINE_VALUES,
    ROLE_DEFAULTS,
    INVENTORY_FILE_OR_SCRIPT_GROUP_VARS,
    INVENTORY_GROUP_VARS_ALL,
    PLAYBOOK_GROUP_VARS_ALL,
    INVENTORY_GROUP_VARS,
    PLAYBOOK_GROUP_VARS,
    INVENTORY_FILE_OR_SCRIPT_HOST_VARS,
    INVENTORY_HOST_VARS,
    PLAYBOOK_HOST_VARS,
    HOST_FACTS,
    PLAY_VARS,
    PLAY_VARS_PROMPT,
    PLAY_VARS_FILES,
    ROLE_VARS,
    BLOCK_VARS,
    TASK_VARS,
    INCLUDE_VARS,
    SET_FACTS_AND_REGISTERED_VARS,
    ROLE_PARAMS,
    INCLUDE_PARAMS,
    EXTRA_VARS;

    @Override
    public String toString() {
      return (ordinal() + 1) + " " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A fact that every host has; a name that the command line can set for the first level. */
  private static final String FACT = "ansible_system";

  private static final String USER = "ansible_user";

  @TempDir Path directory = Path.of(".");
  private Set<Level> said = Set.of();
  private String variable = FACT;

  static Stream<Arguments> neighbours() {
    Level[] all = Level.values();
    return IntStream.range(1, all.length).mapToObj(i -> Arguments.of(all[i - 1], all[i]));
  }

  @ParameterizedTest(name = "{1} wins over {0}")
  @MethodSource("neighbours")
  void theLaterLevelWins(Level weaker, Level stronger) throws IOException {
    assertThat(shown(EnumSet.of(weaker, stronger)))
        .isEqualTo(stronger == Level.HOST_FACTS ? "Linux" : stronger.name());
  }

  @ParameterizedTest(name = "{0} wins over nothing")
  @MethodSource("levels")
  void eachLevelIsSeenWhereNoOtherSaysAnything(Level level) throws IOException {
    assertThat(shown(EnumSet.of(level)))
        .isEqualTo(level == Level.HOST_FACTS ? "Linux" : level.name());
  }

  static Stream<Level> levels() {
    return Stream.of(Level.values());
  }

  @Test
  void extraVarsWinOverAllOthersTogether() throws IOException {
    Set<Level> all = EnumSet.allOf(Level.class);
    assertThat(shown(all)).isEqualTo("EXTRA_VARS");
    all.remove(Level.EXTRA_VARS);
    assertThat(shown(all)).isEqualTo("INCLUDE_PARAMS");
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** {@code NAME: VALUE} where the level says something; a name nobody asks for where not. */
  private String says(Level level) {
    return (said.contains(level) ? variable : "other") + ": " + level.name();
  }

  private void inventory() throws IOException {
    write(
        "inventory/hosts.yml",
        "web: {hosts: {me: {ansible_connection: local, %s}}, vars: {%s}}\n"
            .formatted(
                says(Level.INVENTORY_FILE_OR_SCRIPT_HOST_VARS),
                says(Level.INVENTORY_FILE_OR_SCRIPT_GROUP_VARS)));
    write("inventory/group_vars/all.yml", says(Level.INVENTORY_GROUP_VARS_ALL) + "\n");
    write("inventory/group_vars/web.yml", says(Level.INVENTORY_GROUP_VARS) + "\n");
    write("inventory/host_vars/me.yml", says(Level.INVENTORY_HOST_VARS) + "\n");
    write("group_vars/all.yml", says(Level.PLAYBOOK_GROUP_VARS_ALL) + "\n");
    write("group_vars/web.yml", says(Level.PLAYBOOK_GROUP_VARS) + "\n");
    write("host_vars/me.yml", says(Level.PLAYBOOK_HOST_VARS) + "\n");
  }

  private void role() throws IOException {
    write("roles/r/defaults/main.yml", says(Level.ROLE_DEFAULTS) + "\n");
    write("roles/r/vars/main.yml", says(Level.ROLE_VARS) + "\n");
    write("roles/r/vars/included.yml", says(Level.INCLUDE_VARS) + "\n");
    write(
        "roles/r/tasks/main.yml",
        """
        - vars: {%s}
          block:
            - include_vars: included.yml
            - set_fact: {%s}
            - include_tasks: show.yml
              vars: {%s}
        """
            .formatted(
                says(Level.BLOCK_VARS),
                says(Level.SET_FACTS_AND_REGISTERED_VARS),
                says(Level.INCLUDE_PARAMS)));
    write(
        "roles/r/tasks/show.yml",
        "- vars: {%s}\n  debug: {msg: \"<{{ %s }}>\"}\n"
            .formatted(says(Level.TASK_VARS), variable));
  }

  private String shown(Set<Level> levels) throws IOException {
    said = levels;
    boolean first = levels.contains(Level.COMMAND_LINE_VALUES) && levels.size() < 3;
    variable = first ? USER : FACT;
    inventory();
    role();
    write("more.yml", says(Level.PLAY_VARS_FILES) + "\n");
    String prompt =
        levels.contains(Level.PLAY_VARS_PROMPT)
            ? "  vars_prompt: [{name: %s, default: PLAY_VARS_PROMPT, private: false}]\n"
                .formatted(variable)
            : "";
    write(
        "site.yml",
        "- hosts: web\n  gather_facts: %s\n  vars: {%s}\n%s  vars_files: [more.yml]\n  roles: [{role: r, %s}]\n"
            .formatted(
                levels.contains(Level.HOST_FACTS),
                says(Level.PLAY_VARS),
                prompt,
                says(Level.ROLE_PARAMS)));
    List<String> command = new ArrayList<>(List.of("run", "site.yml", "-i", "inventory"));
    if (levels.contains(Level.EXTRA_VARS)) {
      command.addAll(List.of("-e", variable + "=EXTRA_VARS"));
    }
    if (first) {
      command.addAll(List.of("-u", "COMMAND_LINE_VALUES"));
    }
    String told = run(command);
    int at = told.indexOf('<');
    assertThat(at).describedAs(told).isPositive();
    return told.substring(at + 1, told.indexOf('>', at));
  }

  private String run(List<String> command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"),
            directory,
            directory,
            stream,
            stream,
            null,
            Clock.systemUTC());
    Main.execute(terminal, command.toArray(String[]::new));
    return out.toString(StandardCharsets.UTF_8);
  }
}
