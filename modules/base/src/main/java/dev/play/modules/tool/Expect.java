package dev.play.modules.tool;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.module.WrongArguments;
import dev.play.modules.base.command.CommandResult;
import dev.play.modules.base.command.Guard;
import dev.play.modules.base.text.PythonRegex;
import dev.play.modules.base.text.ShellWords;
import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A command that asks, and what it is answered. Options and results as in {@code
 * ansible.builtin.expect}; the host's perl, which every Debian has, makes the terminal.
 */
@ModuleDoc(
    name = "expect",
    also = "ansible.builtin.expect",
    summary = "Runs a command and answers what it asks.",
    example =
        """
        - expect:
            command: passwd ada
            responses:
              (?i)password: "{{ new_password }}"
          no_log: true
        """,
    notes = {
      "Needs perl on the host. Patterns are Perl's, which takes Python's but for rare ones.",
      "In a check its result is unknown unless creates or removes says that it will not run."
    })
public final class Expect implements Module<Expect.Args> {
  /** The arguments. */
  public record Args(
      @Param("the command; no shell reads it") String command,
      @Param("what is answered to text that a pattern matches; of a list one each time")
          Map<String, Value> responses,
      @Param("directory to run it in") Optional<HostPath> chdir,
      @Param("path or pattern: nothing is run when it is there") Optional<String> creates,
      @Param("path or pattern: nothing is run when it is not there") Optional<String> removes,
      @Param(value = "seconds to wait for what a pattern matches; null waits for ever", def = "30")
          Value timeout,
      @Param(value = "have the terminal show what is answered", def = "false") boolean echo) {
    public Args {
      if (ShellWords.split(command).isEmpty()) {
        throw new WrongArguments("no command given", TaskResult.of("rc", 256));
      }
      seconds(timeout);
      responses.forEach(
          (pattern, answer) -> {
            new PythonRegex(pattern, 0);
            answers(pattern, answer);
          });
    }

    /** As the script takes it: nothing where there is no limit. */
    private static String seconds(Value timeout) {
      String text = timeout instanceof Value.None ? "" : ValueText.plain(timeout);
      if (!text.matches("\\d{0,9}") || (text.isEmpty() && !(timeout instanceof Value.None))) {
        throw new IllegalArgumentException(
            "timeout must be a number of seconds, or null, not '" + text + "'");
      }
      return text;
    }

    private static List<String> answers(String pattern, Value answer) {
      List<Value> all =
          answer instanceof Value.Sequence(List<Value> items) ? items : List.of(answer);
      List<String> out = new ArrayList<>();
      for (Value one : all) {
        Value plain = one instanceof Value.Secret(Value hidden) ? hidden : one;
        if (plain instanceof Value.Dict || plain instanceof Value.Sequence) {
          throw new IllegalArgumentException(
              "responses must be a text or a list of texts for '" + pattern + "'");
        }
        out.add(ValueText.plain(plain).replaceFirst("\n+$", "") + "\n");
      }
      return out;
    }

    private String script() {
      StringBuilder out = new StringBuilder();
      responses.forEach(
          (pattern, answer) -> {
            out.append('q').append(hex(pattern)).append('\n');
            String kind = answer instanceof Value.Sequence ? "o" : "a";
            answers(pattern, answer).forEach(a -> out.append(kind).append(hex(a)).append('\n'));
          });
      return out.toString();
    }

    private static String hex(String text) {
      return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.EVERYTHING);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Optional<Plan> guarded =
        new Guard(args.creates(), args.removes(), args.chdir()).verdict(host, args.command());
    if (guarded.isPresent()) {
      return guarded.get();
    }
    if (host.known(new Probe.Tool("perl")).isEmpty()) {
      throw new ModuleFailure("perl is not on the host: install the package perl first");
    }
    List<String> argv =
        new ArrayList<>(
            List.of(
                "perl",
                "-e",
                program(),
                "--",
                Args.seconds(args.timeout()),
                args.echo() ? "echo" : ""));
    List<String> words = ShellWords.split(args.command());
    argv.addAll(words);
    Command command = Command.of(argv).withStdin(Blob.of(args.script()));
    if (args.chdir().isPresent()) {
      command = command.in(args.chdir().get());
    }
    Effect run =
        Effect.Run.of(command, "run " + words.getFirst(), mayTouch(args)).acceptingAnyStatus();
    return Plan.run(List.of(run), outcomes -> result(args, outcomes.getFirst()));
  }

  private static TaskResult result(Args args, Plan.Outcome outcome) {
    CommandOutput told = outcome.output();
    String out = told.out();
    int end = out.indexOf('\n');
    String[] how = (end < 0 ? "broken" : out.substring(0, end)).split(" ", 2);
    int status = how[0].equals("ended") ? Integer.parseInt(how[1]) : told.ok() ? 1 : told.status();
    CommandOutput shown =
        new CommandOutput(status, Blob.of(end < 0 ? out : out.substring(end + 1)), told.stderr());
    TaskResult result =
        CommandResult.of(
            new Plan.Outcome(shown, outcome.seconds(), outcome.startedAt(), outcome.details()),
            args.command(),
            true);
    return switch (how[0]) {
      case "ended" -> result;
      case "timeout" -> result.with("rc", Value.NONE).failed("command exceeded timeout");
      case "exhausted" ->
          result.failed(
              "No remaining responses for '"
                  + new String(HexFormat.of().parseHex(how[1]), StandardCharsets.UTF_8)
                  + "', output was '"
                  + shown.out()
                  + "'");
      case "missing" ->
          result
              .failed(
                  "The command was not found or was not executable: "
                      + ShellWords.split(args.command()).getFirst()
                      + ".")
              .changed(false);
      case "terminal" -> result.failed("the host gives no terminal: " + how[1]).changed(false);
      default -> result.failed(told.err().strip());
    };
  }

  private static String program() {
    try (InputStream in = Objects.requireNonNull(Expect.class.getResourceAsStream("expect.pl"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public TaskResult leftOut(Args args) {
    return CommandResult.leftOut(
        args.command(), args.creates().isPresent() || args.removes().isPresent());
  }
}
