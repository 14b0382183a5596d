package dev.play.modules.system;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Kernel parameters, in their file and in the running kernel. Options and results as in {@code
 * ansible.posix.sysctl}.
 */
@ModuleDoc(
    name = "sysctl",
    also = "ansible.posix.sysctl",
    summary = "Sets kernel parameters.",
    example = "sysctl: {name: net.ipv4.ip_forward, value: '1', sysctl_set: true}")
public final class Sysctl implements Module<Sysctl.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the parameter, with dots or slashes", aliases = "key") String name,
      @Param(value = "its value", aliases = "val", raw = true) Optional<String> value,
      @Param(value = "whether it is to be in the file", def = "present") State state,
      @Param(value = "pass over parameters that this kernel does not know", def = "false")
          boolean ignoreerrors,
      @Param(value = "have the file read again when it changed", def = "true") boolean reload,
      @Param(value = "the file", def = "/etc/sysctl.conf") HostPath sysctlFile,
      @Param(value = "set it in the running kernel too", def = "false") boolean sysctlSet) {
    public Args {
      if (!name.matches("[^\\s=;#-][^\\s=;#]*")) {
        throw new IllegalArgumentException("not a kernel parameter: '" + name + "'");
      }
      if (state == State.PRESENT && value.isEmpty()) {
        throw new IllegalArgumentException("value is required when state is present");
      }
    }
  }

  /** Whether a parameter is to be in the file. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"), Resource.topic("kernel"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.sysctlFile()), Resource.topic("kernel"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.ContentOf file = Probe.ContentOf.of(args.sysctlFile());
    Probe.Query running = running(args.name());
    host.need(args.sysctlSet() ? List.of(file, running) : List.of(file));
    Optional<Blob> old = host.known(file);
    String before = old.map(Blob::text).orElse("");
    String after = edit(args, before);
    List<Effect> effects = new ArrayList<>();
    String wanted = normal(args.value().orElse(""));
    if (args.sysctlSet() && args.state() == State.PRESENT) {
      CommandOutput now = host.known(running);
      if (!now.ok() && !args.ignoreerrors()) {
        throw new ModuleFailure("cannot read " + args.name() + ": " + now.err().strip());
      }
      // With -e, a parameter that the kernel does not know is no error, and has no value.
      boolean passedOver = args.ignoreerrors() && now.out().isBlank();
      if (now.ok() && !passedOver && !normal(now.out()).equals(wanted)) {
        effects.add(set(args, wanted));
      }
    }
    if (!after.equals(before)) {
      effects.add(
          Effect.WriteFile.of(
              args.sysctlFile(),
              Content.of(after),
              old.map(b -> b.digest(DigestAlgorithm.SHA256))));
      if (args.reload()) {
        effects.add(reload(args, after));
      }
    }
    return Plan.change(effects, TaskResult.of("name", args.name()));
  }

  private static Effect set(Args args, String wanted) {
    List<String> argv = new ArrayList<>(List.of("sysctl"));
    if (args.ignoreerrors()) {
      argv.add("-e");
    }
    argv.addAll(List.of("-w", args.name() + "=" + wanted));
    return Effect.Run.of(Command.of(argv), "set " + args.name(), Set.of(parameter(args.name())))
        .predicting(says(args.name(), wanted));
  }

  private static Probe.Query running(String name) {
    return Probe.Query.of(
        Set.of(Resource.topic("kernel"), parameter(name)), "sysctl", "-e", "-n", name);
  }

  private static Resource parameter(String name) {
    return Resource.topic("kernel:" + name.replace('/', '.'));
  }

  private static Effect.Prediction<CommandOutput> says(String name, String value) {
    return new Effect.Prediction<>(
        running(name), new CommandOutput(0, Blob.of(value + "\n"), Blob.of("")));
  }

  /** Sets all that the file says: its other parameters too, and none beside. */
  private static Effect reload(Args args, String text) {
    List<String> argv = new ArrayList<>(List.of("sysctl"));
    if (args.ignoreerrors()) {
      argv.add("-e");
    }
    argv.addAll(List.of("-p", args.sysctlFile().operand()));
    Map<String, String> said = parameters(text);
    Effect.Run load =
        Effect.Run.of(
            Command.of(argv),
            "load " + args.sysctlFile(),
            said.keySet().stream().map(Sysctl::parameter).collect(Collectors.toSet()));
    // What is passed over keeps the value that it has.
    return args.ignoreerrors()
        ? load
        : load.predicting(
            said.entrySet().stream()
                .map(e -> says(e.getKey(), e.getValue()))
                .toArray(Effect.Prediction<?>[]::new));
  }

  /** What a file of sysctl's sets, the last word on each. */
  private static Map<String, String> parameters(String text) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      String plain = line.strip();
      int equals = plain.indexOf('=');
      if (equals > 0 && !plain.startsWith("#") && !plain.startsWith(";")) {
        String name = plain.substring(0, equals).strip();
        out.put(
            name.startsWith("-") ? name.substring(1) : name, normal(plain.substring(equals + 1)));
      }
    }
    return out;
  }

  /** The file with the parameter set or gone; of several lines for it the last one stays. */
  private static String edit(Args args, String text) {
    List<String> out = new ArrayList<>();
    String wanted = args.name() + "=" + normal(args.value().orElse(""));
    boolean done = false;
    List<String> lines = text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    int last = lines.isEmpty() || !lines.getLast().isEmpty() ? lines.size() : lines.size() - 1;
    for (int i = 0; i < last; i++) {
      String line = lines.get(i);
      int equals = line.indexOf('=');
      String stripped = line.strip();
      boolean comment = stripped.startsWith("#") || stripped.startsWith(";");
      if (comment || equals < 0 || !isName(line.substring(0, equals), args.name())) {
        out.add(line);
      } else if (args.state() == State.PRESENT && !done) {
        boolean same = normal(line.substring(equals + 1)).equals(normal(args.value().orElse("")));
        out.add(same ? line : wanted);
        done = true;
      }
    }
    if (args.state() == State.PRESENT && !done) {
      out.add(wanted);
    }
    return out.isEmpty() ? "" : String.join("\n", out) + "\n";
  }

  private static boolean isName(String written, String name) {
    String plain = written.strip();
    plain = plain.startsWith("-") ? plain.substring(1) : plain;
    return plain.replace('/', '.').equals(name.replace('/', '.'));
  }

  /**
   * Values are compared word by word: the kernel separates by tabs what people write with spaces.
   */
  private static String normal(String value) {
    String plain = value.strip();
    return switch (plain) {
      case "True", "true", "yes" -> "1";
      case "False", "false", "no" -> "0";
      default -> plain.replaceAll("\\s+", " ");
    };
  }
}
