package dev.play.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.shell.CommandText;
import dev.play.shell.ShellText;
import dev.play.testkit.CaseHost;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has the host's shell say which words a command would be given, instead of carrying it out: each
 * is there, whole, byte for byte, and so is what it reads. Of a script that is run with a shell or
 * the like, no text is a part: it comes as an argument.
 */
record Arrival(CaseHost host) {
  private static final Set<String> INTERPRETERS =
      Set.of("sh", "bash", "dash", "perl", "python3", "sed", "awk", "mawk", "gawk");
  private static final Set<String> CODE_FOLLOWS = Set.of("-c", "-e", "-ne", "-pe", "-lc", "-Ee");

  /** Longer ones are uploaded in runs, too. */
  private static final long LONGEST = 100_000;

  private static final int AT_ONCE = 100;

  /** What would be given to a host's commands by effects. */
  static List<Command> commands(List<Effect> effects) {
    List<Command> out = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Run run -> out.add(run.command());
        case Effect.WriteFile w when w.content().size() <= LONGEST -> {
          Blob content = w.content() instanceof Content.Bytes b ? b.blob() : Blob.of("");
          out.add(Command.of("put", w.path().text()).withStdin(content));
        }
        case Effect.Link l -> out.add(Command.of("link", l.path().text(), l.target()));
        case Effect.MakeDirectory d -> out.add(Command.of("mkdir", d.path().text()));
        case Effect.Remove r -> out.add(Command.of("rm", r.path().text()));
        default -> {
          // Attributes and copies say the same paths once more; the rest is not the host's.
        }
      }
    }
    return out;
  }

  /** What would be given to a host's commands by questions. */
  static List<Command> questions(Iterable<Probe<?>> probes) {
    List<Command> out = new ArrayList<>();
    for (Probe<?> probe : probes) {
      switch (probe) {
        case Probe.Query q ->
            out.add(new Command(q.argv(), q.environment(), Optional.empty(), q.stdin()));
        case Probe.FileAt f -> out.add(Command.of("stat", f.path().text()));
        case Probe.DigestOf d -> out.add(Command.of("sum", d.path().text()));
        case Probe.ContentOf c -> out.add(Command.of("cat", c.path().text()));
        case Probe.TreeAt t -> out.add(Command.of("find", t.root().text()));
        default -> {
          // Names of packages, units and accounts: their grammar is held before they are asked for.
        }
      }
    }
    return out;
  }

  void isWhole(List<Command> commands) {
    commands.forEach(Arrival::hasNoTextInItsCode);
    for (int from = 0; from < commands.size(); from += AT_ONCE) {
      some(commands.subList(from, Math.min(commands.size(), from + AT_ONCE)));
    }
  }

  /**
   * The engine's own shell text of each command, but for what the command is: the shell's printf.
   */
  private void some(List<Command> commands) {
    StringBuilder script = new StringBuilder();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (Command command : commands) {
      List<String> words = words(command);
      List<String> argv = new ArrayList<>(List.of("printf", "%s\\0"));
      argv.addAll(words);
      script
          .append(CommandText.of(Command.of(argv)).replaceFirst("^exec ", ""))
          .append(ShellText.print(command.stdin()))
          .append("\nprintf '\\n'\n");
      words.forEach(word -> expected.writeBytes(ShellText.encode(word + "\0")));
      expected.writeBytes(command.stdin().bytes());
      expected.write('\n');
    }
    try (Connection connection = host.connector().get()) {
      CommandOutput told = connection.run(ShellRequest.of(script.toString()).as(host.as()));
      assertThat(told.err()).isEmpty();
      assertThat(told.stdout())
          .describedAs("what arrives of %s", commands)
          .isEqualTo(Blob.of(expected.toByteArray()));
    }
  }

  private static List<String> words(Command command) {
    List<String> out = new ArrayList<>(command.argv());
    out.addAll(command.environment().values());
    command.directory().ifPresent(d -> out.add(d.text()));
    return out;
  }

  private static void hasNoTextInItsCode(Command command) {
    List<String> argv = command.argv();
    String name = argv.getFirst().substring(argv.getFirst().lastIndexOf('/') + 1);
    for (int i = 1; i < argv.size() - 1; i++) {
      if (INTERPRETERS.contains(name) && CODE_FOLLOWS.contains(argv.get(i))) {
        assertThat(argv.get(i + 1)).describedAs("code in %s", argv).doesNotContain("pwned");
        break; // what follows the code are its arguments
      }
    }
  }
}
