package dev.play.modules.net;

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
import dev.play.module.PathExpansion;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of git (git-config(1)). Options and results as in {@code community.general.git_config}.
 */
@ModuleDoc(
    name = "git_config",
    also = "community.general.git_config",
    summary = "Sets and unsets settings of git.",
    example = "git_config: {name: core.editor, value: vim, scope: global}",
    requiredIf = {"state,present,value", "scope,local,repo", "scope,file,file"})
public final class GitConfig implements Module<GitConfig.Args> {
  private static final Resource SETTINGS = Resource.topic("git-config");

  /** The arguments. */
  public record Args(
      @Param("the setting, for example core.editor") String name,
      @Param("what it is to be") Optional<String> value,
      @Param("the repository, with scope local") Optional<HostPath> repo,
      @Param("the file, with scope file") Optional<HostPath> file,
      @Param(
              value = "whose setting it is; the system's when not given",
              choices = {"file", "local", "global", "system"})
          Optional<String> scope,
      @Param(value = "whether it is to be set", def = "present") State state,
      @Param(
              value = "beside what is set already, or in its place",
              def = "replace-all",
              choices = {"add", "replace-all"})
          String addMode) {
    public Args {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]*(\\.[^\\n\\x00]*)?\\.[A-Za-z][A-Za-z0-9-]*")) {
        throw new IllegalArgumentException("not a setting of git: '" + name + "'");
      }
      if (value.filter(v -> v.indexOf('\0') >= 0).isPresent()) {
        throw new IllegalArgumentException("a value cannot hold a NUL character");
      }
    }

    private String where() {
      return scope.orElse("system");
    }

    private List<String> argv(String... words) {
      List<String> out = new ArrayList<>(List.of("git"));
      if (where().equals("local")) {
        out.addAll(List.of("-C", repo.orElseThrow().text()));
      }
      out.add("config");
      out.add(where().equals("file") ? "--file=" + file.orElseThrow() : "--" + where());
      out.addAll(List.of(words));
      return out;
    }
  }

  /** Whether a setting is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>(Set.of(SETTINGS));
    switch (args.where()) {
      case "file" -> out.add(Resource.path(args.file().orElseThrow()));
      case "local" -> out.add(new Resource.Tree(args.repo().orElseThrow()));
      case "global" ->
          out.addAll(
              Set.of(Resource.tree("/home"), Resource.path(HostPath.of("/root/.gitconfig"))));
      default -> out.add(Resource.path(HostPath.of("/etc/gitconfig")));
    }
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("git")).isEmpty()) {
      throw new ModuleFailure("Failed to find required executable \"git\" in paths");
    }
    Set<Resource> touched = touched(args, host);
    Set<Resource> about = new HashSet<>(touched);
    about.add(Resource.PACKAGE_SET);
    CommandOutput told =
        host.known(Probe.Query.of(about, args.argv("--null", "--get-all", args.name())));
    if (told.status() > 1 || !told.err().isBlank()) {
      throw new ModuleFailure(told.err().strip(), TaskResult.of("rc", told.status()));
    }
    List<String> now = told.out().isEmpty() ? List.of() : Arrays.asList(told.out().split("\0", -1));
    now = now.isEmpty() ? now : now.subList(0, now.size() - 1);
    if (args.state() == State.ABSENT) {
      return now.isEmpty()
          ? Plan.same(TaskResult.of("msg", "no setting to unset"))
          : change(args, touched, now, List.of(), "--unset-all", args.name());
    }
    String wanted = args.value().orElseThrow();
    boolean adds = args.addMode().equals("add");
    if (adds ? now.contains(wanted) : now.equals(List.of(wanted))) {
      return Plan.same(TaskResult.of("msg", ""));
    }
    List<String> after = new ArrayList<>(adds ? now : List.of());
    after.add(wanted);
    return change(args, touched, now, after, adds ? "--add" : "--replace-all", args.name(), wanted);
  }

  /** The settings, and the file that holds them. */
  private Set<Resource> touched(Args args, HostView host) {
    return args.where().equals("global")
        ? Set.of(SETTINGS, Resource.path(PathExpansion.of(HostPath.of("~/.gitconfig"), host)))
        : mayTouch(args);
  }

  private static Plan change(
      Args args, Set<Resource> touched, List<String> now, List<String> after, String... words) {
    Effect run =
        Effect.Run.of(
            Command.of(args.argv(words)),
            (after.isEmpty() ? "unset " : "set ") + args.name() + " of git",
            touched);
    StringBuilder diff =
        new StringBuilder("--- git " + args.where() + "\n+++ git " + args.where() + "\n");
    now.stream().filter(v -> !after.contains(v)).forEach(v -> line(diff, '-', args, v));
    after.stream().filter(v -> !now.contains(v)).forEach(v -> line(diff, '+', args, v));
    TaskResult result = TaskResult.of("msg", "setting changed");
    return new Plan.Change(
        List.of(run), outcomes -> result, false, false, Optional.of(diff.toString()));
  }

  private static void line(StringBuilder diff, char sign, Args args, String value) {
    diff.append(sign).append(args.name()).append(" = ").append(value).append('\n');
  }
}
