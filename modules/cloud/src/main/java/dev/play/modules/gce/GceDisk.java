package dev.play.modules.gce;

import dev.play.host.Effect.Call;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.modules.gce.thing.Differences;
import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Images;
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
import java.util.Set;

/** Disks. Options as in {@code google.cloud.gcp_compute_disk}. */
@ModuleDoc(
    name = "gce_disk",
    also = {"google.cloud.gcp_compute_disk", "gcp_compute_disk"},
    summary = "Makes, enlarges and removes disks of Google Cloud.",
    example = "gce_disk: {name: data, zone: europe-west1-b, size_gb: 50, type: pd-ssd}",
    mutuallyExclusive = {"source_image,source_snapshot"},
    notes = "A disk can be made larger, not smaller. The file system on it is the host's affair.")
public final class GceDisk implements ThingModule<GceDisk.Args> {
  private static final String SIZE = "sizeGb";

  /** The arguments. */
  public record Args(
      @Param("the disk") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("where it is; otherwise CLOUDSDK_COMPUTE_ZONE or gcloud's configuration says")
          Optional<String> zone,
      @Param("how large, in GB") Optional<Integer> sizeGb,
      @Param("pd-standard, pd-balanced, pd-ssd, hyperdisk-balanced, ...") Optional<String> type,
      @Param("the image it starts from: a family as debian-cloud/debian-13, or a URL")
          Optional<String> sourceImage,
      @Param("the snapshot it starts from: a name or a URL") Optional<String> sourceSnapshot,
      @Param("what it is for") Optional<String> description,
      @Param("all its labels") Optional<Map<String, String>> labels,
      @Param(
              value = "remove and make anew what cannot be changed: what is on it is lost",
              def = "false")
          boolean replace,
      Google google)
      implements ThingModule.Wish {
    public Args {
      Names.require("name", name);
      zone.ifPresent(Names::requireZone);
      type.ifPresent(t -> Names.require("type", t));
      labels.ifPresent(Labels::require);
      sourceImage.ifPresent(Images::url);
      sourceSnapshot.ifPresent(s -> snapshot(Value.text(s)));
      if (sizeGb.isPresent() && sizeGb.get() < 1) {
        throw new IllegalArgumentException("size_gb is at least 1");
      }
    }

    private static Reference snapshot(Value given) {
      return Reference.of("source_snapshot", given, "global/snapshots");
    }

    @Override
    public Thing thing() {
      String place = "zones/" + zone.orElse("{zone}");
      Wanted wanted =
          new Wanted()
              .once("name", Optional.of(name))
              .once("sourceImage", sourceImage.map(Images::url))
              .once("sourceSnapshot", sourceSnapshot.map(s -> snapshot(Value.text(s)).url(google)))
              .field("size_gb", SIZE, sizeGb.map(gb -> Integer.toString(gb)))
              .fixedLink(
                  "type",
                  "type",
                  type.map(t -> Reference.url(google.compute(place + "/diskTypes/" + t))))
              .fixed("description", "description", description)
              .add("labels", "labels", labels, v -> v, Value.EMPTY_DICT, true);
      return Thing.compute("disk", name, google, place + "/disks", wanted)
          .fixing(SIZE, there -> isSmaller(there, sizeGb.orElse(0)))
          .unknownUntilMade(sourceImage.stream().map(i -> "sourceImage").toList())
          .changedBy(Args::change);
    }

    private static boolean isSmaller(Value there, int wanted) {
      return there instanceof Value.Text(String now)
          && now.matches("[0-9]+")
          && wanted < Long.parseLong(now);
    }

    private static List<Call> change(Thing thing, Differences differences) {
      List<Call> calls = new ArrayList<>();
      if (differences.has("labels")) {
        calls.addAll(Labels.change(thing, differences));
      }
      if (differences.has(SIZE)) {
        Value.Dict size = Value.dictOf(SIZE, differences.wanted(SIZE));
        calls.add(thing.method("resize", size, differences.past(Set.of("labels")), Set.of(SIZE)));
      }
      return calls;
    }
  }
}
