package dev.play.modules.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A compose project as the user names it.
 *
 * @param docker the client that is called
 * @param source directory of its files
 * @param definition in place of files, as JSON; empty for none
 * @param override a further file, as JSON, given by standard input; the definition with what is
 *     added to it where there is one; empty for none
 */
public record Project(
    DockerClient docker,
    HostPath source,
    Optional<String> name,
    List<String> files,
    List<String> envFiles,
    List<String> profiles,
    String definition,
    String override) {
  /** Containers, images, networks and volumes. */
  public static final Resource DOCKER = Resource.topic("docker");

  public Project {
    files = List.copyOf(files);
    envFiles = List.copyOf(envFiles);
    profiles = List.copyOf(profiles);
  }

  /** One of files on the host. */
  public static Project of(
      DockerClient docker,
      HostPath source,
      Optional<String> name,
      List<String> files,
      List<String> envFiles,
      List<String> profiles) {
    return new Project(docker, source.normal(), name, files, envFiles, profiles, "", "");
  }

  /** One that is written out in the playbook; what is relative in it begins at the root. */
  public static Project defined(
      DockerClient docker,
      Map<String, Value> definition,
      Optional<String> name,
      List<String> envFiles,
      List<String> profiles) {
    String text = Json.compact(Json.tree(definition));
    return new Project(docker, HostPath.of("/"), name, List.of(), envFiles, profiles, text, "");
  }

  /** Whether it is written out in the playbook. */
  public boolean isDefined() {
    return !definition.isEmpty();
  }

  /** The same with an override. */
  public Project with(String json) {
    return new Project(docker, source, name, files, envFiles, profiles, definition, json);
  }

  /** The same of other files, and without an override. */
  public Project withFiles(List<String> others) {
    return new Project(docker, source, name, others, envFiles, profiles, definition, "");
  }

  private String input() {
    return override.isEmpty() ? definition : override;
  }

  /** {@code docker compose} with all that tells it which project. */
  public List<String> argv(String... verb) {
    List<String> argv = new ArrayList<>(docker.argv(List.of("compose")));
    argv.addAll(List.of("--project-directory", source.text(), "--ansi", "never"));
    name.ifPresent(n -> argv.addAll(List.of("--project-name", n)));
    files.forEach(f -> argv.addAll(List.of("--file", path(f))));
    if (!input().isEmpty()) {
      argv.addAll(List.of("--file", "-"));
    }
    envFiles.forEach(f -> argv.addAll(List.of("--env-file", path(f))));
    profiles.forEach(p -> argv.addAll(List.of("--profile", p)));
    argv.addAll(List.of(verb));
    return argv;
  }

  private String path(String file) {
    return file.startsWith("/") ? file : source.child(file).text();
  }

  /** A question to compose that only reads the project's files. */
  public Probe.Query aboutFiles(String... verb) {
    return new Probe.Query(argv(verb), docker.environment(), Blob.of(input()), sources());
  }

  /** What compose's answer depends on; of a definition all paths in it that could be files. */
  private Set<Resource> sources() {
    Set<Resource> out = new HashSet<>(Set.of(Resource.PACKAGE_SET));
    envFiles.forEach(f -> out.add(Resource.tree(path(f))));
    if (isDefined()) {
      paths(Json.read(definition, "the definition"), out);
    } else {
      out.add(Resource.tree(source.text()));
    }
    return out;
  }

  private static void paths(JsonNode node, Set<Resource> out) {
    String path = node.asText().split(":", 2)[0];
    if (node.isTextual() && path.matches("/+[^/\\x00][^\\x00]*")) {
      out.add(Resource.tree(path));
    }
    node.forEach(n -> paths(n, out));
  }

  /** A compose call that changes things; compose's own files are not touched by it. */
  public Command command(List<String> verb) {
    return Command.of(argv(verb.toArray(String[]::new)))
        .withEnvironment(docker.environment())
        .withEnvironment(Map.of("BUILDKIT_PROGRESS", "plain"))
        .withStdin(Blob.of(input()))
        .in(source);
  }

  /** A question by a script, of what Docker has; its last arguments are the client. */
  Probe.Query aboutDocker(String script, String... words) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    argv.addAll(List.of(words));
    argv.addAll(docker.argv(List.of()));
    return new Probe.Query(
        argv,
        docker.environment(),
        Blob.of(""),
        Set.of(DOCKER, Resource.ofUnit("docker.service"), Resource.PACKAGE_SET));
  }

  /** A look by a script after a change; its last arguments are the client. */
  Command look(String script, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(docker.argv(List.of()));
    return Command.script(script, all.toArray(String[]::new)).withEnvironment(docker.environment());
  }

  /** Bringing it up; where that fails, containers that are ill say why with their last words. */
  public Effect.Run up(String named, List<String> verb, String why) {
    int client = docker.argv(List.of()).size();
    List<String> words = new ArrayList<>(List.of(named, Integer.toString(client)));
    words.addAll(argv(verb.toArray(String[]::new)));
    Command plain = command(verb);
    Command command =
        Command.script(LastWords.UP, words.toArray(String[]::new))
            .withEnvironment(plain.environment())
            .withStdin(plain.stdin())
            .in(source);
    return Effect.Run.of(command, why, touched());
  }

  /** What bringing it up or down may change. */
  public Set<Resource> touched() {
    return new HashSet<>(Set.of(DOCKER, Resource.topic("nftables"), Resource.topic("processes")));
  }

  /** A compose call as an effect. */
  public Effect.Run run(List<String> verb, String why) {
    return Effect.Run.of(command(verb), why, touched());
  }
}
