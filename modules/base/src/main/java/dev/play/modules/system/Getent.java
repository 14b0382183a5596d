package dev.play.modules.system;

import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Entries of the host's databases of names (getent(1)), as facts. Options and results as in {@code
 * ansible.builtin.getent}.
 */
@ModuleDoc(
    name = "getent",
    also = "ansible.builtin.getent",
    summary = "Reads entries of passwd, group, hosts and the like into ansible_facts.",
    example = "getent: {database: passwd, key: root}")
public final class Getent implements Module<Getent.Args> {
  private static final Set<String> WITH_COLONS = Set.of("passwd", "shadow", "group", "gshadow");

  /** The arguments. */
  public record Args(
      @Param("which one: passwd, group, hosts, services, ...") String database,
      @Param(value = "one entry; all of them where it is not given", def = "") String key,
      @Param("the service that answers, for example files") Optional<String> service,
      @Param("what separates fields; told by the database") Optional<String> split,
      @Param(value = "fail when there is no such entry", def = "true") boolean failKey) {
    public Args {
      if (database.startsWith("-") || database.isBlank()) {
        throw new IllegalArgumentException("not a database: '" + database + "'");
      }
      if (key.startsWith("-")) {
        throw new IllegalArgumentException("getent would take this for an option: '" + key + "'");
      }
    }

    String fact() {
      return "getent_" + database;
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Set<String> facts(Args args) {
    return Set.of(args.fact());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<String> argv = new ArrayList<>(List.of("getent"));
    args.service().ifPresent(s -> argv.addAll(List.of("-s", s)));
    argv.add(args.database());
    if (!args.key().isEmpty()) {
      argv.add(args.key());
    }
    CommandOutput found = host.known(Probe.Query.of(about(args.database()), argv));
    return switch (found.status()) {
      case 0 -> Plan.same(facts(args, entries(args, found.out())));
      case 1 -> Plan.failed("Missing arguments, or database unknown.");
      case 2 -> missing(args);
      case 3 -> Plan.failed("Enumeration not supported on this database.");
      default -> Plan.failed("Unexpected failure! " + found.err().strip());
    };
  }

  private static Plan missing(Args args) {
    String message = "One or more supplied key could not be found in the database.";
    if (args.failKey()) {
      return Plan.failed(message);
    }
    Map<String, Value> none = new LinkedHashMap<>();
    none.put(args.key(), Value.NONE);
    return Plan.same(facts(args, none).with("msg", message));
  }

  private static TaskResult facts(Args args, Map<String, Value> entries) {
    return TaskResult.EMPTY.withFacts(Value.dictOf(args.fact(), entries));
  }

  private static Map<String, Value> entries(Args args, String text) {
    Optional<String> colon =
        WITH_COLONS.contains(args.database()) ? Optional.of(":") : Optional.empty();
    Pattern separator =
        Pattern.compile(args.split().or(() -> colon).map(Pattern::quote).orElse("\\s+"));
    Map<String, List<Value>> all = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      List<String> fields = List.of(separator.split(line.strip(), -1));
      all.computeIfAbsent(fields.getFirst(), k -> new ArrayList<>())
          .add(Value.texts(fields.subList(1, fields.size())));
    }
    Map<String, Value> out = new LinkedHashMap<>();
    // A key that has several entries (hosts, services) tells a list of them.
    all.forEach(
        (key, found) -> out.put(key, found.size() == 1 ? found.getFirst() : Value.list(found)));
    return out;
  }

  private static Set<Resource> about(String database) {
    Set<Resource> about = new HashSet<>(Set.of(Resource.ACCOUNTS));
    List.of("passwd", "group", database)
        .forEach(name -> about.add(Resource.path(HostPath.of("/etc/" + name))));
    return about;
  }
}
