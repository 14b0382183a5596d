package dev.play.modules.system;

import dev.play.host.CommandOutput;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.system.fact.PackageLists;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which packages are installed, as facts. Options and results as in {@code package_facts}. */
@ModuleDoc(
    name = "package_facts",
    also = "ansible.builtin.package_facts",
    summary = "Reads the installed packages into ansible_facts.packages.",
    example = "package_facts: {manager: auto}")
public final class PackageFacts implements Module<PackageFacts.Args> {
  private static final Set<Resource> ABOUT = Set.of(Resource.PACKAGES, Resource.PACKAGE_SET);

  /** The arguments. */
  public record Args(
      @Param(value = "package managers, by what lists their packages", def = "auto")
          List<String> manager,
      @Param(value = "with several: ask until one answers, or all of them", def = "first")
          Strategy strategy) {
    public Args {
      for (String name : manager) {
        if (!name.equals("auto") && !PackageLists.names().contains(name)) {
          throw new IllegalArgumentException(
              "Invalid package managers requested: "
                  + name
                  + ", only these are supported: auto, "
                  + String.join(", ", PackageLists.names()));
        }
      }
    }
  }

  /** Whether to stop at the first that answers. */
  public enum Strategy {
    FIRST,
    ALL
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Set<String> facts(Args args) {
    return Set.of("packages");
  }

  @Override
  public Plan plan(Args args, HostView host) {
    boolean auto = args.manager().contains("auto");
    List<String> names = auto ? PackageLists.ALL : args.manager();
    List<PackageLists> lists =
        names.stream().flatMap(n -> PackageLists.of(n).stream()).distinct().toList();
    host.need(lists.stream().map(l -> new Probe.Tool(l.tool())).toList());
    List<String> warnings = new ArrayList<>();
    names.stream()
        .filter(n -> PackageLists.of(n).isEmpty() && !n.equals("auto"))
        .forEach(n -> warnings.add(unusable(n, n)));
    Map<String, List<Value>> packages = new LinkedHashMap<>();
    for (PackageLists list : lists) {
      if (!packages.isEmpty() && args.strategy() == Strategy.FIRST) {
        break;
      }
      Optional<String> problem = gather(list, host, packages);
      if (!auto) {
        problem.ifPresent(warnings::add);
      }
    }
    TaskResult result = warnings.isEmpty() ? TaskResult.EMPTY : TaskResult.of("warnings", warnings);
    if (packages.isEmpty()) {
      return new Plan.Failed(
          "Could not detect a supported package manager from the following list: "
              + names
              + ", or the required Python library is not installed. Check warnings for details."
              + (warnings.isEmpty() ? "" : " " + String.join("; ", warnings)),
          result);
    }
    return Plan.same(result.withFacts(Value.dictOf("packages", packages)));
  }

  private static String unusable(String manager, String tool) {
    return "Requested package manager "
        + manager
        + " was not usable by this module: Unable to find any of the required executables: "
        + tool;
  }

  /** Adds what one manager lists; tells why it cannot. */
  private static Optional<String> gather(
      PackageLists list, HostView host, Map<String, List<Value>> packages) {
    if (host.known(new Probe.Tool(list.tool())).isEmpty()) {
      return Optional.of(unusable(list.source(), list.tool()));
    }
    CommandOutput listed = host.known(Probe.Query.of(ABOUT, list.argv()));
    if (!listed.ok()) {
      return Optional.of(
          "Failed to retrieve packages with "
              + list.source()
              + ": Unable to list packages rc="
              + listed.status()
              + " : "
              + listed.err().strip());
    }
    listed
        .out()
        .lines()
        .flatMap(line -> list.read(line).stream())
        .forEach(p -> packages.computeIfAbsent(p.name(), n -> new ArrayList<>()).add(p.facts()));
    return Optional.empty();
  }
}
