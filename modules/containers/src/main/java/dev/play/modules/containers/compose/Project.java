package dev.play.modules.containers.compose;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A compose project as the user names it.
 *
 * @param source directory of its files
 * @param override a further file, as JSON, given by standard input; empty for none
 */
public record Project(
    HostPath source,
    Optional<String> name,
    List<String> files,
    List<String> envFiles,
    List<String> profiles,
    String override) {
  /** Containers, images, networks and volumes. */
  public static final Resource DOCKER = Resource.topic("docker");

  public Project {
    files = List.copyOf(files);
    envFiles = List.copyOf(envFiles);
    profiles = List.copyOf(profiles);
  }

  /** The same with an override. */
  public Project with(String json) {
    return new Project(source, name, files, envFiles, profiles, json);
  }

  /** {@code docker compose} with all that tells it which project. */
  public List<String> argv(String... verb) {
    List<String> argv = new ArrayList<>(List.of("docker", "compose"));
    argv.addAll(List.of("--project-directory", source.text(), "--ansi", "never"));
    name.ifPresent(n -> argv.addAll(List.of("--project-name", n)));
    files.forEach(f -> argv.addAll(List.of("--file", path(f))));
    if (!override.isEmpty()) {
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
    return new Probe.Query(
        argv(verb),
        Map.of("LC_ALL", "C"),
        Blob.of(override),
        Set.of(sources(), Resource.PACKAGE_SET));
  }

  /** The project's files, as a thing that can be touched. */
  public Resource sources() {
    return Resource.tree(source.text());
  }

  /** A compose call that changes things; compose's own files are not touched by it. */
  public Command command(List<String> verb) {
    return Command.of(argv(verb.toArray(String[]::new)))
        .withEnvironment(Map.of("LC_ALL", "C", "BUILDKIT_PROGRESS", "plain"))
        .withStdin(Blob.of(override))
        .in(source);
  }

  /** Bringing it up; where that fails, containers that are ill say why with their last words. */
  public Effect.Run up(String named, List<String> verb, String why) {
    List<String> words = new ArrayList<>(List.of(named));
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
