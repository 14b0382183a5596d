package dev.play.modules.gce;

import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Labels;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses that stay. Options as in {@code google.cloud.gcp_compute_address}. */
@ModuleDoc(
    name = "gce_address",
    also = {"google.cloud.gcp_compute_address", "gcp_compute_address"},
    summary = "Reserves and gives up addresses of Google Cloud.",
    example = "gce_address: {name: web, region: europe-west1}",
    mutuallyExclusive = {"region,global"},
    notes = "Registers address. Google changes nothing of an address but its labels.")
public final class GceAddress implements ThingModule<GceAddress.Args> {
  /** The arguments. */
  public record Args(
      @Param("the address's name") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("where it is; otherwise CLOUDSDK_COMPUTE_REGION or gcloud's configuration says")
          Optional<String> region,
      @Param(value = "nowhere in particular: for load balancers", def = "false") boolean global,
      @Param("the address itself; otherwise Google chooses") Optional<String> address,
      @Param(
              value = "whether it is one of the internet's",
              choices = {"EXTERNAL", "INTERNAL"})
          Optional<String> addressType,
      @Param("what it is for") Optional<String> description,
      @Param("what kind of use, for INTERNAL: GCE_ENDPOINT, SHARED_LOADBALANCER_VIP, ...")
          Optional<String> purpose,
      @Param(
              value = "how packets travel",
              choices = {"PREMIUM", "STANDARD"})
          Optional<String> networkTier,
      @Param("for INTERNAL, the subnetwork: a name, a URL, or what a task has registered")
          Optional<Value> subnetwork,
      @Param("all its labels") Optional<Map<String, String>> labels,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      region.ifPresent(Names::requireRegion);
      address.ifPresent(a -> Names.require("address", a, "[0-9a-fA-F.:]+"));
      purpose.ifPresent(p -> Names.require("purpose", p, "[A-Z_]+"));
      labels.ifPresent(Labels::require);
      subnetwork.ifPresent(s -> Reference.of("subnetwork", s, "regions/x/subnetworks"));
    }

    @Override
    public Thing thing() {
      String place = global ? "global" : "regions/" + region.orElse("{region}");
      Optional<Reference> sub =
          subnetwork.map(s -> Reference.of("subnetwork", s, place + "/subnetworks"));
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .fixed("address", "address", address)
              .add(
                  "address_type", "addressType", addressType, v -> v, Value.text("EXTERNAL"), false)
              .fixed("description", "description", description)
              .fixed("purpose", "purpose", purpose)
              .add("network_tier", "networkTier", networkTier, v -> v, Value.text("PREMIUM"), false)
              .fixedLink("subnetwork", "subnetwork", sub.map(s -> s.url(google)))
              .add("labels", "labels", labels, v -> v, Value.EMPTY_DICT, true);
      return Thing.compute("address", name, google, place + "/addresses", wanted)
          .using(sub.stream().toList())
          .changedBy(Labels::change)
          .unknownUntilMade(Stream.of("address").filter(a -> address.isEmpty()).toList());
    }
  }
}
