package dev.play.modules.distro.pacman;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what pacman has to do for one task. */
public final class PacmanPlan {
  private final HostView host;
  private final PacmanCall pacman;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<String> packages = new LinkedHashSet<>();
  private boolean fresh;

  public PacmanPlan(HostView host, PacmanCall pacman) {
    this.host = host;
    this.pacman = pacman;
  }

  /** Fetches the lists where they are other ones. */
  public void refresh() {
    fresh = simulate(List.of(), "update package db").fresh();
  }

  /**
   * Installs what is missing; with {@code latest} upgrades what is there.
   *
   * @param more further options
   */
  public void present(List<String> names, boolean latest, List<String> more) {
    List<String> plain = members(names.stream().filter(n -> !isFile(n)).toList());
    host.need(plain.stream().map(PacmanCall::installed).toList());
    List<String> wanted =
        plain.stream()
            .filter(n -> latest || !host.known(PacmanCall.installed(n)).installed())
            .toList();
    if (!wanted.isEmpty()) {
      verb("--sync", List.of("--needed"), more, wanted, "install");
    }
    List<String> files = new ArrayList<>();
    for (String file : names.stream().filter(PacmanPlan::isFile).toList()) {
      boolean there =
          simulate(words("--upgrade", List.of("--print"), more, List.of(file)), "read " + file)
              .rows()
              .stream()
              .allMatch(r -> isThere(r, latest));
      if (!there) {
        files.add(file);
      }
    }
    if (!files.isEmpty()) {
      verb("--upgrade", List.of(), more, files, "install");
    }
  }

  private boolean isThere(PacmanCall.Row row, boolean latest) {
    var info = host.known(PacmanCall.installed(row.name()));
    return info.installed()
        && (!latest || info.version().filter(row.version()::equals).isPresent());
  }

  /** Removes what is there. */
  public void absent(List<String> names, List<String> options, List<String> more) {
    List<String> plain = members(names.stream().filter(n -> !isFile(n)).toList());
    host.need(plain.stream().map(PacmanCall::installed).toList());
    List<String> there =
        plain.stream().filter(n -> host.known(PacmanCall.installed(n)).installed()).toList();
    if (!there.isEmpty()) {
      verb("--remove", options, more, there, "remove");
    }
  }

  /** Upgrades the system. */
  public void upgrade(List<String> more) {
    List<String> words = words("--sync", List.of("--sysupgrade"), more, List.of());
    PacmanCall.Simulation answer =
        simulate(words("--sync", List.of("--sysupgrade", "--print"), more, List.of()), "upgrade");
    if (!answer.rows().isEmpty()) {
      answer.rows().forEach(r -> packages.add(r.name()));
      effects.add(pacman.run(words, "upgrade the system", answer.rows(), false));
    }
  }

  /**
   * Says why packages are there.
   *
   * @param all of those too that were there before
   */
  public void reason(List<String> names, boolean dependency, boolean all) {
    List<String> plain = members(names.stream().filter(n -> !isFile(n)).toList());
    List<String> explicit = host.known(pacman.ask(List.of("-Qqe"))).out().lines().toList();
    List<String> other = new ArrayList<>();
    for (String name : plain) {
      boolean there = host.known(PacmanCall.installed(name)).installed();
      // What is asked for by name is explicit when it is new.
      boolean wrong = there ? all && explicit.contains(name) == dependency : dependency;
      if (wrong) {
        other.add(name);
      }
    }
    if (!other.isEmpty()) {
      packages.addAll(other);
      List<String> words =
          words("--database", List.of(dependency ? "--asdeps" : "--asexplicit"), List.of(), other);
      effects.add(
          pacman.run(
              words,
              "say that "
                  + String.join(" ", other)
                  + (dependency ? " came as dependencies" : " were asked for")));
    }
  }

  /** All of it. */
  public Plan plan(boolean onlyLists) {
    boolean changed = !packages.isEmpty() || fresh;
    TaskResult result =
        TaskResult.of("packages", List.copyOf(packages), "msg", message(onlyLists, changed));
    if (!pacman.refresh().isEmpty()) {
      result = result.with("cache_updated", fresh);
    }
    if (fresh) {
      effects.addFirst(pacman.fetch());
    }
    return Plan.change(effects, result);
  }

  private String message(boolean onlyLists, boolean changed) {
    if (onlyLists) {
      return changed ? "Updated package db" : "Package db is up to date";
    }
    return packages.isEmpty()
        ? "package(s) already as they are to be"
        : "changed " + packages.size() + " package(s)";
  }

  private void verb(
      String verb, List<String> options, List<String> more, List<String> names, String why) {
    List<String> print = new ArrayList<>(options);
    print.add("--print");
    // What it keeps it does not print, and does not want to be asked.
    print.remove("--nosave");
    String words = why + " " + String.join(" ", names);
    PacmanCall.Simulation answer = simulate(words(verb, print, more, names), words);
    if (answer.rows().isEmpty()) {
      return;
    }
    answer.rows().forEach(r -> packages.add(r.name()));
    effects.add(
        pacman.run(
            words(verb, options, more, names), words, answer.rows(), verb.equals("--remove")));
  }

  private static List<String> words(
      String verb, List<String> options, List<String> more, List<String> names) {
    List<String> out = new ArrayList<>(List.of(verb));
    out.addAll(options);
    out.addAll(more);
    if (!names.isEmpty()) {
      out.add("--");
      out.addAll(names);
    }
    return out;
  }

  private PacmanCall.Simulation simulate(List<String> words, String what) {
    CommandOutput output = host.known(pacman.simulate(words));
    if (!output.ok()) {
      throw new ModuleFailure(
          "Failed to " + what + ": " + (output.err() + output.out()).strip(),
          TaskResult.of("rc", output.status(), "stderr", output.err()));
    }
    return PacmanCall.read(output);
  }

  /** Groups stand for their members. */
  private List<String> members(List<String> names) {
    Set<String> out = new LinkedHashSet<>();
    for (String name : names) {
      boolean there = host.known(PacmanCall.installed(name)).installed();
      List<String> group =
          there
              ? List.of()
              : host.known(pacman.ask(List.of("-Sgq", "--", name))).out().lines().toList();
      out.addAll(group.isEmpty() ? List.of(name) : group);
    }
    return List.copyOf(out);
  }

  private static boolean isFile(String name) {
    return name.contains("/") || name.contains(".pkg.tar");
  }
}
