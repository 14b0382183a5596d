package dev.play.modules.gce;

import dev.play.host.Effect.Call;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.gce.instance.Members;
import dev.play.modules.gce.instance.NamedPorts;
import dev.play.modules.gce.thing.Differences;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups of machines. Options as in {@code google.cloud.gcp_compute_instance_group}. */
@ModuleDoc(
    name = "gce_instance_group",
    also = {"google.cloud.gcp_compute_instance_group", "gcp_compute_instance_group"},
    summary = "Makes, fills and removes groups of machines of Google Cloud, for load balancers.",
    example =
        "gce_instance_group: {name: web, zone: europe-west1-b, named_ports: [{name: http, port:"
            + " 80}], instances: [web1, web2]}",
    notes = "Groups that are not managed: their machines are made by gce_instance.")
public final class GceInstanceGroup implements ThingModule<GceInstanceGroup.Args> {
  /** The arguments. */
  public record Args(
      @Param("the group") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("where it is; otherwise CLOUDSDK_COMPUTE_ZONE or gcloud's configuration says")
          Optional<String> zone,
      @Param(
              "its network: a name, a URL, or what gce_network has registered; otherwise its first machine's")
          Optional<Value> network,
      @Param("what it is for") Optional<String> description,
      @Param("name and port of each") Optional<List<Value.Dict>> namedPorts,
      @Param("all its machines: names, URLs, or what gce_instance has registered")
          Optional<List<Value>> instances,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      zone.ifPresent(Names::requireZone);
      network.ifPresent(n -> Reference.of("network", n, "global/networks"));
      namedPorts.ifPresent(NamedPorts::of);
      instances.ifPresent(
          all -> all.forEach(i -> Reference.of("instances", i, "zones/x/instances")));
    }

    private String place() {
      return "zones/" + zone.orElse("{zone}");
    }

    Optional<List<Reference>> machines() {
      return instances.map(
          all ->
              all.stream().map(i -> Reference.of("instances", i, place() + "/instances")).toList());
    }

    @Override
    public Thing thing() {
      Optional<Reference> net = network.map(n -> Reference.of("network", n, "global/networks"));
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .fixed("description", "description", description)
              .fixedLink("network", "network", net.map(n -> n.url(google)))
              .add(
                  "named_ports",
                  "namedPorts",
                  namedPorts.map(NamedPorts::of),
                  NamedPorts::plain,
                  Value.EMPTY_SEQUENCE,
                  true);
      List<Reference> uses = new ArrayList<>(net.stream().toList());
      machines().ifPresent(uses::addAll);
      return Thing.compute("instance group", name, google, place() + "/instanceGroups", wanted)
          .using(uses)
          .changedBy(Args::change);
    }

    private static List<Call> change(Thing thing, Differences differences) {
      Value.Dict body =
          Value.dictOf(
              "namedPorts",
              differences.wanted("namedPorts"),
              "fingerprint",
              differences.there().get("fingerprint").orElse(Value.NONE));
      return List.of(thing.method("setNamedPorts", body, differences, Set.of("namedPorts")));
    }
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Thing group = args.thing();
    Plan plan = group.plan(args.state(), args.replace(), host);
    Optional<List<Reference>> machines = args.machines();
    return plan instanceof Plan.Same(TaskResult result)
            && args.state() == State.PRESENT
            && machines.isPresent()
        ? new Members(group, args.google()).plan(machines.get(), result, host)
        : plan;
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Thing group = args.thing();
    return Set.of(group.at().resource(), Members.list(group).resource());
  }
}
