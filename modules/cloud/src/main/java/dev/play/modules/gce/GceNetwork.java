package dev.play.modules.gce;

import dev.play.host.Effect.Call;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.modules.gce.thing.Differences;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Networks. Options as in {@code google.cloud.gcp_compute_network}. */
@ModuleDoc(
    name = "gce_network",
    also = {"google.cloud.gcp_compute_network", "gcp_compute_network"},
    summary = "Makes, changes and removes networks of Google Cloud.",
    example = "gce_network: {name: web, auto_create_subnetworks: false}",
    notes = {
      "Asked and done from the controller; the host is not connected to.",
      "A network with subnetworks of its own may be made one without, not the other way."
    })
public final class GceNetwork implements ThingModule<GceNetwork.Args> {
  private static final String AUTO = "autoCreateSubnetworks";

  /** The arguments. */
  public record Args(
      @Param("the network") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("what it is for") Optional<String> description,
      @Param(value = "a subnetwork in each region, made by Google", def = "true")
          boolean autoCreateSubnetworks,
      @Param("the largest packet, in bytes: 1300 to 8896") Optional<Integer> mtu,
      @Param("routing_mode: REGIONAL or GLOBAL, how far routes reach")
          Optional<Value.Dict> routingConfig,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      if (mtu.isPresent() && (mtu.get() < 1300 || mtu.get() > 8896)) {
        throw new IllegalArgumentException("mtu is 1300 to 8896");
      }
      routingConfig.ifPresent(Args::mode);
    }

    private static String mode(Value.Dict config) {
      if (config.entries().size() == 1
          && config.get("routing_mode").orElse(Value.NONE) instanceof Value.Text(String mode)
          && mode.matches("REGIONAL|GLOBAL")) {
        return mode;
      }
      throw new IllegalArgumentException(
          "routing_config is {routing_mode: REGIONAL} or {routing_mode: GLOBAL}");
    }

    @Override
    public Thing thing() {
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .fixed("description", "description", description)
              .field("auto_create_subnetworks", AUTO, Optional.of(autoCreateSubnetworks))
              .field("mtu", "mtu", mtu)
              .field("routing_mode", "routingConfig.routingMode", routingConfig.map(Args::mode));
      return Thing.compute("network", name, google, "global/networks", wanted)
          .fixing(AUTO, there -> autoCreateSubnetworks)
          .changedBy(Args::change);
    }

    private static List<Call> change(Thing thing, Differences differences) {
      List<Call> calls = new ArrayList<>();
      Differences rest = differences.past(Set.of(AUTO));
      if (differences.has(AUTO)) {
        calls.add(thing.method("switchToCustomMode", Value.EMPTY_DICT, differences, Set.of(AUTO)));
      }
      if (!rest.changed().isEmpty()) {
        calls.add(thing.patch(rest, rest.apis()));
      }
      return calls;
    }
  }
}
