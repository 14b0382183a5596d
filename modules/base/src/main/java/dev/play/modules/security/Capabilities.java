package dev.play.modules.security;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Capabilities of programs (capabilities(7)). Options and results as in {@code
 * community.general.capabilities}.
 */
@ModuleDoc(
    name = "capabilities",
    also = "community.general.capabilities",
    summary = "Gives programs capabilities and takes them away.",
    example = "capabilities: {path: /usr/bin/ping, capability: cap_net_raw+ep, state: present}")
public final class Capabilities implements Module<Capabilities.Args> {
  private static final Pattern ONE = Pattern.compile("(cap_[a-z_]+)([=+])([eip]*)");

  /** The arguments. */
  public record Args(
      @Param(value = "the program", aliases = "key") HostPath path,
      @Param(value = "the capability with its sets: cap_net_raw+ep", aliases = "cap")
          String capability,
      @Param(value = "whether it is to have it", def = "present") State state) {
    public Args {
      if (!capability.strip().toLowerCase(Locale.ROOT).matches("cap_[a-z_]+([=+][eip]*)?")) {
        throw new IllegalArgumentException(
            "Couldn't find operator (one of: [=+-]) in '" + capability + "'");
      }
      if (state == State.PRESENT && !capability.matches(".*[=+].*")) {
        throw new IllegalArgumentException(
            "Couldn't find operator (one of: ['=', '-', '+']) in '" + capability + "'");
      }
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("the path must be absolute: '" + path + "'");
      }
    }

    String name() {
      return capability.strip().toLowerCase(Locale.ROOT).replaceFirst("[=+].*", "");
    }

    /** The sets that are asked for, in order. */
    String sets() {
      return sorted(capability.strip().replaceFirst("^[^=+]*[=+]?", ""));
    }
  }

  /** Whether a program is to have a capability. */
  public enum State {
    PRESENT,
    ABSENT
  }

  private static String sorted(String sets) {
    Set<String> out = new TreeSet<>(List.of(sets.split("")));
    return String.join("", out);
  }

  private static Resource topic(HostPath path) {
    return Resource.topic("capabilities:" + path.normal());
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()), topic(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("setcap")).isEmpty()) {
      throw new ModuleFailure(
          "Failed to find required executable \"setcap\" in paths: install the package"
              + " libcap2-bin (libcap)");
    }
    if (!host.known(new Probe.FileAt(args.path(), true)).isFile()) {
      throw new ModuleFailure("there is no file " + args.path());
    }
    CommandOutput told =
        host.known(
            Probe.Query.of(
                Set.of(Resource.path(args.path()), topic(args.path())),
                "getcap",
                args.path().text()));
    if (!told.ok() || !told.err().isBlank()) {
      throw new ModuleFailure(
          "Unable to get capabilities of " + args.path() + ": " + told.err().strip());
    }
    Map<String, String> now =
        read(told.out().substring(Math.min(told.out().length(), args.path().text().length())));
    TaskResult result = TaskResult.of("state", args.state().name().toLowerCase(Locale.ROOT));
    Map<String, String> after = new TreeMap<>(now);
    if (args.state() == State.PRESENT) {
      after.put(args.name(), args.sets());
    } else {
      after.remove(args.name());
    }
    if (after.equals(now)) {
      return Plan.same(result);
    }
    List<String> words = new ArrayList<>();
    after.forEach((name, sets) -> words.add(name + "=" + sets));
    List<String> argv =
        words.isEmpty()
            ? List.of("setcap", "-q", "-r", args.path().text())
            : List.of("setcap", "-q", String.join(" ", words), args.path().text());
    String why =
        (args.state() == State.PRESENT ? "give " : "take ")
            + args.capability()
            + (args.state() == State.PRESENT ? " to " : " from ")
            + args.path();
    return Plan.run(
        List.of(Effect.Run.of(Command.of(argv), why, mayTouch(args))),
        outcomes ->
            result
                .with("msg", "capabilities changed")
                .with("stdout", outcomes.getFirst().output().out()));
  }

  /** {@code cap_chown,cap_net_raw=ep} and, of older tools, {@code = cap_net_raw+ep}. */
  private static Map<String, String> read(String told) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String clause : told.strip().split("\\s+")) {
      Matcher sets = Pattern.compile("(.*?)([=+])([eip]*)").matcher(clause);
      if (sets.matches()) {
        for (String name : sets.group(1).split(",")) {
          Matcher one = ONE.matcher(name + sets.group(2) + sets.group(3));
          if (one.matches()) {
            out.put(one.group(1), sorted(one.group(3)));
          }
        }
      }
    }
    return new TreeMap<>(out);
  }
}
