package dev.play.modules.gce;

import dev.play.host.Effect.Call;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.modules.gce.thing.Differences;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Ranges;
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

/** Subnetworks. Options as in {@code google.cloud.gcp_compute_subnetwork}. */
@ModuleDoc(
    name = "gce_subnetwork",
    also = {"google.cloud.gcp_compute_subnetwork", "gcp_compute_subnetwork"},
    summary = "Makes, changes and removes subnetworks of Google Cloud.",
    example =
        "gce_subnetwork: {name: web, network: web, region: europe-west1, ip_cidr_range: 10.1.0.0/20}",
    requiredIf = {"state,present,network", "state,present,ip_cidr_range"},
    notes = "A range of addresses can be made wider, not narrower.")
public final class GceSubnetwork implements ThingModule<GceSubnetwork.Args> {
  private static final String RANGE = "ipCidrRange";
  private static final String SECONDARY = "secondaryIpRanges";

  /** The arguments. */
  public record Args(
      @Param("the subnetwork") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("its network: a name, a URL, or what gce_network has registered")
          Optional<Value> network,
      @Param("where it is; otherwise CLOUDSDK_COMPUTE_REGION or gcloud's configuration says")
          Optional<String> region,
      @Param("its addresses, as 10.1.0.0/20") Optional<String> ipCidrRange,
      @Param("what it is for") Optional<String> description,
      @Param("whether machines without a public address reach Google's APIs")
          Optional<Boolean> privateIpGoogleAccess,
      @Param("further addresses: range_name and ip_cidr_range of each")
          Optional<List<Value.Dict>> secondaryIpRanges,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      region.ifPresent(Names::requireRegion);
      ipCidrRange.ifPresent(r -> Ranges.require("ip_cidr_range", r));
      network.ifPresent(Args::reference);
      secondaryIpRanges.ifPresent(Args::ranges);
    }

    private static Reference reference(Value network) {
      return Reference.of("network", network, "global/networks");
    }

    private static List<Value.Dict> ranges(List<Value.Dict> given) {
      List<Value.Dict> out = new ArrayList<>();
      for (Value.Dict range : given) {
        if (range.entries().size() != 2
            || !(range.get("range_name").orElse(Value.NONE) instanceof Value.Text(String name))
            || !(range.get("ip_cidr_range").orElse(Value.NONE)
                instanceof Value.Text(String cidr))) {
          throw new IllegalArgumentException(
              "each of secondary_ip_ranges has range_name and ip_cidr_range");
        }
        Names.require("range_name", name);
        Ranges.require("ip_cidr_range", cidr);
        out.add(Value.dictOf("rangeName", name, RANGE, cidr));
      }
      return out;
    }

    @Override
    public Thing thing() {
      Optional<Reference> net = network.map(Args::reference);
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .fixed("description", "description", description)
              .fixedLink("network", "network", net.map(n -> n.url(google)))
              .field("ip_cidr_range", RANGE, ipCidrRange)
              .field("private_ip_google_access", "privateIpGoogleAccess", privateIpGoogleAccess)
              .set("secondary_ip_ranges", SECONDARY, secondaryIpRanges.map(Args::ranges));
      String collection = "regions/" + region.orElse("{region}") + "/subnetworks";
      return Thing.compute("subnetwork", name, google, collection, wanted)
          .fixing(RANGE, to -> !Ranges.isWider(to, ipCidrRange.orElse("")))
          .using(net.stream().toList())
          .changedBy(Args::change);
    }

    private static List<Call> change(Thing thing, Differences differences) {
      List<Call> calls = new ArrayList<>();
      if (differences.has(RANGE)) {
        calls.add(
            thing.method(
                "expandIpCidrRange",
                Value.dictOf(RANGE, differences.wanted(RANGE)),
                differences,
                Set.of(RANGE)));
      } else {
        // Each changes the fingerprint that the next one has to name: one at a time.
        calls.add(thing.patchWithFingerprint(differences, differences.apis()));
      }
      return calls;
    }
  }
}
