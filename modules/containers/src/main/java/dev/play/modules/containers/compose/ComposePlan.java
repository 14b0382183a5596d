package dev.play.modules.containers.compose;

import dev.play.host.CommandOutput;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.containers.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What bringing a project up would do, found out without compose's own dry run (which contacts
 * registries and stumbles over stopped dependencies): configuration hashes against labels, image
 * identities, states.
 *
 * @param reasons what is to be done, a line each, empty when all is as it should be
 * @param builds services whose images have to be built
 * @param detached services with containers that are no longer on their networks, which older
 *     composes leave so
 * @param project with the labels that carry the digests of files
 */
public record ComposePlan(
    Config config,
    Running running,
    Project project,
    List<String> reasons,
    List<String> builds,
    List<String> detached) {

  /** Reads the project's files; the first question, on which the others depend. */
  public static Config config(Project project, HostView host) {
    Project named = withDefaultFiles(project, host);
    Probe.Query question = named.aboutFiles("config", "--format", "json");
    // The usual client is not looked for first, which would cost a round trip.
    CommandOutput output =
        project.docker().program().equals("docker")
            ? host.known(question)
            : project.docker().answer(host, question);
    if (!output.ok()) {
      throw new ModuleFailure(complaint(named, output, host));
    }
    return Config.read(Json.read(output.out(), "docker compose config"));
  }

  /** compose's own words, without its warnings, and the file that is wrong. */
  private static String complaint(Project project, CommandOutput output, HostView host) {
    String text = output.err().strip();
    if (output.status() == 127) {
      return "docker is not on this host; install it first (install_docker)";
    }
    // Without the plugin, docker 20.10 takes what stands behind "compose" for its own.
    if (text.contains("is not a docker command")
        || text.contains("unknown command")
        || text.startsWith("unknown flag: --project-directory")) {
      return "this host's docker has no compose plugin; install it first: install_docker brings it,"
          + " on Debian before trixie with channel: ce";
    }
    List<String> lines =
        text.lines().filter(l -> !l.contains("level=warning") && !l.isBlank()).toList();
    String words = String.join("; ", lines.isEmpty() ? List.of(text) : lines);
    if (project.isDefined()) {
      return "docker compose, of the definition: " + words;
    }
    String files =
        project.files().isEmpty()
            ? "no compose file"
            : String.join(", ", wrong(project, output, host));
    return "docker compose in " + project.source() + " (" + files + "): " + words;
  }

  /** Of several the one that gives the same complaint alone: compose tells a line and no file. */
  private static List<String> wrong(Project project, CommandOutput output, HostView host) {
    if (project.files().size() > 1) {
      for (String file : project.files()) {
        Project alone = project.withFiles(List.of(file));
        CommandOutput told = host.known(alone.aboutFiles("config", "--format", "json"));
        if (!told.ok() && told.err().equals(output.err())) {
          return List.of(file);
        }
      }
    }
    return project.files();
  }

  /**
   * What is asked beside the files.
   *
   * @param scale how many containers of a service
   * @param services only these, and what they depend on where {@code dependencies}; all when empty
   * @param recreate whether containers whose configuration has changed are made anew
   */
  public record Wanted(
      Map<String, Integer> scale,
      boolean build,
      boolean orphans,
      List<String> services,
      boolean dependencies,
      boolean recreate) {}

  /** Compares what is with what the files say. */
  public static ComposePlan of(Project plain, HostView host, Wanted wanted) {
    Project named = withDefaultFiles(plain, host);
    Config config = config(named, host);
    Probe.Query files = Fingerprints.probe(config);
    Probe.Query state = Running.probe(named, config);
    host.need(List.of(files, state));
    Project project = named;
    Set<String> chosen = config.chosen(wanted.services(), wanted.dependencies());
    boolean alone = !wanted.services().isEmpty() && !wanted.dependencies();
    Fingerprints prints = Fingerprints.read(host.known(files));
    Set<String> without = alone ? chosen : Set.of();
    String override =
        named.isDefined()
            ? prints.onto(named.definition(), config, without)
            : prints.override(config, without);
    if (!override.isEmpty()) {
      project = named.with(override);
    }
    Map<String, String> hashes = hashes(project, host);
    Running running = Running.read(host.known(state));
    Set<String> detached = wanted.recreate() ? detached(config, chosen, running) : Set.<String>of();
    Comparison comparison =
        new Comparison(running, prints, wanted.recreate() ? Optional.of(hashes) : Optional.empty());
    List<String> reasons = new ArrayList<>();
    List<String> builds = new ArrayList<>();
    List<Config.Service> services =
        config.services().values().stream().filter(s -> chosen.contains(s.name())).toList();
    for (Config.Service service : services) {
      Optional<String> mustBuild =
          wanted.build() ? mustBuild(service, prints, running) : Optional.empty();
      mustBuild.ifPresent(
          why -> {
            builds.add(service.name());
            reasons.add("build " + service.image() + " (" + why + ")");
          });
    }
    // What is not on its networks is made anew by itself, with no regard to what depends on it.
    Set<String> renewed = comparison.renewed(services, builds);
    renewed.removeAll(detached);
    Set<String> made = comparison.made(services);
    made.addAll(detached);
    Map<String, Dependents.Fate> dependents =
        wanted.recreate()
            ? new Dependents(renewed, made, running.compose()).of(services)
            : Map.<String, Dependents.Fate>of();
    for (Config.Service service : services) {
      int replicas = wanted.scale().getOrDefault(service.name(), service.replicas());
      comparison.tell(
          service,
          replicas,
          builds.contains(service.name()),
          Optional.ofNullable(dependents.get(service.name())),
          reasons);
    }
    if (wanted.orphans()) {
      running.containers().stream()
          .filter(c -> !config.services().containsKey(c.service()))
          .forEach(c -> reasons.add("remove " + c.name() + " (its service is no more)"));
    }
    return new ComposePlan(config, running, project, reasons, builds, List.copyOf(detached));
  }

  /** With {@code --file -}, compose no longer looks for its files by itself. */
  private static Project withDefaultFiles(Project project, HostView host) {
    if (!project.files().isEmpty() || project.isDefined()) {
      return project;
    }
    List<String> found = new ArrayList<>();
    for (List<String> group :
        List.of(
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"),
            List.of(
                "compose.override.yml",
                "compose.override.yaml",
                "docker-compose.override.yml",
                "docker-compose.override.yaml"))) {
      List<Probe<?>> probes = new ArrayList<>();
      group.forEach(f -> probes.add(new Probe.FileAt(project.source().child(f), true)));
      host.need(probes);
      group.stream()
          .filter(f -> host.known(new Probe.FileAt(project.source().child(f), true)).isFile())
          .findFirst()
          .ifPresent(found::add);
    }
    return project.withFiles(found);
  }

  private static Map<String, String> hashes(Project project, HostView host) {
    CommandOutput output = host.known(project.aboutFiles("config", "--hash", "*"));
    if (!output.ok()) {
      throw new ModuleFailure(complaint(project, output, host));
    }
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String line : output.out().split("\n")) {
      String[] words = line.strip().split("\\s+");
      if (words.length == 2) {
        hashes.put(words[0], words[1]);
      }
    }
    return hashes;
  }

  private static Optional<String> mustBuild(
      Config.Service service, Fingerprints prints, Running running) {
    if (service.buildContext().isEmpty()) {
      return Optional.empty();
    }
    Running.Image image = running.images().get(service.image());
    if (image == null) {
      return Optional.of("the host has no such image");
    }
    return image.context().equals(prints.context(service))
        ? Optional.empty()
        : Optional.of("what it is built from has changed");
  }

  private static Set<String> detached(Config config, Set<String> chosen, Running running) {
    Set<String> out = new LinkedHashSet<>();
    for (Running.Container container : running.containers()) {
      Config.Service service = config.services().get(container.service());
      if (service != null
          && chosen.contains(service.name())
          && Comparison.isDetached(service, container)) {
        out.add(service.name());
      }
    }
    return out;
  }
}
