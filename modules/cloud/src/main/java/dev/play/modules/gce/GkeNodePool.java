package dev.play.modules.gce;

import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.modules.gce.gke.Gke;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;

/** Nodes of clusters. Options near {@code google.cloud.gcp_container_node_pool}'s. */
@ModuleDoc(
    name = "gke_node_pool",
    also = {"google.cloud.gcp_container_node_pool", "gcp_container_node_pool"},
    summary = "Makes, changes and removes pools of nodes of Google Kubernetes Engine.",
    example =
        "gke_node_pool: {name: large, cluster: shop, location: europe-west1, machine_type:"
            + " e2-standard-4, autoscaling: {min_node_count: 1, max_node_count: 5}}",
    notes = {
      "Of a pool that is there are compared autoscaling, auto_upgrade, auto_repair, machine_type, disk_size_gb, disk_type, spot and node_labels.",
      "How many nodes there are Google tells nowhere in one place: initial_node_count is for making a pool."
    })
public final class GkeNodePool implements ThingModule<GkeNodePool.Args> {
  /** The arguments. */
  public record Args(
      @Param("the pool") String name,
      @Param("its cluster, by name") String cluster,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "the cluster's region or zone; otherwise gcloud's zone",
              aliases = {"zone", "region"})
          Optional<String> location,
      @Param(value = "nodes a zone that it is made with", def = "1") int initialNodeCount,
      @Param("how large its machines are") Optional<String> machineType,
      @Param("how large their disks are, in GB") Optional<Integer> diskSizeGb,
      @Param("pd-standard, pd-balanced, pd-ssd, ...") Optional<String> diskType,
      @Param("whether they are cheap, and gone when Google needs them") Optional<Boolean> spot,
      @Param("labels of its nodes in Kubernetes") Optional<Map<String, String>> nodeLabels,
      @Param("min_node_count and max_node_count a zone; enabled: false for none")
          Optional<Value.Dict> autoscaling,
      @Param("whether Google brings new versions") Optional<Boolean> autoUpgrade,
      @Param("whether Google makes ill nodes anew") Optional<Boolean> autoRepair,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      Names.require("cluster", cluster);
      location.ifPresent(Gke::requireLocation);
      machineType.ifPresent(t -> Names.require("machine_type", t));
      diskType.ifPresent(t -> Names.require("disk_type", t));
      autoscaling.ifPresent(Gke::autoscaling);
      if (initialNodeCount < 0) {
        throw new IllegalArgumentException("initial_node_count is 0 or more");
      }
    }

    @Override
    public Thing thing() {
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .once("initialNodeCount", Optional.of(initialNodeCount))
              .fixed("machine_type", "config.machineType", machineType)
              .fixed("disk_size_gb", "config.diskSizeGb", diskSizeGb)
              .fixed("disk_type", "config.diskType", diskType)
              .add("spot", "config.spot", spot, v -> v, Value.FALSE, false)
              .add("node_labels", "config.labels", nodeLabels, v -> v, Value.EMPTY_DICT, false)
              .add(
                  "autoscaling",
                  Gke.AUTOSCALING,
                  autoscaling.map(Gke::autoscaling),
                  Gke::autoscalingPlain,
                  Value.EMPTY_DICT,
                  true)
              .add("auto_upgrade", Gke.UPGRADE, autoUpgrade, v -> v, Value.FALSE, true)
              .add("auto_repair", Gke.REPAIR, autoRepair, v -> v, Value.FALSE, true);
      return Gke.pool(google, Gke.location(location, false), cluster, name, wanted);
    }
  }
}
