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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path on this machine, without becoming anybody. */
class MainTest {
  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int play(String... args) {
    out.reset();
    err.reset();
    return Main.execute(
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"),
            directory,
            directory,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            Clock.systemUTC()),
        args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void playbook(String text) throws IOException {
    Files.writeString(directory.resolve("site.yml"), text);
  }

  @Test
  void checksThenConvergesThenFindsNothingToDo() throws IOException {
    playbook(
        """
        - hosts: localhost
          vars: {place: PLACE}
          tasks:
            - file: {path: "{{ place }}/d", state: directory, mode: "0755"}
            - copy: {content: "hello\\n", dest: "{{ place }}/d/f", mode: "0644"}
        """
            .replace("PLACE", directory.toString()));
    assertThat(play("check", "site.yml")).isZero();
    assertThat(out()).contains("would change: [localhost]", "would change=2", "+hello");
    assertThat(directory.resolve("d")).doesNotExist();
    assertThat(play("run", "site.yml")).isZero();
    assertThat(out()).contains("changed: [localhost]", "ok=2", "changed=2");
    assertThat(directory.resolve("d/f")).hasContent("hello\n");
    assertThat(play("run", "site.yml")).isZero();
    assertThat(out()).contains("ok=2", "changed=0");
  }

  @Test
  void tellsTheConfigurationsFileThoughNothingIsChanged() {
    assertThat(play("config", "dump", "--only-changed", "-t", "all")).isZero();
    assertThat(out()).startsWith("CONFIG_FILE() = ");
  }

  @Test
  void knowsInACheckWhatFollowsACommandThatItsGuardHoldsBack() throws IOException {
    Files.writeString(directory.resolve("made"), "");
    String guarded =
        """
        - hosts: localhost
          tasks:
            - shell: echo hi > other
              args: {creates: PLACE/made}
            - command: rm PLACE/gone
              args: {removes: "PLACE/g*ne"}
            - copy: {content: x, dest: PLACE/other}
        """
            .replace("PLACE", directory.toString());
    playbook(guarded);
    assertThat(play("check", "site.yml")).isZero();
    assertThat(out()).contains("ok=3", "would change=1", "unknown=0");
    Files.delete(directory.resolve("made"));
    assertThat(play("check", "site.yml")).isZero();
    assertThat(out())
        .contains("ok=0", "would change=0", "unknown=3")
        .contains("unknown: [localhost] (until it has run)");
    assertThat(directory.resolve("other")).doesNotExist();
  }

  @Test
  void doesNotTellWhatIsCopiedAmongACallsArguments() throws IOException {
    playbook(
        "- {hosts: localhost, tasks: [{copy: {content: unguessable, dest: PLACE/f}}]}\n"
            .replace("PLACE", directory.toString()));
    assertThat(play("run", "site.yml", "-vvv")).isZero();
    assertThat(directory.resolve("f")).hasContent("unguessable");
    assertThat(out()).contains("\"content\": \"********\"").doesNotContain("unguessable");
  }

  @Test
  void saysByItsStatusHowTheRunEnded() throws IOException {
    playbook("- {hosts: localhost, tasks: [{command: /bin/false}]}\n");
    assertThat(play("run", "site.yml")).isEqualTo(2);
    assertThat(out())
        .contains("fatal: [localhost]: FAILED! => {", "\"msg\": \"non-zero return code\"");
    playbook("- {hosts: localhost, tasks: [{comand: x}]}\n");
    assertThat(play("run", "site.yml")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("site.yml:1", "comand");
    playbook("- {hosts: all, tasks: [{ping: }]}\n");
    assertThat(play("run", "site.yml", "-i", "127.0.0.1:1,")).isEqualTo(4);
    assertThat(out()).contains("UNREACHABLE!");
    assertThat(play("run", "--nonsense")).isEqualTo(1);
  }

  @Test
  void warnsOfSlipsInTheTextsOfVariables() throws IOException {
    playbook(
        """
        - hosts: localhost
          vars: {greeting: hello, shout: ["{{ greting }}"]}
          tasks:
            - {debug: {msg: "{{ words }} {{ shout }}"}, vars: {words: "{{ greeting | uppr }}"}}
        """);
    play("run", "site.yml", "--syntax-check");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "there is no filter 'uppr'",
            "did you mean upper?",
            "did you mean greeting?",
            "site.yml:4");
  }

  @Test
  void warnsOfASlipInTheNameOfAFileThatMayNotBeNeeded() throws IOException {
    Files.writeString(directory.resolve("greeting.txt"), "");
    playbook(
        "- {hosts: localhost, tasks: [{copy: {src: greting.txt, dest: /x}, when: wanted is defined}]}\n");
    assertThat(play("run", "site.yml", "--syntax-check")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("[WARNING]: there is no file greting.txt; did you mean greeting.txt?");
  }

  @Test
  void doesNotHoldSyntaxToWhatOnlyTheRealInventoryDefines() throws IOException {
    playbook(
        "- {hosts: localhost, tasks: [{command: 'echo {{ only_there }}', notify: not at hand}]}\n");
    assertThat(play("run", "site.yml", "--syntax-check")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("[WARNING]: nobody defines the variable only_there", "not at hand");
    assertThat(play("run", "site.yml", "--list-tasks")).isZero();
    assertThat(play("run", "site.yml")).isEqualTo(1);
  }

  @Test
  void takesARoleForOneThatIsInACollectionAndOnTheRolesPathByALink() throws IOException {
    Path role = Files.createDirectories(directory.resolve("roles/one/tasks"));
    Files.writeString(role.resolve("main.yml"), "- debug: {msg: found}\n");
    Path collection =
        Files.createDirectories(directory.resolve("collections/ansible_collections/a/b"));
    Files.createSymbolicLink(collection.resolve("roles"), directory.resolve("roles"));
    playbook("- {hosts: localhost, collections: [a.b], roles: [one]}\n");
    assertThat(play("run", "site.yml")).isZero();
    assertThat(out()).contains("found");
  }

  @Test
  void beginsCommandsOnTheControllerBesideThePlaybook() throws IOException {
    Path below = Files.createDirectories(directory.resolve("books"));
    Files.writeString(
        below.resolve("site.yml"), "- {hosts: localhost, tasks: [{command: touch made}]}\n");
    assertThat(play("run", "books/site.yml")).isZero();
    assertThat(below.resolve("made")).exists();
  }

  @Test
  void looksForFilesOfVariablesInVarsFirst() throws IOException {
    Files.createDirectories(directory.resolve("vars"));
    Files.writeString(directory.resolve("vars/some.yml"), "which: in vars\n");
    Files.writeString(directory.resolve("some.yml"), "which: beside\n");
    playbook("- {hosts: localhost, vars_files: [some.yml], tasks: [{debug: {var: which}}]}\n");
    assertThat(play("run", "site.yml")).isZero();
    assertThat(out()).contains("in vars");
  }

  @Test
  void refusesArgumentsThatAreInternal() throws IOException {
    playbook("- {hosts: localhost, tasks: [{set_fact: {_ansible_x: 1}}]}\n");
    assertThat(play("run", "site.yml")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("The prefix '_ansible_' is reserved for internal use only.");
  }

  @Test
  void takesAnEntryWithoutAConditionForOneThatHolds() throws IOException {
    playbook("- {hosts: localhost, tasks: [{assert: {that: [true, null, '']}}]}\n");
    assertThat(play("run", "site.yml")).isZero();
  }

  @Test
  void runsOneModuleAndTellsOfModulesAndInventories() {
    assertThat(play("exec", "localhost", "-m", "command", "-a", "echo hi there")).isZero();
    assertThat(out()).contains("hi there");
    assertThat(play("doc", "debug")).isZero();
    assertThat(out()).contains("Shows a message");
    assertThat(play("inventory", "--list", "-i", "a,b,")).isZero();
    assertThat(out()).contains("\"a\"");
    assertThat(play("why", "a", "x", "-i", "a,", "-e", "x=1")).isZero();
    assertThat(out()).contains("-> \"1\"", "extra vars");
  }

  @Test
  void looksAgainWhereWhatWasDoneElsewhereMayHaveBeenDoneHere() throws IOException {
    playbook(
        """
        - hosts: a
          gather_facts: false
          tasks:
            - ping:
            - file: {path: PLACE/f, state: touch}
              delegate_to: b
            - file: {path: PLACE/f, state: absent}
              register: removed
            - assert: {that: removed is changed}
        """
            .replace("PLACE", directory.toString()));
    assertThat(play("run", "site.yml", "-i", "a,b,", "-c", "local")).describedAs(out()).isZero();
  }

  @Test
  void registersFactsUnderTheNamesThatTheyHaveAsVariables() throws IOException {
    playbook(
        """
        - hosts: all
          gather_facts: false
          tasks:
            - setup: {gather_subset: min, filter: ['ansible_system', 'kernel']}
              register: found
            - assert:
                that:
                  - found.ansible_facts.ansible_system == 'Linux'
                  - ansible_facts.system == ansible_system
                  - found.ansible_facts.ansible_kernel is defined
        """);
    assertThat(play("run", "site.yml", "-i", "localhost,", "-c", "local"))
        .describedAs(out())
        .isZero();
  }

  @Test
  void runsTheProofsAndNothingElseToVerify() throws IOException {
    playbook(
        """
        - hosts: localhost
          gather_facts: false
          tasks:
            - {name: Change, file: {path: PLACE/made, state: touch}}
            - {name: Proof, assert: {that: 1 == 1}, tags: verify}
            - block: [{name: Proof within, debug: {msg: seen}, tags: [never, verify]}]
        """
            .replace("PLACE", directory.toString()));
    assertThat(play("verify", "site.yml")).isZero();
    assertThat(out()).contains("Proof", "Proof within").doesNotContain("Change");
    assertThat(directory.resolve("made")).doesNotExist();
    assertThat(play("verify", "site.yml", "--tags", "other")).isNotZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("verify runs the tasks tagged verify");
  }

  @Test
  void refusesToVerifyWhatProvesNothingAndFailsWhereAProofDoes() throws IOException {
    playbook("- {hosts: localhost, tasks: [{name: Change, ping: }]}\n");
    assertThat(play("verify", "site.yml")).isNotZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no task of site.yml is tagged");
    playbook("- {hosts: localhost, tasks: [{assert: {that: 1 == 2}, tags: verify}]}\n");
    assertThat(play("verify", "site.yml")).isEqualTo(2);
  }
}
