package dev.play.modules.redhat.dnf;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what dnf has to do for one task. */
public final class DnfPlan {
  // What a package alone is called: neither a glob, a group, a path, an address nor a comparison.
  private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9+._-]*";

  // rpm would make a database where there is none.
  private static final String INSTALLED_BELOW =
      """
      [ -d "$1/var/lib/rpm" ] || [ -d "$1/usr/lib/sysimage/rpm" ] || exit 0
      root=$1; shift
      rpm --root "$root" -q "$@" | grep -v ' is not installed$'
      exit 0
      """;

  private final HostView host;
  private final DnfCall dnf;
  private final boolean downgrades;
  private final boolean downloads;
  private final List<Effect> effects = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private String blind = "";

  /**
   * @param downgrades whether a package may become older
   * @param downloads whether packages are only fetched
   */
  public DnfPlan(HostView host, DnfCall dnf, boolean downgrades, boolean downloads) {
    this.host = host;
    this.dnf = dnf;
    this.downgrades = downgrades;
    this.downloads = downloads;
  }

  /** Installs what is missing. */
  public void present(List<String> specs) {
    Map<String, Boolean> there = look(specs);
    install(specs.stream().filter(s -> !there.getOrDefault(s, false)).toList(), there);
  }

  /**
   * Installs what is missing, upgrades what is there.
   *
   * @param more options of the upgrade
   */
  public void latest(List<String> specs, boolean onlyUpdate, List<String> more) {
    if (specs.contains("*")) {
      simulated("upgrade", more, List.of(), "upgrade the system");
      return;
    }
    Map<String, Boolean> there = look(specs);
    if (!onlyUpdate) {
      install(specs.stream().filter(s -> !there.getOrDefault(s, false)).toList(), there);
    }
    List<String> older =
        specs.stream().filter(s -> there.getOrDefault(s, isGlob(s) || s.startsWith("@"))).toList();
    if (!older.isEmpty()) {
      simulated("upgrade", more, older, "upgrade " + String.join(" ", older));
    }
  }

  /**
   * Removes what is there.
   *
   * @param more options of the removal
   */
  public void absent(List<String> specs, List<String> more) {
    Map<String, Boolean> there = look(specs);
    List<String> gone = specs.stream().filter(s -> there.getOrDefault(s, true)).toList();
    if (gone.isEmpty()) {
      return;
    }
    String why = "remove " + String.join(" ", gone);
    boolean sure = gone.stream().anyMatch(s -> there.getOrDefault(s, false));
    switch (ask("remove", more, gone)) {
      case Observed.Known<CommandOutput>(CommandOutput output) -> {
        judge(output, "Failed to remove some of the specified packages");
        add("remove", more, gone, why, Transaction.read(output));
      }
      case Observed.Unknown<CommandOutput>(String because) when !sure ->
          throw new HostView.UnknownHere(because);
      case Observed.Unknown<CommandOutput> later ->
          effects.add(dnf.run("remove", more, gone, why, predicted(gone, there, false)));
    }
  }

  /** A verb whose own simulation says whether there is anything to do. */
  public void simulated(String verb, List<String> more, List<String> specs, String why) {
    switch (ask(verb, more, specs)) {
      case Observed.Known<CommandOutput>(CommandOutput output) -> {
        judge(output, "Failed to " + why);
        add(verb, more, specs, why, Transaction.read(output));
      }
      case Observed.Unknown<CommandOutput>(String because) ->
          throw new HostView.UnknownHere(because);
    }
  }

  /** All of it. */
  public Plan plan() {
    if (effects.isEmpty()) {
      return Plan.same(TaskResult.of("msg", "Nothing to do", "rc", 0, "results", List.of()));
    }
    TaskResult result = TaskResult.of("msg", "", "rc", 0);
    return blind.isEmpty()
        ? Plan.change(effects, result.with("results", List.copyOf(results)))
        : new Plan.Perhaps(effects, outcomes -> result, blind);
  }

  private void install(List<String> missing, Map<String, Boolean> there) {
    if (missing.isEmpty()) {
      return;
    }
    String why = (downloads ? "fetch " : "install ") + String.join(" ", missing);
    switch (ask("install", List.of(), missing)) {
      case Observed.Known<CommandOutput>(CommandOutput output) -> {
        judge(output, "Failed to install some of the specified packages");
        Transaction transaction = Transaction.read(output);
        List<String> kept = downgrades ? missing : withoutOlder(missing, transaction);
        if (kept.equals(missing)) {
          add("install", List.of(), missing, why, transaction);
        } else {
          install(kept, there);
        }
      }
      case Observed.Unknown<CommandOutput>(String because)
          when missing.stream().noneMatch(s -> there.getOrDefault(s, true) == false) ->
          throw new HostView.UnknownHere(because);
      case Observed.Unknown<CommandOutput> later ->
          effects.add(
              dnf.run(
                  "install",
                  List.of(),
                  missing,
                  why,
                  downloads ? List.of() : predicted(missing, there, true)));
    }
  }

  /** As Ansible, which passes over what a newer version of is there. */
  private static List<String> withoutOlder(List<String> specs, Transaction transaction) {
    List<String> out = new ArrayList<>(specs);
    transaction.rows().stream()
        .filter(r -> r.deed() == Transaction.Deed.DOWNGRADE)
        .forEach(r -> out.removeIf(s -> isOf(r, s)));
    return out;
  }

  private static boolean isOf(Transaction.Row row, String spec) {
    String own = spec.substring(spec.lastIndexOf('/') + 1);
    return own.startsWith(row.name())
        && !own.substring(row.name().length()).matches("[A-Za-z0-9_+].*");
  }

  private Observed<CommandOutput> ask(String verb, List<String> more, List<String> specs) {
    if (dnf.root().isPresent()) {
      blind = "until dnf has looked below " + dnf.root().get();
      return Observed.unknown(blind);
    }
    return host.read(dnf.simulate(verb, more, specs));
  }

  private static void judge(CommandOutput output, String failure) {
    if (Transaction.isAnswer(output)) {
      return;
    }
    List<String> failures =
        Transaction.unknown(output).stream().map(n -> "No package " + n + " available.").toList();
    String why = failures.isEmpty() ? Transaction.complaint(output) : String.join(" ", failures);
    throw new ModuleFailure(
        failure + ": " + why,
        TaskResult.of("rc", 1, "results", List.of(), "failures", List.copyOf(failures)));
  }

  private void add(
      String verb, List<String> more, List<String> specs, String why, Transaction transaction) {
    if (transaction.isEmpty()) {
      return;
    }
    for (Transaction.Row row : transaction.rows()) {
      String did = row.deed() == Transaction.Deed.REMOVE ? "Removed: " : "Installed: ";
      results.add((downloads ? "Downloaded: " : did) + row.nevra());
    }
    transaction.groups().forEach(g -> results.add("Group " + g + " installed."));
    effects.add(
        downloads
            ? dnf.run(verb, more, specs, why, List.of())
            : dnf.run(verb, more, specs, why, transaction));
  }

  private List<Effect.Prediction<?>> predicted(
      List<String> specs, Map<String, Boolean> there, boolean installed) {
    List<Effect.Prediction<?>> out = new ArrayList<>();
    for (String spec : specs) {
      if (there.containsKey(spec) && dnf.root().isEmpty()) {
        PackageInfo info =
            new PackageInfo(
                spec, true, java.util.Optional.empty(), java.util.Optional.empty(), false, false);
        out.add(
            new Effect.Prediction<>(
                DnfCall.installed(spec), installed ? info : PackageInfo.absent(spec)));
      }
    }
    return out;
  }

  private static boolean isGlob(String spec) {
    return !spec.contains("/") && spec.matches(".*[*?\\[].*");
  }

  /** Whether what is plainly named is installed; what else is asked for only dnf can tell. */
  private Map<String, Boolean> look(List<String> specs) {
    List<String> plain = specs.stream().filter(s -> s.matches(PLAIN)).toList();
    Map<String, Boolean> out = new HashMap<>();
    if (dnf.root().isPresent()) {
      HostPath root = dnf.root().get();
      List<String> argv =
          new ArrayList<>(List.of("/bin/sh", "-c", INSTALLED_BELOW, "sh", root.text()));
      argv.add("--qf=%{NAME}\\n");
      argv.addAll(plain);
      List<String> names =
          plain.isEmpty()
              ? List.of()
              : host.known(Probe.Query.of(Set.of(new Resource.Tree(root)), argv))
                  .out()
                  .lines()
                  .toList();
      plain.forEach(p -> out.put(p, names.contains(p)));
      return out;
    }
    host.need(plain.stream().map(DnfCall::installed).toList());
    plain.forEach(p -> out.put(p, host.known(DnfCall.installed(p)).installed()));
    return out;
  }
}
