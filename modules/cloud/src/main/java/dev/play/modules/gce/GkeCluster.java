package dev.play.modules.gce;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.gce.gke.Gke;
import dev.play.modules.gce.gke.Kubeconfig;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Labels;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Ranges;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Clusters of Kubernetes. Options near {@code google.cloud.gcp_container_cluster}'s. */
@ModuleDoc(
    name = "gke_cluster",
    also = {"google.cloud.gcp_container_cluster", "gcp_container_cluster"},
    summary = "Makes, changes and removes clusters of Google Kubernetes Engine.",
    example = "gke_cluster: {name: shop, location: europe-west1, autopilot: true}",
    notes = {
      "Making one takes minutes: it is waited for half an hour unless timeout says otherwise.",
      "Of a cluster that is there are compared autopilot, network, subnetwork, description, labels, release_channel and master_authorized_networks; initial_... and private_nodes are as it was made.",
      "kubeconfig is written with an access token of the account that play is: each run brings a new one, which counts as no change.",
      "Nobody but who is named reaches its API where master_authorized_networks is given."
    })
public final class GkeCluster implements ThingModule<GkeCluster.Args> {
  /** The arguments. */
  public record Args(
      @Param("the cluster") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "a region, or a zone for one that is only there; otherwise gcloud's",
              aliases = {"zone", "region"})
          Optional<String> location,
      @Param(value = "Google minds the nodes", def = "false") boolean autopilot,
      @Param("its network: a name, a URL, or what gce_network has registered")
          Optional<Value> network,
      @Param("its subnetwork, likewise") Optional<Value> subnetwork,
      @Param("what it is for") Optional<String> description,
      @Param(value = "all its labels", aliases = "resource_labels")
          Optional<Map<String, String>> labels,
      @Param(
              value = "how soon new versions come",
              choices = {"UNSPECIFIED", "RAPID", "REGULAR", "STABLE", "EXTENDED"})
          Optional<String> releaseChannel,
      @Param("the version that it is made with") Optional<String> initialClusterVersion,
      @Param("nodes a zone that it is made with, where it is no autopilot")
          Optional<Integer> initialNodeCount,
      @Param("how large those machines are") Optional<String> machineType,
      @Param("whether nodes have no public addresses") Optional<Boolean> privateNodes,
      @Param("from which addresses its API is reached; empty for none of the internet's")
          Optional<List<String>> masterAuthorizedNetworks,
      @Param("a file of the host's that lets kubectl in for an hour, without any plugin")
          Optional<HostPath> kubeconfig,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      location.ifPresent(Gke::requireLocation);
      network.ifPresent(n -> Gke.name("network", n));
      subnetwork.ifPresent(s -> Gke.name("subnetwork", s));
      labels.ifPresent(Labels::require);
      machineType.ifPresent(t -> Names.require("machine_type", t));
      initialClusterVersion.ifPresent(
          v -> Names.require("initial_cluster_version", v, "latest|-|[0-9][0-9a-z.-]*"));
      masterAuthorizedNetworks.ifPresent(
          all -> all.forEach(r -> Ranges.require("master_authorized_networks", r)));
      if (autopilot && (initialNodeCount.isPresent() || machineType.isPresent())) {
        throw new IllegalArgumentException(
            "with autopilot Google chooses nodes: initial_node_count and machine_type are for others");
      }
    }

    @Override
    public Thing thing() {
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .once("initialClusterVersion", initialClusterVersion)
              .once(
                  "initialNodeCount",
                  Optional.of(initialNodeCount.orElse(1)).filter(n -> !autopilot))
              .once("nodeConfig.machineType", machineType)
              .once("privateClusterConfig.enablePrivateNodes", privateNodes)
              .once("ipAllocationPolicy.useIpAliases", privateNodes.filter(p -> p))
              .add(
                  "autopilot",
                  "autopilot.enabled",
                  Optional.of(autopilot),
                  v -> v,
                  Value.FALSE,
                  false)
              .add(
                  "network",
                  "network",
                  network.map(n -> Gke.name("network", n)),
                  Gke::last,
                  Value.NONE,
                  false)
              .add(
                  "subnetwork",
                  "subnetwork",
                  subnetwork.map(s -> Gke.name("subnetwork", s)),
                  Gke::last,
                  Value.NONE,
                  false)
              .fixed("description", "description", description)
              .add("labels", Gke.LABELS, labels, v -> v, Value.EMPTY_DICT, true)
              .field("release_channel", Gke.CHANNEL, releaseChannel)
              .add(
                  "master_authorized_networks",
                  Gke.AUTHORIZED,
                  masterAuthorizedNetworks.map(Gke::authorized),
                  Gke::authorizedPlain,
                  Value.NONE,
                  true);
      return Gke.cluster(google, Gke.location(location, autopilot), name, wanted)
          .using(
              Stream.of(network)
                  .flatMap(Optional::stream)
                  .map(n -> Reference.of("network", n, "global/networks"))
                  .toList());
    }
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Plan plan = args.thing().plan(args.state(), args.replace(), host);
    return plan instanceof Plan.Same(TaskResult result)
            && args.state() == State.PRESENT
            && args.kubeconfig().isPresent()
        ? new Kubeconfig(args.name(), args.kubeconfig().get(), args.google()).plan(result, host)
        : plan;
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>(Set.of(args.thing().at().resource()));
    args.kubeconfig().ifPresent(k -> out.add(Resource.path(k)));
    return out;
  }

  /** A kubeconfig may be any file of the host's. */
  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.EVERYTHING);
  }
}
