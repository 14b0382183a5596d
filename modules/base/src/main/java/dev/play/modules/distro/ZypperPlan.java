package dev.play.modules.distro;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.TaskResult;
import dev.play.modules.distro.zypp.ZypperCall;
import dev.play.modules.distro.zypp.ZypperSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What zypper has to do for one task. */
final class ZypperPlan {
  // What a package alone is called: neither a glob, a path, an address nor a comparison.
  private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9._+-]*";

  private final Zypper.Args args;
  private final HostView host;

  ZypperPlan(Zypper.Args args, HostView host) {
    this.args = args;
    this.host = host;
  }

  /** Fetches the lists. */
  static Effect refresh(Zypper.Args args) {
    return new ZypperCall(global(args, true)).refresh();
  }

  /** What has to be done; empty where there is nothing to do. */
  Optional<Effect> effect() {
    if (args.name().equals(List.of("*"))) {
      return simulated(List.of());
    }
    List<String> specs = wanting();
    return specs.isEmpty() ? Optional.empty() : simulated(specs);
  }

  /** Those of which it is not known that they are as they should be. */
  private List<String> wanting() {
    if (!args.type().equals("package") || args.state() == Zypper.State.LATEST || args.force()) {
      return args.name();
    }
    List<String> plain = args.name().stream().filter(n -> n.matches(PLAIN)).toList();
    host.need(plain.stream().map(ZypperCall::installed).toList());
    List<String> out = new ArrayList<>();
    for (String name : args.name()) {
      boolean there = !plain.contains(name) || host.known(ZypperCall.installed(name)).installed();
      if (!plain.contains(name) || there == args.removes()) {
        out.add(name);
      }
    }
    return out;
  }

  private Optional<Effect> simulated(List<String> specs) {
    List<String> verb = verb(args);
    List<String> words = new ArrayList<>(verb);
    words.add("--");
    words.addAll(specs);
    List<String> dry = new ArrayList<>(verb);
    dry.addAll(List.of("--dry-run", "--"));
    dry.addAll(specs);
    ZypperCall call = new ZypperCall(global(args, !args.removes()));
    String why =
        specs.isEmpty()
            ? verb.getFirst() + " the system"
            : (args.removes() ? "remove " : "install ") + String.join(" ", specs);
    Probe.Query question = call.ask(args.updateCache(), dry);
    CommandOutput output;
    switch (host.read(question)) {
      case Observed.Known<CommandOutput>(CommandOutput answer) -> output = answer;
      case Observed.Unknown<CommandOutput>(String because) -> {
        if (specs.stream().noneMatch(s -> isMissing(s))) {
          throw new HostView.UnknownHere(because);
        }
        return Optional.of(
            new Effect.Run(
                call.command(words), why, ZypperCall.TOUCHED, List.of(), okStatuses(args)));
      }
    }
    ZypperSummary summary = ZypperSummary.read(output);
    boolean nothingToRemove = args.removes() && output.status() == 104;
    if (!okStatuses(args).contains(output.status()) && !nothingToRemove) {
      throw failure(args, output);
    }
    return summary.isEmpty()
        ? Optional.empty()
        : Optional.of(call.run(words, why, summary, okStatuses(args)));
  }

  private boolean isMissing(String spec) {
    if (!spec.matches(PLAIN) || !args.type().equals("package") || args.removes()) {
      return false;
    }
    return switch (host.read(ZypperCall.installed(spec))) {
      case Observed.Known<PackageInfo>(PackageInfo info) -> !info.installed();
      case Observed.Unknown<PackageInfo> unknown -> false;
    };
  }

  private static ModuleFailure failure(Zypper.Args args, CommandOutput output) {
    String told = ZypperSummary.messages(output);
    return new ModuleFailure(
        "Zypper run failed. " + told,
        TaskResult.of(
            "rc",
            output.status(),
            "stdout",
            args.simpleErrors() ? told : output.out(),
            "stderr",
            output.err()));
  }

  // zypper(8): 102 asks for a restart of the system, 107 is that a package's script failed.
  private static Set<Integer> okStatuses(Zypper.Args args) {
    return args.skipPostErrors() ? Set.of(0, 102, 107) : Set.of(0, 102);
  }

  private static List<String> global(Zypper.Args args, boolean installs) {
    List<String> out = new ArrayList<>();
    flag(out, args.quiet(), "--quiet");
    args.extraArgsPrecommand().ifPresent(a -> out.addAll(words(a)));
    flag(out, installs && args.disableGpgCheck(), "--no-gpg-checks");
    flag(out, installs && args.autoImportKeys(), "--gpg-auto-import-keys");
    return out;
  }

  private static List<String> verb(Zypper.Args args) {
    boolean all = args.name().equals(List.of("*"));
    List<String> out = new ArrayList<>();
    if (args.removes()) {
      out.addAll(List.of("remove", "--type", args.type()));
      flag(out, args.cleanDeps(), "--clean-deps");
    } else {
      if (args.state() == Zypper.State.DIST_UPGRADE) {
        out.add("dist-upgrade");
        flag(out, args.allowVendorChange(), "--allow-vendor-change");
      } else if (all && args.type().equals("patch")) {
        out.add("patch");
      } else {
        out.addAll(List.of(all ? "update" : "install", "--type", args.type()));
      }
      out.add("--auto-agree-with-licenses");
      flag(out, args.disableRecommends(), "--no-recommends");
      flag(out, args.force() && !all, "--force");
      flag(out, args.forceResolution(), "--force-resolution");
      boolean version = args.name().stream().anyMatch(n -> n.matches("[^/]*[<>=].*"));
      flag(out, (args.oldpackage() || version) && !all, "--oldpackage");
      flag(out, args.replacefiles(), "--replacefiles");
    }
    args.extraArgs().ifPresent(a -> out.addAll(words(a)));
    return out;
  }

  private static void flag(List<String> out, boolean given, String option) {
    if (given) {
      out.add(option);
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
