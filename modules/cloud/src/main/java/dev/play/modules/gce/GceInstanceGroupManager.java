package dev.play.modules.gce;

import dev.play.host.Effect.Call;
import dev.play.host.Effect.Call.Verb;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
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

/**
 * Groups of machines that Google makes and keeps. Options as in {@code
 * google.cloud.gcp_compute_instance_group_manager}, and {@code region}.
 */
@ModuleDoc(
    name = "gce_instance_group_manager",
    also = {
      "google.cloud.gcp_compute_instance_group_manager",
      "gcp_compute_instance_group_manager",
      "google.cloud.gcp_compute_region_instance_group_manager",
      "gcp_compute_region_instance_group_manager"
    },
    summary = "Makes, resizes and removes managed instance groups of Google Cloud.",
    example =
        "gce_instance_group_manager: {name: web, zone: europe-west1-b, instance_template: web-1,"
            + " target_size: 3}",
    notes =
        "Google makes and removes the machines after the task. Another instance_template holds for"
            + " machines made from then on; those that are there stay.")
public final class GceInstanceGroupManager implements ThingModule<GceInstanceGroupManager.Args> {
  /** The arguments. */
  public record Args(
      @Param("the group") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("where it is; otherwise CLOUDSDK_COMPUTE_ZONE or gcloud's configuration says")
          Optional<String> zone,
      @Param("in whose zones it is, instead of one zone") Optional<String> region,
      @Param("what its machines' names start with; otherwise its own name")
          Optional<String> baseInstanceName,
      @Param(
              "what its machines are like: a name, a URL, or what gce_instance_template has registered")
          Optional<Value> instanceTemplate,
      @Param("how many machines it has") Optional<Integer> targetSize,
      @Param("name and port of each") Optional<List<Value.Dict>> namedPorts,
      @Param("what it is for") Optional<String> description,
      @Param(
              value = "remove, with its machines, and make anew what cannot be changed",
              def = "false")
          boolean replace,
      Google google)
      implements ThingModule.Wish {
    private static final String TEMPLATE = "instanceTemplate";
    private static final String SIZE = "targetSize";
    private static final String PORTS = "namedPorts";

    public Args {
      Names.require("name", name);
      zone.ifPresent(Names::requireZone);
      region.ifPresent(Names::requireRegion);
      if (zone.isPresent() && region.isPresent()) {
        throw new IllegalArgumentException("a group is in one zone or in a region: not both");
      }
      baseInstanceName.ifPresent(n -> Names.require("base_instance_name", n));
      instanceTemplate.ifPresent(Args::template);
      namedPorts.ifPresent(NamedPorts::of);
      if (targetSize.filter(size -> size < 0).isPresent()) {
        throw new IllegalArgumentException("target_size is a number of machines");
      }
    }

    private static Reference template(Value given) {
      return Reference.of("instance_template", given, "global/instanceTemplates");
    }

    private String place() {
      return region.map(r -> "regions/" + r).orElse("zones/" + zone.orElse("{zone}"));
    }

    @Override
    public Thing thing() {
      Optional<Reference> template = instanceTemplate.map(Args::template);
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .fixed("description", "description", description)
              .fixed("base_instance_name", "baseInstanceName", baseInstanceName)
              .add(
                  "instance_template",
                  TEMPLATE,
                  template.map(t -> t.url(google)),
                  Reference::plain,
                  Value.NONE,
                  true)
              .field("target_size", SIZE, targetSize)
              .add(
                  "named_ports",
                  PORTS,
                  namedPorts.map(NamedPorts::of),
                  NamedPorts::plain,
                  Value.EMPTY_SEQUENCE,
                  true);
      return Thing.compute(
              "managed instance group", name, google, place() + "/instanceGroupManagers", wanted)
          .using(template.stream().toList())
          .changedBy(Args::change);
    }

    /** The one that names the state it was made from comes first. */
    private static List<Call> change(Thing thing, Differences differences) {
      List<Call> calls = new ArrayList<>();
      Differences left = differences;
      if (left.has(PORTS)) {
        calls.add(thing.patchWithFingerprint(left, Set.of(PORTS)));
        left = left.past(Set.of(PORTS));
      }
      if (left.has(TEMPLATE)) {
        Value.Dict body = Value.dictOf(TEMPLATE, left.wanted(TEMPLATE));
        calls.add(thing.method("setInstanceTemplate", body, left, Set.of(TEMPLATE)));
        left = left.past(Set.of(TEMPLATE));
      }
      if (left.has(SIZE) && left.wanted(SIZE) instanceof Value.Int(long size)) {
        calls.add(
            thing.call(
                Verb.POST,
                thing.at().path() + "/resize?size=" + size,
                Value.EMPTY_DICT,
                "changing " + thing.inWords() + " (resize)",
                Optional.of(left.after(Set.of(SIZE)))));
      }
      return calls;
    }
  }

  @Override
  public Plan plan(Args args, HostView host) {
    boolean told = args.instanceTemplate().isPresent() && args.targetSize().isPresent();
    if (args.state() == State.PRESENT
        && !told
        && host.known(new Probe.RemoteAt(args.thing().at())).isEmpty()) {
      return Plan.failed(
          "the managed instance group "
              + args.name()
              + " is not there, and to make it takes instance_template and target_size");
    }
    return ThingModule.super.plan(args, host);
  }
}
