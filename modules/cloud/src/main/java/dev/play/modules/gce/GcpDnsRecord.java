package dev.play.modules.gce;

import dev.play.host.Effect.Call;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.modules.gce.thing.Differences;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Reference;
import dev.play.modules.gce.thing.State;
import dev.play.modules.gce.thing.Thing;
import dev.play.modules.gce.thing.ThingModule;
import dev.play.modules.gce.thing.Wanted;
import dev.play.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records of DNS. Options as in {@code google.cloud.gcp_dns_resource_record_set}. */
@ModuleDoc(
    name = "gcp_dns_record",
    also = {"google.cloud.gcp_dns_resource_record_set", "gcp_dns_resource_record_set"},
    summary = "Makes, changes and removes records in zones of Google's DNS.",
    example =
        "gcp_dns_record: {managed_zone: example, name: www.example.com., type: A, target: [192.0.2.1]}",
    requiredIf = {"state,present,target"},
    notes = "The zone has to be there. All records of a name and type are one thing.")
public final class GcpDnsRecord implements ThingModule<GcpDnsRecord.Args> {
  /** The arguments. */
  public record Args(
      @Param("the zone, by Google's name for it, or what a task has registered") Value managedZone,
      @Param("the name, with its domain; a dot behind it is put there where it is missing")
          String name,
      @Param(
              value = "what kind of record",
              choices = {
                "A", "AAAA", "ALIAS", "CAA", "CNAME", "DNSKEY", "DS", "HTTPS", "IPSECKEY", "MX",
                "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT"
              })
          String type,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "how long others may keep it, in seconds", def = "300") int ttl,
      @Param("all its values; text of TXT in quotes is kept, other text is put in quotes")
          Optional<List<String>> target,
      Google google)
      implements ThingModule.Wish {
    public Args {
      zone(managedZone);
      Names.require(
          "name", name, "(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,62})\\.)*[A-Za-z0-9-]{1,63}\\.?");
      if (ttl < 0) {
        throw new IllegalArgumentException("ttl is 0 or more");
      }
      if (state == State.PRESENT && target.filter(List::isEmpty).isPresent()) {
        throw new IllegalArgumentException("target has no values: state: absent removes a record");
      }
    }

    private static String zone(Value given) {
      return Reference.of("managed_zone", given, "managedZones").given();
    }

    private List<String> values() {
      return target.orElse(List.of()).stream()
          .map(v -> type.matches("TXT|SPF") && !v.startsWith("\"") ? quoted(v) : v)
          .toList();
    }

    private static String quoted(String text) {
      return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public Thing thing() {
      String full = (name.endsWith(".") ? name : name + ".").toLowerCase(Locale.ROOT);
      String collection =
          "/dns/v1/" + google.inProject() + "/managedZones/" + zone(managedZone) + "/rrsets";
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(full))
              .once("type", Optional.of(type))
              .field("ttl", "ttl", Optional.of(ttl))
              .set("target", "rrdatas", target.map(t -> values()));
      return Thing.of(
              "record",
              type + " " + full,
              google,
              google.of("dns", collection + "/" + full.replace("*", "%2A") + "/" + type),
              collection,
              wanted)
          .changedBy(Args::change);
    }

    /** All of it is sent: a part of a record means nothing. */
    private static List<Call> change(Thing thing, Differences differences) {
      return List.of(
          thing.call(
              Call.Verb.PATCH,
              thing.at().path(),
              thing.wanted().body(),
              "changing " + thing.inWords(),
              Optional.of(differences.after(differences.apis()))));
    }
  }
}
