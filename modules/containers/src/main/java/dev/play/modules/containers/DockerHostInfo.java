package dev.play.modules.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.play.host.CommandOutput;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.info.Brief;
import dev.play.modules.containers.info.Listing;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** As {@code community.docker.docker_host_info}. */
@ModuleDoc(
    name = "docker_host_info",
    also = "community.docker.docker_host_info",
    summary = "Tells of a Docker engine, and of what it has.",
    example = "docker_host_info: {containers: true, images_filters: {dangling: true}}")
public final class DockerHostInfo implements Module<DockerHostInfo.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "list containers that run", def = "false") boolean containers,
      @Param(value = "the others too", def = "false") boolean containersAll,
      @Param(value = "which ones", def = "") Map<String, Value> containersFilters,
      @Param(value = "list images", def = "false") boolean images,
      @Param(value = "which ones", def = "") Map<String, Value> imagesFilters,
      @Param(value = "list networks", def = "false") boolean networks,
      @Param(value = "which ones", def = "") Map<String, Value> networksFilters,
      @Param(value = "list volumes", def = "false") boolean volumes,
      @Param(value = "which ones", def = "") Map<String, Value> volumesFilters,
      @Param(value = "tell what layers take", def = "false") boolean diskUsage,
      @Param(value = "tell all that is known of each", def = "false") boolean verboseOutput,
      DaemonArguments daemon) {
    public Args {
      Listing.filters(containersFilters);
      Listing.filters(imagesFilters);
      Listing.filters(networksFilters);
      Listing.filters(volumesFilters);
    }
  }

  private static final Set<String> PASSING =
      Set.of("SystemTime", "NFd", "NGoroutines", "NEventsListener");

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    DockerClient docker = args.daemon().client();
    TaskResult out = TaskResult.of("can_talk_to_docker", true, "host_info", engine(docker, host));
    List<String> all = args.containersAll() ? List.of("--all") : List.of();
    if (args.containers()) {
      out = out.with("containers", list(args, host, "container", args.containersFilters(), all));
    }
    if (args.images()) {
      out = out.with("images", list(args, host, "image", args.imagesFilters(), List.of()));
    }
    if (args.networks()) {
      out = out.with("networks", list(args, host, "network", args.networksFilters(), List.of()));
    }
    if (args.volumes()) {
      out = out.with("volumes", list(args, host, "volume", args.volumesFilters(), List.of()));
    }
    return Plan.same(
        args.diskUsage() ? out.with("disk_usage", usage(docker, host, args.verboseOutput())) : out);
  }

  private static Value engine(DockerClient docker, HostView host) {
    CommandOutput told =
        docker.answer(host, docker.momentary(List.of("info", "--format", "{{json .}}")));
    String error = told.err().strip();
    if (told.ok()) {
      JsonNode info = Json.read(told.out(), "what docker info tells");
      error = info.path("ServerErrors").path(0).asText();
      if (error.isEmpty()) {
        // What another moment makes different is no more when the result is read.
        return info instanceof ObjectNode all ? Json.value(all.remove(PASSING)) : Json.value(info);
      }
    }
    throw new ModuleFailure(
        "Error inspecting docker host: " + error, TaskResult.of("can_talk_to_docker", false));
  }

  private static List<Value> list(
      Args args, HostView host, String kind, Map<String, Value> filters, List<String> more) {
    DockerClient docker = args.daemon().client();
    List<String> options = new ArrayList<>(more);
    options.addAll(Listing.filters(filters));
    if (args.verboseOutput()) {
      return Listing.inspected(docker, host, kind, options);
    }
    Map<String, String> status =
        kind.equals("container") ? statuses(docker, host, options) : Map.of();
    return Listing.trees(docker, host, kind, options).stream()
        .map(t -> Brief.of(kind, t, status.getOrDefault(t.path("Id").asText(), "")))
        .toList();
  }

  private static Map<String, String> statuses(
      DockerClient docker, HostView host, List<String> options) {
    List<String> words = new ArrayList<>(List.of("container", "ls", "--no-trunc"));
    words.addAll(options);
    words.addAll(List.of("--format", "{{.ID}} {{.Status}}"));
    Map<String, String> out = new java.util.HashMap<>();
    for (String line : docker.ask(host, words).split("\n")) {
      String[] parts = line.split(" ", 2);
      if (parts.length == 2) {
        out.put(parts[0], parts[1].strip());
      }
    }
    return out;
  }

  private static Value usage(DockerClient docker, HostView host, boolean verbose) {
    if (verbose) {
      String told = docker.ask(host, "system", "df", "--verbose", "--format", "{{json .}}");
      return Json.value(Json.read(told, "what docker system df tells"));
    }
    String told = docker.ask(host, "system", "df", "--format", "{{.Type}}\t{{.Size}}");
    Optional<String> layers =
        told.lines().filter(l -> l.startsWith("Images\t")).map(l -> l.substring(7)).findFirst();
    return Value.dictOf("LayersSize", layers.map(Brief::bytes).orElse(0L));
  }
}
