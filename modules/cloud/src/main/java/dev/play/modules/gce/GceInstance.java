package dev.play.modules.gce;

import dev.play.host.Effect.Call;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.gce.instance.Addresses;
import dev.play.modules.gce.instance.Disks;
import dev.play.modules.gce.instance.InstanceChanges;
import dev.play.modules.gce.instance.Interfaces;
import dev.play.modules.gce.instance.Metadata;
import dev.play.modules.gce.instance.ServiceAccounts;
import dev.play.modules.gce.instance.Tags;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Labels;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines. Options as in {@code google.cloud.gcp_compute_instance}, and shorter ones. */
@ModuleDoc(
    name = "gce_instance",
    also = {"google.cloud.gcp_compute_instance", "gcp_compute_instance"},
    summary = "Makes, changes, starts, stops and removes machines of Google Cloud.",
    example =
        "gce_instance: {name: web1, zone: europe-west1-b, machine_type: e2-small, image:"
            + " debian-cloud/debian-13, subnetwork: web, tags: [web], wait_for_ssh: true}",
    requiredIf = {"state,present,machine_type"},
    notes = {
      "Registers public_ip and private_ip beside what the API tells.",
      "Of an instance that is there are compared machine_type, labels, metadata, tags, status, deletion_protection, description, hostname, can_ip_forward and the networks; disks and accounts are as it was made.",
      "Another machine_type needs it to be stopped: allow_stop: true does so."
    })
public final class GceInstance implements ThingModule<GceInstance.Args> {
  /** The arguments. */
  public record Args(
      @Param("the instance") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "whether it is to run; otherwise it stays as it is",
              choices = {"RUNNING", "TERMINATED"})
          Optional<String> status,
      @Param("where it is; otherwise CLOUDSDK_COMPUTE_ZONE or gcloud's configuration says")
          Optional<String> zone,
      @Param("how large a machine: e2-small, n2-standard-4, custom-2-4096, ...")
          Optional<String> machineType,
      @Param("what its boot disk starts from: a family as debian-cloud/debian-13, or a URL")
          Optional<String> image,
      @Param("how large its boot disk is, in GB") Optional<Integer> diskSizeGb,
      @Param("pd-standard, pd-balanced, pd-ssd, ... for its boot disk") Optional<String> diskType,
      @Param(
              value =
                  "all its disks, or those besides the boot disk: boot, auto_delete, device_name,"
                      + " mode, source, or initialize_params with disk_name, disk_size_gb,"
                      + " disk_type, source_image",
              def = "")
          List<Value.Dict> disks,
      @Param("its network: a name, a URL, or what gce_network has registered")
          Optional<Value> network,
      @Param("its subnetwork, likewise") Optional<Value> subnetwork,
      @Param(value = "whether it has a public address", def = "true") boolean publicIp,
      @Param("its public address, where that is one of gce_address") Optional<String> address,
      @Param(
              value =
                  "all its interfaces instead: network, subnetwork, network_ip and access_configs of"
                      + " each",
              def = "")
          List<Value.Dict> networkInterfaces,
      @Param("all its labels") Optional<Map<String, String>> labels,
      @Param("entries of its metadata; others stay, one given as null goes")
          Optional<Map<String, Value>> metadata,
      @Param("all its network tags: a list, or items with one") Optional<Value> tags,
      @Param("email and scopes of the account it is") Optional<List<Value.Dict>> serviceAccounts,
      @Param("what it is for") Optional<String> description,
      @Param("its own idea of its name, with a domain") Optional<String> hostname,
      @Param("whether it may send packets of other addresses") Optional<Boolean> canIpForward,
      @Param("whether Google keeps anyone from removing it") Optional<Boolean> deletionProtection,
      @Param(value = "cheap, and gone when Google needs the machine", def = "false") boolean spot,
      @Param(value = "stop it where a change needs that", def = "false") boolean allowStop,
      @Param(value = "wait until sshd answers after it was made or started", def = "false")
          boolean waitForSsh,
      @Param(value = "where sshd answers", def = "22") int sshPort,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      zone.ifPresent(Names::requireZone);
      machineType.ifPresent(t -> Names.require("machine_type", t));
      hostname.ifPresent(h -> Names.require("hostname", h, "[a-z0-9.-]+\\.[a-z0-9-]+"));
      labels.ifPresent(Labels::require);
      tags.ifPresent(Tags::of);
      serviceAccounts.ifPresent(ServiceAccounts::of);
      disks(image, diskSizeGb, diskType, disks);
      new Interfaces(network, subnetwork, publicIp, address, networkInterfaces);
    }

    private static Disks disks(
        Optional<String> image,
        Optional<Integer> size,
        Optional<String> type,
        List<Value.Dict> more) {
      return new Disks(image, size, type, more);
    }

    String place() {
      return "zones/" + zone.orElse("{zone}");
    }

    private String region() {
      return "regions/" + zone.map(z -> z.replaceFirst("-[a-z]$", "")).orElse("{region}");
    }

    Wanted wanted(Optional<Value.Dict> there) {
      Disks all = disks(image, diskSizeGb, diskType, disks);
      List<Value.Dict> nics =
          new Interfaces(network, subnetwork, publicIp, address, networkInterfaces)
              .wanted(google, region());
      boolean saysNetwork =
          network.isPresent() || subnetwork.isPresent() || !networkInterfaces.isEmpty();
      Wanted out =
          new Wanted()
              .once("name", Optional.of(name))
              .once("disks", Optional.of(all.wanted(google, place())))
              .once("serviceAccounts", serviceAccounts.map(ServiceAccounts::of))
              .once(
                  "scheduling",
                  Optional.of(Value.dictOf("provisioningModel", "SPOT", "automaticRestart", false))
                      .filter(s -> spot))
              .fixed("description", "description", description)
              .fixed("hostname", "hostname", hostname)
              .add("can_ip_forward", "canIpForward", canIpForward, v -> v, Value.FALSE, false)
              .add(
                  "deletion_protection",
                  "deletionProtection",
                  deletionProtection,
                  v -> v,
                  Value.FALSE,
                  true)
              .add(
                  "machine_type",
                  "machineType",
                  machineType.map(
                      t -> Reference.url(google.compute(place() + "/machineTypes/" + t))),
                  Reference::plain,
                  Value.NONE,
                  true)
              .add("labels", "labels", labels, v -> v, Value.EMPTY_DICT, true)
              .set("tags", "tags.items", tags.map(Tags::of))
              .add(
                  "metadata",
                  "metadata.items",
                  metadata.map(m -> Metadata.merged(there, m)),
                  Metadata::plain,
                  Value.EMPTY_DICT,
                  true)
              .afterwards("status", "status", status, InstanceChanges::plainStatus)
              .atFirst("status", Value.text("RUNNING"));
      return saysNetwork
          ? out.add(
              "network",
              "networkInterfaces",
              Optional.of(nics),
              Interfaces::plain,
              Value.NONE,
              false)
          : out.once("networkInterfaces", Optional.of(nics));
    }

    @Override
    public Thing thing() {
      return thing(Optional.empty());
    }

    Thing thing(Optional<Value.Dict> there) {
      List<Reference> uses = new ArrayList<>();
      uses.addAll(
          new Interfaces(network, subnetwork, publicIp, address, networkInterfaces).uses(region()));
      uses.addAll(disks(image, diskSizeGb, diskType, disks).uses(place()));
      machineType
          .filter(t -> !t.startsWith("custom"))
          .ifPresent(t -> uses.add(new Reference(t, place() + "/machineTypes")));
      return Thing.compute("instance", name, google, place() + "/instances", wanted(there))
          .using(uses)
          .unknownUntilMade(List.of("disks"))
          .awaiting(this::awaited)
          .changedBy((thing, differences) -> InstanceChanges.of(thing, differences, this::awaited));
    }

    /** What another machine_type would do to an instance that may not be stopped. */
    Optional<String> refusal(Value.Dict there) {
      Value now = Reference.plain(there.get("machineType").orElse(Value.NONE));
      boolean stopped = there.get("status").equals(Optional.of(Value.text("TERMINATED")));
      if (stopped || allowStop || machineType.isEmpty() || !(now instanceof Value.Text(String n))) {
        return Optional.empty();
      }
      String type = n.substring(n.lastIndexOf('/') + 1);
      return type.equals(machineType.get())
          ? Optional.empty()
          : Optional.of(
              "the instance %s is of machine_type %s, not %s: to change that it has to stop, which allow_stop: true allows"
                  .formatted(name, type, machineType.get()));
    }

    private Call awaited(Call call) {
      return waitForSsh ? call.until("ssh:" + sshPort) : call;
    }
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Optional<Value.Dict> there = host.known(new Probe.RemoteAt(args.thing().at()));
    if (args.state() == State.PRESENT
        && there.isEmpty()
        && args.image().isEmpty()
        && args.disks().isEmpty()) {
      return Plan.failed(
          "the instance " + args.name() + " is not there, and to make it takes image (or disks)");
    }
    Optional<String> refusal =
        there.filter(t -> args.state() == State.PRESENT).flatMap(args::refusal);
    if (refusal.isPresent()) {
      return Plan.failed(refusal.get());
    }
    Plan plan = args.thing(there).plan(args.state(), args.replace(), host);
    return plan instanceof Plan.Same(TaskResult result) ? Plan.same(Addresses.told(result)) : plan;
  }
}
