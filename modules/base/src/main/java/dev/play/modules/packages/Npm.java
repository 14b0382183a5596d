package dev.play.modules.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Node.js packages, by the host's npm. Options and results as in {@code community.general.npm}. */
@ModuleDoc(
    name = "npm",
    also = "community.general.npm",
    summary = "Installs packages for Node.js.",
    example = "npm: {path: /srv/app, production: true}",
    notes = {
      "What npm list and npm outdated say is what a check says; latest asks the registry for it.",
      "ci always is a change, as with Ansible."
    })
public final class Npm implements Module<Npm.Args> {
  private static final String THERE =
      "[ -z \"$1\" ] || { [ -d \"$1\" ] || exit 0; cd \"$1\" || exit 1; }; shift; exec \"$@\"";
  private static final String MADE =
      "[ -z \"$1\" ] || { mkdir -p -- \"$1\" && cd \"$1\" || exit 1; }; shift; exec \"$@\"";

  /** The arguments. */
  public record Args(
      @Param("the package; without it what package.json lists") Optional<String> name,
      @Param("directory of the project") Optional<HostPath> path,
      @Param("version of the package") Optional<String> version,
      @Param(value = "for all of the host", def = "false") boolean global,
      @Param("the program npm") Optional<HostPath> executable,
      @Param(value = "run no scripts of packages", def = "false") boolean ignoreScripts,
      @Param(value = "run scripts of packages as root", def = "false") boolean unsafePerm,
      @Param(value = "install just what package-lock.json says", def = "false") boolean ci,
      @Param(value = "without what is for development", def = "false") boolean production,
      @Param("address of the registry") Optional<String> registry,
      @Param(value = "without what is optional", def = "false") boolean noOptional,
      @Param(value = "make no links to programs", def = "false") boolean noBinLinks,
      @Param(value = "whatever stands against it", def = "false") boolean force,
      @Param(value = "whether it is to be there", def = "present") State state) {
    public Args {
      if (path.isEmpty() && !global) {
        throw new IllegalArgumentException("path must be specified when not using global");
      }
      if (state == State.ABSENT && name.isEmpty()) {
        throw new IllegalArgumentException("state is absent but name is missing");
      }
      if (name.filter(n -> !n.matches("(?!-)[^\\s\\p{Cntrl}]{1,500}")).isPresent()) {
        throw new IllegalArgumentException("not a name of a package: '" + name.get() + "'");
      }
      if (version.filter(v -> !v.matches("[^\\p{Cntrl}]{1,200}")).isPresent()) {
        throw new IllegalArgumentException("not a version: '" + version.get() + "'");
      }
      if (registry.filter(r -> !r.matches("https?://[^\\s\\p{Cntrl}]+")).isPresent()) {
        throw new IllegalArgumentException("not a registry: '" + registry.get() + "'");
      }
    }

    private Optional<String> wanted() {
      return name.map(n -> version.map(v -> n + "@" + v).orElse(n));
    }
  }

  /** Whether packages are to be there. */
  public enum State {
    PRESENT,
    ABSENT,
    LATEST
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>(Set.of(Resource.topic("npm")));
    args.path().ifPresent(p -> out.add(new Resource.Tree(p)));
    if (args.global()) {
      out.addAll(Set.of(Resource.tree("/usr"), Resource.tree("/usr/local")));
    }
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String npm =
        args.executable()
            .or(() -> host.known(new Probe.Tool("npm")))
            .map(HostPath::text)
            .orElseThrow(
                () -> new ModuleFailure("npm is not on the host; it comes with the package npm"));
    if (args.ci()) {
      return change(args, npm, "ci", false);
    }
    Set<String> installed = new HashSet<>();
    boolean missing = list(args, npm, host, installed);
    if (args.state() == State.ABSENT) {
      return installed.contains(args.name().orElseThrow())
          ? change(args, npm, "uninstall", true)
          : Plan.same();
    }
    missing |= args.wanted().filter(w -> !installed.contains(w)).isPresent();
    if (missing) {
      return change(args, npm, "install", true);
    }
    if (args.state() == State.LATEST) {
      List<String> argv = argv(args, npm, "outdated", false);
      if (host.known(query(args, argv)).out().lines().skip(1).anyMatch(l -> !l.isBlank())) {
        return change(args, npm, "update", true);
      }
    }
    return Plan.same();
  }

  /**
   * Reads what is installed.
   *
   * @param installed gets the names, and the names with their versions
   * @return whether something that package.json lists is not there
   */
  private boolean list(Args args, String npm, HostView host, Set<String> installed) {
    List<String> argv = argv(args, npm, "list", false);
    argv.addAll(List.of("--json", "--long"));
    CommandOutput told = host.known(query(args, argv));
    if (told.out().isBlank()) {
      if (told.ok()) {
        return true;
      }
      throw new ModuleFailure("npm does not list packages: " + told.err().strip());
    }
    try {
      boolean missing = false;
      JsonNode all = new ObjectMapper().readTree(told.out()).path("dependencies");
      for (Map.Entry<String, JsonNode> each : all.properties()) {
        JsonNode is = each.getValue();
        if (is.path("missing").asBoolean() || !is.path("invalid").asText("false").equals("false")) {
          missing = true;
        } else {
          installed.add(each.getKey());
          installed.add(each.getKey() + "@" + is.path("version").asText());
        }
      }
      return missing && args.name().isEmpty();
    } catch (JsonProcessingException e) {
      throw new ModuleFailure("Failed to parse NPM output with error " + e.getOriginalMessage());
    }
  }

  private Probe.Query query(Args args, List<String> argv) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", THERE, "sh", directory(args)));
    all.addAll(argv);
    return Probe.Query.of(mayTouch(args), all);
  }

  private static String directory(Args args) {
    return args.path().map(HostPath::operand).orElse("");
  }

  private static List<String> argv(Args args, String npm, String verb, boolean named) {
    List<String> out = new ArrayList<>(List.of(npm, verb));
    Map<String, Boolean> flags =
        new java.util.TreeMap<>(
            Map.of(
                "--force", args.force(),
                "--global", args.global(),
                "--ignore-scripts", args.ignoreScripts(),
                "--no-bin-links", args.noBinLinks(),
                "--no-optional", args.noOptional(),
                "--production", args.production() && verb.matches("install|update|ci"),
                "--unsafe-perm", args.unsafePerm()));
    flags.forEach(
        (flag, wanted) -> {
          if (wanted) {
            out.add(flag);
          }
        });
    args.registry().ifPresent(r -> out.addAll(List.of("--registry", r)));
    if (named) {
      args.wanted().ifPresent(out::add);
    }
    return out;
  }

  private Plan change(Args args, String npm, String verb, boolean named) {
    List<String> all = new ArrayList<>(List.of(directory(args)));
    all.addAll(argv(args, npm, verb, named));
    Effect run =
        Effect.Run.of(
            Command.script(MADE, all.toArray(String[]::new)),
            "npm " + verb + args.wanted().filter(w -> named).map(w -> " " + w).orElse(""),
            mayTouch(args));
    return Plan.change(List.of(run), TaskResult.EMPTY);
  }
}
