package dev.play.modules.debian;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of several programs a common name means (update-alternatives(1)). Options and results as in
 * {@code community.general.alternatives}.
 */
@ModuleDoc(
    name = "alternatives",
    also = "community.general.alternatives",
    summary = "Chooses which of several programs a common name means.",
    example = "alternatives: {name: editor, path: /usr/bin/vim.basic}")
public final class Alternatives implements Module<Alternatives.Args> {
  private static final Resource CHOICES = Resource.topic("alternatives");

  /** The arguments. */
  public record Args(
      @Param("the name") String name,
      @Param("the program that it is to mean") HostPath path,
      @Param("the link that all use, for a name that is new") Optional<HostPath> link,
      @Param("how it stands among the others; 50 for one that is new") Optional<Integer> priority,
      @Param(value = "what it is to be", def = "selected") State state) {
    public Args {
      if (!name.matches("[A-Za-z0-9][^\\s/]*")) {
        throw new IllegalArgumentException("not a name of an alternative: '" + name + "'");
      }
    }
  }

  /** What an alternative is to be. */
  public enum State {
    PRESENT,
    SELECTED,
    AUTO,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(CHOICES, Resource.tree("/etc/alternatives"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    CommandOutput told =
        host.known(
            Probe.Query.of(
                Set.of(CHOICES, Resource.PACKAGES, Resource.tree("/etc/alternatives")),
                "update-alternatives",
                "--query",
                args.name()));
    Known known = Known.read(told.ok() ? told.out() : "");
    String path = args.path().text();
    int at = known.paths().indexOf(path);
    List<Effect> effects = new ArrayList<>();
    TaskResult result = TaskResult.of("name", args.name(), "path", path);
    if (args.state() == State.ABSENT) {
      if (at >= 0) {
        effects.add(run(List.of("--remove", args.name(), path), "forget " + path, args));
      }
      return Plan.change(effects, result);
    }
    boolean otherPriority =
        at >= 0 && args.priority().filter(p -> !p.equals(known.priorities().get(at))).isPresent();
    if (at < 0 || otherPriority) {
      effects.add(install(args, host, known));
    }
    if (args.state() == State.SELECTED && !known.value().equals(path)) {
      effects.add(run(List.of("--set", args.name(), path), "choose " + path, args));
    } else if (args.state() == State.AUTO && !known.automatic()) {
      effects.add(run(List.of("--auto", args.name()), "choose the best " + args.name(), args));
    }
    return Plan.change(effects, result);
  }

  private static Effect install(Args args, HostView host, Known known) {
    if (!host.known(new Probe.FileAt(args.path(), true)).exists()) {
      throw new ModuleFailure("Specified path " + args.path() + " does not exist");
    }
    String link =
        args.link()
            .map(HostPath::text)
            .or(known::link)
            .orElseThrow(
                () ->
                    new ModuleFailure(
                        "Needed to install the alternative, but unable to do so as we are missing"
                            + " the link"));
    String priority = Integer.toString(args.priority().orElse(50));
    return run(
        List.of("--install", link, args.name(), args.path().text(), priority),
        "offer " + args.path() + " as " + args.name(),
        args);
  }

  private static Effect run(List<String> words, String why, Args args) {
    List<String> argv = new ArrayList<>(List.of("update-alternatives"));
    argv.addAll(words);
    Set<Resource> touched =
        args.link()
            .map(l -> Set.of(CHOICES, Resource.tree("/etc/alternatives"), Resource.path(l)))
            .orElse(Set.of(CHOICES, Resource.tree("/etc/alternatives")));
    return Effect.Run.of(Command.of(argv), why, touched);
  }

  /** What {@code --query} tells: paragraphs of {@code Key: value}. */
  private record Known(
      Optional<String> link,
      String value,
      boolean automatic,
      List<String> paths,
      List<Integer> priorities) {
    static Known read(String text) {
      Optional<String> link = Optional.empty();
      String value = "";
      boolean automatic = true;
      List<String> paths = new ArrayList<>();
      List<Integer> priorities = new ArrayList<>();
      for (String line : text.lines().toList()) {
        int colon = line.indexOf(": ");
        String rest = colon < 0 ? "" : line.substring(colon + 2).strip();
        switch (colon < 0 ? "" : line.substring(0, colon)) {
          case "Link" -> link = Optional.of(rest);
          case "Value" -> value = rest;
          case "Status" -> automatic = rest.equals("auto");
          case "Alternative" -> paths.add(rest);
          case "Priority" -> priorities.add(Integer.parseInt(rest));
          default -> {}
        }
      }
      return new Known(link, value, automatic, paths, priorities);
    }
  }
}
