package dev.play.modules.distro;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.distro.zypp.RepoFile;
import dev.play.modules.distro.zypp.Repositories;
import dev.play.modules.distro.zypp.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Repositories of zypper (zypper(8)). Options and results as in {@code
 * community.general.zypper_repository}.
 */
@ModuleDoc(
    name = "zypper_repository",
    also = "community.general.zypper_repository",
    summary = "Adds and removes repositories of zypper.",
    example = "zypper_repository: {name: apache, repo: 'https://download.example.org/apache/'}",
    notes = {
      "Only zypper reads what the repositories are, so that `$releasever` stays as it is written.",
      "A file .repo at an address is fetched by the host, in a check too."
    })
public final class ZypperRepository implements Module<ZypperRepository.Args> {
  /** The arguments. */
  public record Args(
      @Param("its alias; not for files .repo, which tell it") Optional<String> name,
      @Param("its address, or a file .repo: a path on the host or an address")
          Optional<String> repo,
      @Param(value = "whether it is there", def = "present") State state,
      @Param("what it is called for people") Optional<String> description,
      @Param(value = "take packages without a signature", def = "false") boolean disableGpgCheck,
      @Param(value = "fetch its lists whenever they are old", aliases = "refresh", def = "true")
          boolean autorefresh,
      @Param("the smaller the sooner packages are taken from it") Optional<Integer> priority,
      @Param(value = "replace several that have its alias or address", def = "false")
          boolean overwriteMultiple,
      @Param(value = "trust its key, and fetch its lists where it is new or changed", def = "false")
          boolean autoImportKeys,
      @Param(value = "fetch its lists; with repo '*' all of them", def = "false")
          boolean runrefresh,
      @Param(value = "whether it is used", def = "true") boolean enabled) {
    public Args {
      word("name", name, "\\*|[\\p{L}\\p{N}_][^\\p{Cntrl}/]*");
      word("repo", repo, "\\*|[\\p{L}\\p{N}/.$@_][^\\p{Cntrl}]*");
      word("description", description, "[^\\p{Cntrl}]+");
      boolean all = name.equals(Optional.of("*")) || repo.equals(Optional.of("*"));
      if (all && !runrefresh) {
        throw new IllegalArgumentException("repo=* can only be used with the runrefresh option.");
      }
      if (!all && state == State.PRESENT && repo.isEmpty()) {
        throw new IllegalArgumentException("Module option state=present requires repo");
      }
      if (!all && state == State.ABSENT && repo.isEmpty() && name.isEmpty()) {
        throw new IllegalArgumentException("Alias or repo parameter required when state=absent");
      }
      boolean file = repo.filter(r -> r.endsWith(".repo")).isPresent();
      if (file && name.isPresent()) {
        throw new IllegalArgumentException(
            "Incompatible option: 'name'. Do not use name when adding .repo files");
      }
      if (!all && !file && name.isEmpty() && state == State.PRESENT) {
        throw new IllegalArgumentException("Name required when adding non-repo files.");
      }
    }

    private static void word(String option, Optional<String> value, String pattern) {
      if (value.filter(v -> !v.matches(pattern)).isPresent()) {
        throw new IllegalArgumentException(option + ": not one: '" + value.get() + "'");
      }
    }

    boolean isOfAll() {
      return name.equals(Optional.of("*")) || repo.equals(Optional.of("*"));
    }

    Repository repository() {
      return new Repository(
          name.orElse(""),
          repo.orElse(""),
          description.orElse(""),
          priority.filter(p -> p != 0).map(p -> Integer.toString(p)).orElse(""),
          enabled ? "1" : "0",
          autorefresh ? "1" : "0",
          disableGpgCheck ? "0" : "1");
    }
  }

  /** Whether it is there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Repositories.TOUCHED;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (args.isOfAll()) {
      return Plan.change(
          List.of(Repositories.refresh("", args.autoImportKeys())),
          TaskResult.of("runrefresh", true).changed(false));
    }
    boolean file = args.repo().filter(r -> r.endsWith(".repo")).isPresent();
    Repository wanted =
        file
            ? RepoFile.read(args.repo().orElseThrow(), args.repository(), host)
            : args.repository();
    TaskResult result =
        TaskResult.of(
            "repodata", wanted.asResult(), "state", args.state().name().toLowerCase(Locale.ROOT));
    List<Repository> there = Repositories.like(wanted, host);
    List<Effect> effects = new ArrayList<>();
    if (args.state() == State.ABSENT) {
      there.forEach(r -> effects.add(Repositories.remove(r)));
      return Plan.change(effects, result);
    }
    if (there.size() > 1 && !args.overwriteMultiple()) {
      throw new ModuleFailure(
          "More than one repo matched \"%s\": \"%s\". Use overwrite_multiple to allow more than one repo to be overwritten"
              .formatted(wanted.alias(), there.stream().map(Repository::alias).toList()));
    }
    if (there.size() == 1 && Repositories.suits(there.getFirst(), wanted)) {
      if (args.runrefresh()) {
        effects.add(Repositories.refresh(wanted.alias(), args.autoImportKeys()));
      }
      return Plan.change(effects, result.changed(false));
    }
    there.forEach(r -> effects.add(Repositories.remove(r)));
    effects.add(Repositories.add(wanted));
    if (args.runrefresh() || args.autoImportKeys()) {
      effects.add(Repositories.refresh(wanted.alias(), args.autoImportKeys()));
    }
    return Plan.change(effects, result);
  }
}
