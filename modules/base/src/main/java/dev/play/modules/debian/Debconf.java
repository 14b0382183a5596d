package dev.play.modules.debian;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers to the questions that Debian's packages ask (debconf-set-selections(1)). Options and
 * results as in {@code ansible.builtin.debconf}.
 */
@ModuleDoc(
    name = "debconf",
    also = "ansible.builtin.debconf",
    summary = "Answers a package's questions beforehand.",
    example =
        "debconf: {name: postfix, question: postfix/main_mailer_type, vtype: select, value: Internet Site}",
    requiredTogether = "question,vtype,value")
public final class Debconf implements Module<Debconf.Args> {
  private static final Resource ANSWERS = Resource.topic("debconf");

  /** The arguments. */
  public record Args(
      @Param(value = "the package", aliases = "pkg") String name,
      @Param(
              value = "the question; without one, all answers are told",
              aliases = {"selection", "setting"})
          Optional<String> question,
      @Param(
              value = "the answer's type",
              choices = {
                "boolean",
                "error",
                "multiselect",
                "note",
                "password",
                "seen",
                "select",
                "string",
                "text",
                "title"
              })
          Optional<String> vtype,
      @Param(value = "the answer; of several, a list", aliases = "answer") Optional<Value> value,
      @Param(value = "have it asked nevertheless", def = "false") boolean unseen) {
    public Args {
      for (String word : List.of(name, question.orElse("x"))) {
        if (!word.matches("[^\\s-][^\\s]*")) {
          throw new IllegalArgumentException("not a name in debconf: '" + word + "'");
        }
      }
    }

    String answer() {
      return switch (value.orElse(Value.NONE)) {
        case Value.Text(String text) when vtype.equals(Optional.of("boolean")) ->
            text.strip().toLowerCase(java.util.Locale.ROOT);
        case Value.Text(String text) -> text;
        case Value.Bool(boolean b) -> Boolean.toString(b);
        case Value.Int(long i) -> Long.toString(i);
        case Value.Real(double d) -> Double.toString(d);
        case Value.Secret(Value.Text(String text)) -> text;
        case Value.Sequence s -> String.join(", ", s.items().stream().map(Args::item).toList());
        case Value.None none -> "";
        default -> throw new ModuleFailure("Invalid value provided for the answer");
      };
    }

    private static String item(Value item) {
      if (item instanceof Value.Text(String text)) {
        return text;
      }
      throw new ModuleFailure("Invalid value provided: each item of a list must be a text");
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(ANSWERS);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Map<String, String> current = answers(args, host);
    if (args.question().isEmpty()) {
      return Plan.same(TaskResult.of("msg", "", "current", current));
    }
    String question = args.question().get();
    String type = args.vtype().orElseThrow();
    String answer = args.answer();
    Optional<String> before = Optional.ofNullable(current.get(question));
    Map<String, String> after = Map.of(question, answer);
    boolean secret = type.equals("password");
    TaskResult result =
        TaskResult.of(
            "msg",
            "",
            "current",
            secret ? Map.of(question, "") : after,
            "previous",
            secret ? Map.of() : before.map(b -> Map.of(question, b)).orElse(Map.of()));
    boolean same =
        secret
            ? password(question, host).equals(Optional.of(answer))
            : before.filter(b -> isSame(type, args, b, answer)).isPresent();
    if (same) {
      return Plan.same(result);
    }
    Command command =
        Command.of(
                args.unseen()
                    ? List.of("debconf-set-selections", "-u")
                    : List.of("debconf-set-selections"))
            .withStdin(Blob.of(String.join(" ", args.name(), question, type, answer) + "\n"));
    return Plan.change(
        List.of(Effect.Run.of(command, "answer " + question, Set.of(ANSWERS))), result);
  }

  /** The order of a list's items means nothing. */
  private static boolean isSame(String type, Args args, String before, String answer) {
    boolean list =
        type.equals("multiselect") && args.value().orElse(Value.NONE) instanceof Value.Sequence;
    return list ? items(before).equals(items(answer)) : before.equals(answer);
  }

  private static Set<String> items(String text) {
    return new TreeSet<>(Arrays.asList(text.strip().split("\\s*,\\s*")));
  }

  /** {@code debconf-show} tells {@code [*] QUESTION: ANSWER} a line. */
  private static Map<String, String> answers(Args args, HostView host) {
    if (host.known(new Probe.Tool("debconf-show")).isEmpty()) {
      throw new ModuleFailure("debconf is not on this host: it has no debconf-show");
    }
    CommandOutput shown =
        host.known(
            Probe.Query.of(
                Set.of(ANSWERS, Resource.PACKAGES, Resource.PACKAGE_SET),
                "debconf-show",
                args.name()));
    if (!shown.ok()) {
      throw new ModuleFailure("debconf-show failed: " + shown.err().strip());
    }
    Map<String, String> out = new LinkedHashMap<>();
    for (String line : shown.out().lines().toList()) {
      String plain = line.replaceFirst("^[*\\s]+", "");
      int colon = plain.indexOf(':');
      if (colon > 0) {
        out.put(plain.substring(0, colon), plain.substring(colon + 1).strip());
      }
    }
    return out;
  }

  /** debconf-show hides passwords; debconf-communicate does not. */
  private static Optional<String> password(String question, HostView host) {
    Probe.Query get =
        new Probe.Query(
            List.of("debconf-communicate", "play"),
            Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"),
            Blob.of("GET " + question + "\n"),
            Set.of(ANSWERS));
    String told = host.known(get).out().strip();
    if (told.equals("0")) {
      return Optional.of("");
    }
    return told.startsWith("0 ") ? Optional.of(told.substring(2)) : Optional.empty();
  }
}
