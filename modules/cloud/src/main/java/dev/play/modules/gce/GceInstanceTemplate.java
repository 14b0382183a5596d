package dev.play.modules.gce;

import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.gce.instance.Interfaces;
import dev.play.modules.gce.instance.Metadata;
import dev.play.modules.gce.instance.ServiceAccounts;
import dev.play.modules.gce.instance.Tags;
import dev.play.modules.gce.instance.TemplateDisk;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Labels;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the machines of managed instance groups are like. Options as gce_instance has them. */
@ModuleDoc(
    name = "gce_instance_template",
    summary = "Makes and removes templates of machines of Google Cloud.",
    example =
        "gce_instance_template: {name: web-1, machine_type: e2-small, image:"
            + " debian-cloud/debian-13, network: web, tags: [http], labels: {role: web}}",
    notes =
        "Google never changes a template: make another one, by another name, and give it to the"
            + " group.")
public final class GceInstanceTemplate implements ThingModule<GceInstanceTemplate.Args> {
  /** The arguments. */
  public record Args(
      @Param("the template") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("how large a machine: e2-small, n2-standard-4, custom-2-4096, ...")
          Optional<String> machineType,
      @Param("what the boot disk starts from: a family as debian-cloud/debian-13, or a URL")
          Optional<String> image,
      @Param("how large the boot disk is, in GB") Optional<Integer> diskSizeGb,
      @Param("pd-standard, pd-balanced, pd-ssd, ... for the boot disk") Optional<String> diskType,
      @Param("the network: a name, a URL, or what gce_network has registered")
          Optional<Value> network,
      @Param("the subnetwork, likewise") Optional<Value> subnetwork,
      @Param(
              "where the subnetwork is; otherwise CLOUDSDK_COMPUTE_REGION or gcloud's configuration says")
          Optional<String> region,
      @Param(value = "whether machines have public addresses", def = "true") boolean publicIp,
      @Param("all labels of the machines") Optional<Map<String, String>> labels,
      @Param("all entries of their metadata") Optional<Map<String, Value>> metadata,
      @Param("all their network tags: a list, or items with one") Optional<Value> tags,
      @Param("email and scopes of the account they are") Optional<List<Value.Dict>> serviceAccounts,
      @Param("what it is for") Optional<String> description,
      @Param("whether machines may send packets of other addresses") Optional<Boolean> canIpForward,
      @Param(value = "cheap, and gone when Google needs the machine", def = "false") boolean spot,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      machineType.ifPresent(t -> Names.require("machine_type", t));
      region.ifPresent(Names::requireRegion);
      labels.ifPresent(Labels::require);
      tags.ifPresent(Tags::of);
      serviceAccounts.ifPresent(ServiceAccounts::of);
      new TemplateDisk(image, diskSizeGb, diskType);
      nics(network, subnetwork, publicIp);
    }

    private static Interfaces nics(
        Optional<Value> network, Optional<Value> subnetwork, boolean publicIp) {
      return new Interfaces(network, subnetwork, publicIp, Optional.empty(), List.of());
    }

    private String inRegion() {
      return "regions/" + region.orElse("{region}");
    }

    private Wanted wanted(Interfaces nics) {
      boolean saysNetwork = network.isPresent() || subnetwork.isPresent();
      List<Value.Dict> all = nics.wanted(google, inRegion());
      Wanted out =
          new Wanted()
              .once("name", Optional.of(name))
              .once("properties.serviceAccounts", serviceAccounts.map(ServiceAccounts::of))
              .once(
                  "properties.scheduling",
                  Optional.of(Value.dictOf("provisioningModel", "SPOT", "automaticRestart", false))
                      .filter(s -> spot))
              .fixed("description", "description", description)
              .fixed("machine_type", "properties.machineType", machineType)
              .add(
                  "image",
                  "properties.disks",
                  new TemplateDisk(image, diskSizeGb, diskType).wanted(),
                  TemplateDisk::plain,
                  Value.EMPTY_SEQUENCE,
                  false)
              .add(
                  "can_ip_forward",
                  "properties.canIpForward",
                  canIpForward,
                  v -> v,
                  Value.FALSE,
                  false)
              .add("labels", "properties.labels", labels, v -> v, Value.EMPTY_DICT, false)
              .add(
                  "tags",
                  "properties.tags.items",
                  tags.map(Tags::of),
                  Tags::plain,
                  Value.EMPTY_SEQUENCE,
                  false)
              .add(
                  "metadata",
                  "properties.metadata.items",
                  metadata.map(m -> Metadata.merged(Optional.empty(), m)),
                  Metadata::plain,
                  Value.EMPTY_DICT,
                  false);
      return saysNetwork
          ? out.add(
              "network",
              "properties.networkInterfaces",
              Optional.of(all),
              Interfaces::plain,
              Value.NONE,
              false)
          : out.once("properties.networkInterfaces", Optional.of(all));
    }

    @Override
    public Thing thing() {
      Interfaces nics = nics(network, subnetwork, publicIp);
      return Thing.compute(
              "instance template", name, google, "global/instanceTemplates", wanted(nics))
          .using(nics.uses(inRegion()));
    }
  }

  @Override
  public Plan plan(Args args, HostView host) {
    boolean told = args.machineType().isPresent() && args.image().isPresent();
    if (args.state() == State.PRESENT
        && !told
        && host.known(new Probe.RemoteAt(args.thing().at())).isEmpty()) {
      return Plan.failed(
          "the instance template "
              + args.name()
              + " is not there, and to make it takes machine_type and image");
    }
    return ThingModule.super.plan(args, host);
  }
}
