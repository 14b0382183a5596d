package dev.play.modules.containers;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.prune.Candidates;
import dev.play.modules.containers.prune.Filters;
import dev.play.modules.containers.prune.Removed;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Removes what nothing uses. Options and results as in {@code community.docker.docker_prune}. */
@ModuleDoc(
    name = "docker_prune",
    also = "community.docker.docker_prune",
    summary = "Removes containers, images, networks, volumes and build caches that nothing uses.",
    example = "docker_prune: {containers: true, images: true, images_filters: {dangling: false}}",
    notes =
        "What filters by age, or labels that lack, leave over shows only when it is removed, as"
            + " does which of the builder's cache goes: a check says unknown.")
public final class DockerPrune implements Module<DockerPrune.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "remove containers that do not run", def = "false") boolean containers,
      @Param(value = "which ones", def = "") Map<String, Value> containersFilters,
      @Param(value = "remove images", def = "false") boolean images,
      @Param(value = "which ones; dangling: false for all that no container uses", def = "")
          Map<String, Value> imagesFilters,
      @Param(value = "remove networks", def = "false") boolean networks,
      @Param(value = "which ones", def = "") Map<String, Value> networksFilters,
      @Param(value = "remove volumes", def = "false") boolean volumes,
      @Param(value = "which ones; all: true for such as have a name too", def = "")
          Map<String, Value> volumesFilters,
      @Param(value = "remove the builder's cache", def = "false") boolean builderCache,
      @Param(value = "all of it", def = "false") boolean builderCacheAll,
      @Param(value = "which of it", def = "") Map<String, Value> builderCacheFilters,
      @Param("how much of it to keep") Optional<String> builderCacheKeepStorage,
      DaemonArguments daemon) {
    public Args {
      new Filters(containersFilters);
      new Filters(imagesFilters);
      new Filters(networksFilters);
      new Filters(volumesFilters);
      new Filters(builderCacheFilters);
      builderCacheKeepStorage.ifPresent(k -> Wanted.bytes("builder_cache_keep_storage", k));
    }

    private List<String> cacheWords() {
      List<String> out = new ArrayList<>(List.of("builder", "prune", "--force"));
      if (builderCacheAll) {
        out.add("--all");
      }
      out.addAll(new Filters(builderCacheFilters).options());
      builderCacheKeepStorage.ifPresent(
          k -> out.add("--keep-storage=" + Wanted.bytes("builder_cache_keep_storage", k)));
      return out;
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    DockerClient docker = args.daemon().client();
    Map<String, Candidates> found = new LinkedHashMap<>();
    Map<String, List<String>> calls = new LinkedHashMap<>();
    Candidates gone = Candidates.none();
    if (args.containers()) {
      Filters filters = new Filters(args.containersFilters());
      gone = Candidates.containers(docker, host, filters);
      found.put("containers", gone);
      calls.put("containers", call("container", filters));
    }
    if (args.images()) {
      Filters filters = new Filters(args.imagesFilters());
      found.put("images", Candidates.images(docker, host, filters, gone));
      calls.put("images", call("image", filters));
    }
    if (args.networks()) {
      Filters filters = new Filters(args.networksFilters());
      found.put("networks", Candidates.networks(docker, host, filters));
      calls.put("networks", call("network", filters));
    }
    if (args.volumes()) {
      Filters filters = new Filters(args.volumesFilters());
      found.put("volumes", Candidates.volumes(docker, host, filters, gone));
      calls.put("volumes", call("volume", filters));
    }
    if (args.builderCache()) {
      found.put("builder cache", Candidates.cache(docker, host));
      calls.put("builder cache", args.cacheWords());
    }
    return removing(docker, found, calls);
  }

  private static List<String> call(String kind, Filters filters) {
    List<String> out = new ArrayList<>(List.of(kind, "prune", "--force"));
    out.addAll(filters.options());
    return out;
  }

  private static Plan removing(
      DockerClient docker, Map<String, Candidates> found, Map<String, List<String>> calls) {
    List<Effect> effects = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    StringBuilder diff = new StringBuilder();
    boolean sure = false;
    for (Map.Entry<String, Candidates> one : found.entrySet()) {
      Candidates candidates = one.getValue();
      if (!candidates.isNone()) {
        kinds.add(one.getKey());
        effects.add(
            docker.run(
                calls.getOrDefault(one.getKey(), List.of()), "remove unused " + one.getKey()));
        sure |= !candidates.things().isEmpty();
        candidates
            .things()
            .forEach(
                t -> diff.append("- ").append(one.getKey()).append(' ').append(t).append('\n'));
      }
    }
    TaskResult nothing = TaskResult.EMPTY;
    for (String kind : found.keySet()) {
      nothing = new Removed(List.of(), 0).into(nothing, kind);
    }
    TaskResult start = nothing;
    if (effects.isEmpty()) {
      return Plan.same(start);
    }
    java.util.function.Function<List<Plan.Outcome>, TaskResult> told =
        outcomes -> told(start, kinds, outcomes);
    return sure
        ? new Plan.Change(effects, told, true, false, Optional.of(diff.toString()))
        : new Plan.Perhaps(effects, told, "until it is removed");
  }

  private static TaskResult told(
      TaskResult start, List<String> kinds, List<Plan.Outcome> outcomes) {
    TaskResult out = start;
    boolean any = false;
    for (int i = 0; i < kinds.size(); i++) {
      Removed removed = Removed.of(outcomes.get(i).output().out());
      out = removed.into(out, kinds.get(i));
      any |= !removed.things().isEmpty() || removed.bytes() > 0;
    }
    return out.changed(any);
  }
}
