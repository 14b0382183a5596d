package dev.play.modules.system.apt;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what apt-get has to do for one task. */
public final class AptPlan {
  private static final Pattern CANDIDATE = Pattern.compile("(?m)^ +Candidate: [^(]");

  static final Probe.Query INSTALLED =
      Probe.Query.of(
          Set.of(Resource.PACKAGES, Resource.PACKAGE_SET),
          "dpkg-query",
          "-W",
          "-f=${db:Status-Status}\\t${Provides}\\n");
  static final Probe.TreeAt SOURCES = new Probe.TreeAt(HostPath.of("/etc/apt"), 2);

  private final HostView host;
  private final AptGet apt;
  private final Optional<Integer> policyRcD;
  private final boolean failOnRemoval;
  private final List<Effect> effects = new ArrayList<>();
  private Optional<Effect> mark = Optional.empty();

  public AptPlan(HostView host, AptGet apt, Optional<Integer> policyRcD, boolean failOnRemoval) {
    this.host = host;
    this.apt = apt;
    this.policyRcD = policyRcD;
    this.failOnRemoval = failOnRemoval;
  }

  /** Installs what is missing or has another version than the one asked for. */
  public void present(List<String> names, boolean onlyUpgrade) {
    Map<PackageRequest, @Nullable PackageInfo> asked = look(names, List.of(ManualMark.AUTOMATIC));
    List<String> missing = new ArrayList<>();
    mark(asked);
    asked.forEach(
        (request, info) -> {
          boolean there = info != null && info.installed();
          boolean right =
              there
                  && request.accepts(info.version().orElse(""))
                  && isLateEnough(request, info.version().orElse(""))
                  && request.release().isEmpty();
          if (request.isGlob() || request.release().isPresent()) {
            // What a glob stands for only apt knows: the simulation decides.
            missing.add(request.argument());
          } else if (!right && !(onlyUpgrade && !there) && !(!there && isProvided(request))) {
            missing.add(request.argument());
          }
        });
    if (!missing.isEmpty()) {
      boolean sure =
          missing.stream().noneMatch(n -> PackageRequest.hasWildcard(n) || n.contains("/"));
      refuseTooEarly(asked.keySet(), missing);
      install(missing, sure, "install " + String.join(" ", missing));
    }
  }

  private void mark(Map<PackageRequest, @Nullable PackageInfo> asked) {
    List<String> there = new ArrayList<>();
    asked.forEach(
        (request, info) -> {
          if (info != null && info.installed()) {
            there.add(request.name());
          }
        });
    mark = ManualMark.of(host, there);
  }

  private boolean isLateEnough(PackageRequest request, String version) {
    return request.minimum().isEmpty() || isAtLeast(version, request.minimum().get());
  }

  private boolean isAtLeast(String version, String minimum) {
    return host.known(
            Probe.Query.of(Set.of(), "dpkg", "--compare-versions", version, "ge", minimum))
        .ok();
  }

  /** apt-get cannot be told of a minimum: what it would install is held against it. */
  private void refuseTooEarly(Set<PackageRequest> requests, List<String> missing) {
    List<PackageRequest> bounded =
        requests.stream()
            .filter(r -> r.minimum().isPresent() && missing.contains(r.argument()))
            .toList();
    if (bounded.isEmpty()) {
      return;
    }
    Map<String, PackageInfo> coming = simulate("install", missing).installed();
    for (PackageRequest request : bounded) {
      PackageInfo info = coming.get(request.name());
      String minimum = request.minimum().orElseThrow();
      if (info == null || !isAtLeast(info.version().orElse(""), minimum)) {
        throw new ModuleFailure(
            "no version of " + request.name() + " is " + minimum + " or later in the repositories");
      }
    }
  }

  /** Installs what is missing and upgrades what has a newer candidate. */
  public void latest(List<String> names, boolean onlyUpgrade) {
    Map<PackageRequest, @Nullable PackageInfo> asked = look(names, List.of(ManualMark.AUTOMATIC));
    List<String> all = new ArrayList<>();
    mark(asked);
    boolean anyMissing = false;
    List<String> early = new ArrayList<>();
    for (Map.Entry<PackageRequest, @Nullable PackageInfo> entry : asked.entrySet()) {
      PackageRequest request = entry.getKey();
      @Nullable PackageInfo info = entry.getValue();
      boolean there = info != null && info.installed();
      if (there || !onlyUpgrade) {
        all.add(request.argument());
        anyMissing |= !there && !request.isGlob() && !isProvided(request);
        if (info == null || !there || !isLateEnough(request, info.version().orElse(""))) {
          early.add(request.argument());
        }
      }
    }
    if (!all.isEmpty()) {
      refuseTooEarly(asked.keySet(), early);
      install(all, anyMissing, "install the latest " + String.join(" ", all));
    }
  }

  /** Removes what is installed; with {@code purge} also what is left of removed packages. */
  public void absent(List<String> names, boolean purge) {
    List<String> there = new ArrayList<>();
    List<Effect.Prediction<?>> predicts = new ArrayList<>();
    look(names, List.of())
        .forEach(
            (request, info) -> {
              if (request.isGlob()) {
                there.add(request.name());
              } else if (info != null && (info.installed() || (purge && info.configFilesLeft()))) {
                there.add(request.name());
                if (purge) {
                  predicts.add(
                      new Effect.Prediction<>(probe(request), PackageInfo.absent(request.name())));
                }
              }
            });
    if (there.isEmpty()) {
      return;
    }
    String verb = purge ? "purge" : "remove";
    String why = "remove " + String.join(" ", there);
    boolean globs = there.stream().anyMatch(PackageRequest::hasWildcard);
    if (globs) {
      if (simulate(verb, there).isEmpty()) {
        return;
      }
    } else if (host.read(apt.simulate(verb, there))
            instanceof Observed.Known<CommandOutput>(CommandOutput output)
        && !output.ok()) {
      // On hold, essential: told before anything is done, in a check too.
      throw AptOutput.refusal(output);
    }
    effects.add(apt.run(verb, there, why, predicts, policyRcD));
  }

  /** A verb whose own simulation says whether there is anything to do. */
  public void simulated(String verb, List<String> packages, String why) {
    AptSimulation simulation = simulate(verb, packages);
    if (!simulation.isEmpty()) {
      effects.add(apt.run(verb, packages, why, simulation, host, policyRcD));
    }
  }

  /** Empties the cache, where there is something in it. */
  public void clean() {
    AptCache.clean(host).ifPresent(effects::add);
  }

  /** Clears archives that no repository has any more out of the cache. */
  public void autoclean() {
    AptCache.autoclean(host, apt).ifPresent(effects::add);
  }

  /** A package in a file on the host, with what it depends on. */
  void installFile(String argument, HostPath file) {
    Probe.Query question =
        apt.ask(
            "install",
            List.of(argument),
            Set.of(
                Resource.PACKAGES,
                Resource.PACKAGE_SET,
                AptLists.LISTS,
                Resource.tree("/etc/apt"),
                Resource.path(file)));
    AptSimulation simulation = judged(host.known(question));
    if (!simulation.isEmpty()) {
      effects.add(
          apt.run("install", List.of(argument), "install " + file, simulation, host, policyRcD));
    }
  }

  Optional<Integer> policyRcD() {
    return policyRcD;
  }

  /** An effect of another kind, for example of a .deb file. */
  void add(Effect effect) {
    effects.add(effect);
  }

  /** All of it; the result carries what the commands printed, as Ansible's does. */
  public Plan plan(TaskResult known) {
    if (effects.isEmpty()) {
      return mark.isEmpty()
          ? Plan.same(known)
          : Plan.change(List.of(mark.get()), known.changed(false));
    }
    mark.ifPresent(effects::add);
    return new Plan.Change(
        effects, outcomes -> AptOutput.of(known, outcomes), false, false, Optional.empty());
  }

  /**
   * @param sure something is missing for certain, whatever a simulation says
   */
  private void install(List<String> packages, boolean sure, String why) {
    Probe.Query question = apt.simulate("install", packages);
    switch (host.read(question)) {
      case Observed.Known<CommandOutput>(CommandOutput output) -> {
        AptSimulation simulation = judged(output);
        if (!simulation.isEmpty()) {
          effects.add(apt.run("install", packages, why, simulation, host, policyRcD));
        }
      }
      case Observed.Unknown<CommandOutput>(String because) -> {
        Optional<CommandOutput> refreshed = refreshed(packages);
        if (refreshed.isPresent()) {
          AptSimulation simulation = judged(refreshed.get());
          if (!simulation.isEmpty()) {
            effects.add(apt.run("install", packages, why, simulation, host, policyRcD));
          }
          return;
        }
        if (!sure || !areListed(packages)) {
          throw new HostView.UnknownHere(because);
        }
        List<Effect.Prediction<?>> predicts = new ArrayList<>();
        for (String name : packages) {
          PackageRequest request = PackageRequest.parse(name);
          PackageInfo after =
              new PackageInfo(
                  request.name(), true, Optional.empty(), Optional.empty(), false, false);
          predicts.add(new Effect.Prediction<>(probe(request), after));
        }
        effects.add(apt.run("install", packages, why, predicts, policyRcD));
      }
    }
  }

  /**
   * Whether the lists have candidates for all of these; where there are none to look at, who knows.
   * What else is to be installed before has no say in that.
   */
  private boolean areListed(List<String> packages) {
    List<String> names =
        packages.stream().map(PackageRequest::parse).map(PackageRequest::name).toList();
    if (!(host.read(AptGet.candidates(names))
            instanceof Observed.Known<CommandOutput>(CommandOutput output))
        || !output.ok()) {
      return true;
    }
    return CANDIDATE.matcher(output.out()).results().count() >= names.size();
  }

  /** Where only the lists are still to be refreshed, that is tried on a copy of them. */
  private Optional<CommandOutput> refreshed(List<String> packages) {
    boolean onlyLists =
        host.read(INSTALLED) instanceof Observed.Known<CommandOutput>
            && host.read(SOURCES) instanceof Observed.Known<List<FileInfo>>;
    return onlyLists
            && host.read(apt.simulateRefreshed("install", packages))
                instanceof Observed.Known<CommandOutput>(CommandOutput output)
            && output.status() != AptGet.NOT_REFRESHED
        ? Optional.of(output)
        : Optional.empty();
  }

  private void refuseRemovals(AptSimulation simulation) {
    if (failOnRemoval && !simulation.removed().isEmpty()) {
      throw new ModuleFailure(
          "Packages need to be removed but remove is disabled. With fail_on_autoremove none goes: "
              + String.join(" ", simulation.removed()));
    }
  }

  private AptSimulation simulate(String verb, List<String> packages) {
    return judged(host.known(apt.simulate(verb, packages)));
  }

  private AptSimulation judged(CommandOutput output) {
    if (!output.ok()) {
      throw AptOutput.refusal(output);
    }
    AptSimulation simulation = AptSimulation.read(output);
    refuseRemovals(simulation);
    return simulation;
  }

  private Map<PackageRequest, @Nullable PackageInfo> look(
      List<String> names, List<Probe<?>> beside) {
    if (host.known(new Probe.Manager()) != PackageManager.APT) {
      throw new ModuleFailure(
          "this host has no apt-get; use package, or the module of its manager");
    }
    List<PackageRequest> requests = names.stream().map(PackageRequest::parse).toList();
    List<Probe<?>> probes = new ArrayList<>(beside);
    requests.stream().filter(r -> !r.isGlob()).forEach(r -> probes.add(probe(r)));
    host.need(probes);
    Map<PackageRequest, @Nullable PackageInfo> out = new LinkedHashMap<>();
    for (PackageRequest request : requests) {
      out.put(request, request.isGlob() ? null : host.known(probe(request)));
    }
    return out;
  }

  /**
   * Whether an installed package provides this one (a virtual package, deb-control(5) Provides).
   */
  private boolean isProvided(PackageRequest request) {
    Pattern wanted = Pattern.compile("(^|[\\s,])" + Pattern.quote(request.name()) + "($|[\\s,(])");
    return switch (host.read(INSTALLED)) {
      case Observed.Known<CommandOutput>(CommandOutput output) ->
          output
              .out()
              .lines()
              .filter(line -> line.startsWith("installed\t"))
              .anyMatch(line -> wanted.matcher(line.substring("installed\t".length())).find());
      // What is being installed in this check may provide it; the package itself is known absent.
      case Observed.Unknown<CommandOutput> unknown -> false;
    };
  }

  private static Probe.PackageAt probe(PackageRequest request) {
    return new Probe.PackageAt(PackageManager.APT, request.name());
  }
}
