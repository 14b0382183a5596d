package dev.play.modules.gce;

import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Ranges;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Traffic;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;

/** Firewall rules. Options as in {@code google.cloud.gcp_compute_firewall}. */
@ModuleDoc(
    name = "gce_firewall",
    also = {"google.cloud.gcp_compute_firewall", "gcp_compute_firewall"},
    summary = "Makes, changes and removes firewall rules of Google Cloud.",
    example =
        "gce_firewall: {name: web, network: web, allowed: [tcp:80, tcp:443], target_tags: [web],"
            + " source_ranges: [0.0.0.0/0], open_to_world: true}",
    mutuallyExclusive = {"allowed,denied"},
    notes = {
      "A rule that lets in whoever is not named lets in the world; Google does that unasked. Here it takes open_to_world: true.",
      "Options that are not given stay as they are."
    })
public final class GceFirewall implements ThingModule<GceFirewall.Args> {
  /** The arguments. */
  public record Args(
      @Param("the rule") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("its network: a name, a URL, or what gce_network has registered")
          Optional<Value> network,
      @Param("what it is for") Optional<String> description,
      @Param("what is let through: tcp:80, udp:5000-6000, icmp; or ip_protocol and ports of each")
          Optional<List<Value>> allowed,
      @Param("what is kept out, likewise") Optional<List<Value>> denied,
      @Param(
              value = "which way",
              def = "INGRESS",
              choices = {"INGRESS", "EGRESS"})
          String direction,
      @Param("whether it is out of force") Optional<Boolean> disabled,
      @Param("lower ones come first: 0 to 65535") Optional<Integer> priority,
      @Param("from which addresses") Optional<List<String>> sourceRanges,
      @Param("to which addresses") Optional<List<String>> destinationRanges,
      @Param("from machines with one of these tags") Optional<List<String>> sourceTags,
      @Param("to machines with one of these tags") Optional<List<String>> targetTags,
      @Param("from machines with one of these accounts")
          Optional<List<String>> sourceServiceAccounts,
      @Param("to machines with one of these accounts") Optional<List<String>> targetServiceAccounts,
      @Param("whether what it meets is logged") Optional<Boolean> enableLogging,
      @Param(value = "let the whole internet in", def = "false") boolean openToWorld,
      @Param(value = "remove and make anew what cannot be changed", def = "false") boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      network.ifPresent(Args::reference);
      allowed.ifPresent(a -> Traffic.of("allowed", a));
      denied.ifPresent(d -> Traffic.of("denied", d));
      sourceRanges.ifPresent(all -> all.forEach(r -> Ranges.require("source_ranges", r)));
      destinationRanges.ifPresent(all -> all.forEach(r -> Ranges.require("destination_ranges", r)));
      sourceTags.ifPresent(all -> all.forEach(t -> Names.require("source_tags", t)));
      targetTags.ifPresent(all -> all.forEach(t -> Names.require("target_tags", t)));
      if (priority.isPresent() && (priority.get() < 0 || priority.get() > 65535)) {
        throw new IllegalArgumentException("priority is 0 to 65535");
      }
      if (state == State.PRESENT && allowed.isEmpty() && denied.isEmpty()) {
        throw new IllegalArgumentException("a rule needs allowed or denied");
      }
      boolean opens = state == State.PRESENT && direction.equals("INGRESS") && allowed.isPresent();
      if (opens && !openToWorld) {
        refuseTheWorld(sourceRanges, sourceTags, sourceServiceAccounts);
      }
    }

    private static void refuseTheWorld(
        Optional<List<String>> ranges,
        Optional<List<String>> tags,
        Optional<List<String>> accounts) {
      Optional<String> world =
          ranges.stream().flatMap(List::stream).filter(Ranges::isTheWorld).findFirst();
      if (world.isPresent()) {
        throw new IllegalArgumentException(
            "source_ranges has "
                + world.get()
                + ", which lets the whole internet in: if that is meant, say open_to_world: true");
      }
      if (isEmpty(ranges) && isEmpty(tags) && isEmpty(accounts)) {
        throw new IllegalArgumentException(
            "the rule says nobody to let in, for Google that is the whole internet: give"
                + " source_ranges or source_tags, or say open_to_world: true if that is meant");
      }
    }

    private static boolean isEmpty(Optional<List<String>> list) {
      return list.filter(l -> !l.isEmpty()).isEmpty();
    }

    private static Reference reference(Value network) {
      return Reference.of("network", network, "global/networks");
    }

    @Override
    public Thing thing() {
      Reference net =
          network.map(Args::reference).orElse(new Reference("default", "global/networks"));
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .fixedLink("network", "network", Optional.of(net.url(google)))
              .fixed("direction", "direction", Optional.of(direction))
              .field("description", "description", description)
              .add(
                  "allowed",
                  "allowed",
                  allowed.map(a -> Traffic.of("allowed", a)),
                  Traffic::plain,
                  Value.EMPTY_SEQUENCE,
                  true)
              .add(
                  "denied",
                  "denied",
                  denied.map(d -> Traffic.of("denied", d)),
                  Traffic::plain,
                  Value.EMPTY_SEQUENCE,
                  true)
              .add("disabled", "disabled", disabled, v -> v, Value.FALSE, true)
              .field("priority", "priority", priority)
              .set("source_ranges", "sourceRanges", sourceRanges)
              .set("destination_ranges", "destinationRanges", destinationRanges)
              .set("source_tags", "sourceTags", sourceTags)
              .set("target_tags", "targetTags", targetTags)
              .set("source_service_accounts", "sourceServiceAccounts", sourceServiceAccounts)
              .set("target_service_accounts", "targetServiceAccounts", targetServiceAccounts)
              .add("enable_logging", "logConfig.enable", enableLogging, v -> v, Value.FALSE, true);
      return Thing.compute("firewall", name, google, "global/firewalls", wanted)
          .using(List.of(net));
    }
  }
}
