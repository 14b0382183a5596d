package dev.play.modules.gce.instance;

import dev.play.modules.gce.thing.Google;
import dev.play.modules.gce.thing.Images;
import dev.play.modules.gce.thing.Names;
import dev.play.modules.gce.thing.Reference;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance's disks.
 *
 * @param image what the boot disk is made from
 * @param sizeGb how large the boot disk is
 * @param type of the boot disk
 * @param more all of them, or besides the boot disk where there is an image
 */
public record Disks(
    Optional<String> image,
    Optional<Integer> sizeGb,
    Optional<String> type,
    List<Value.Dict> more) {
  private static final Keys DISK =
      new Keys(
          "disks",
          Map.of(
              "auto_delete", "autoDelete",
              "boot", "boot",
              "device_name", "deviceName",
              "initialize_params", "initializeParams",
              "mode", "mode",
              "source", "source"));
  private static final Keys NEW =
      new Keys(
          "initialize_params",
          Map.of(
              "disk_name", "diskName",
              "disk_size_gb", "diskSizeGb",
              "disk_type", "diskType",
              "source_image", "sourceImage"));

  /** Checks what is given. */
  public Disks {
    image.ifPresent(Images::url);
    type.ifPresent(t -> Names.require("disk_type", t));
    more = List.copyOf(more);
    more.forEach(
        d -> {
          Value.Dict disk = DISK.of(d);
          fresh(disk).ifPresent(NEW::of);
          disk.get("source").ifPresent(s -> Reference.of("source", s, "zones/x/disks"));
        });
  }

  private static Optional<Value.Dict> fresh(Value.Dict disk) {
    return disk.get("initializeParams")
        .map(
            p -> {
              if (p instanceof Value.Dict d) {
                return d;
              }
              throw new IllegalArgumentException("initialize_params is a dictionary");
            });
  }

  /** As Google takes them. */
  public List<Value.Dict> wanted(Google google, String place) {
    List<Value.Dict> out = new ArrayList<>();
    image.ifPresent(
        i -> {
          Value.Dict fresh = Value.dictOf("sourceImage", Images.url(i));
          if (sizeGb.isPresent()) {
            fresh = fresh.with("diskSizeGb", Value.text(Integer.toString(sizeGb.get())));
          }
          if (type.isPresent()) {
            fresh = fresh.with("diskType", Value.text(typeUrl(google, place, type.get())));
          }
          out.add(Value.dictOf("boot", true, "autoDelete", true, "initializeParams", fresh));
        });
    more.forEach(d -> out.add(one(DISK.of(d), google, place)));
    return out;
  }

  private static Value.Dict one(Value.Dict disk, Google google, String place) {
    Value.Dict out = disk;
    Optional<Value.Dict> fresh = fresh(disk).map(NEW::of);
    if (fresh.isPresent()) {
      Value.Dict params = fresh.get();
      for (String key : List.of("diskSizeGb", "sourceImage", "diskType")) {
        if (params.get(key).orElse(Value.NONE) instanceof Value value
            && !(value instanceof Value.None)) {
          params = params.with(key, param(key, value, google, place));
        }
      }
      out = out.with("initializeParams", params);
    }
    if (disk.get("source").isPresent()) {
      Reference source = Reference.of("source", disk.get("source").get(), place + "/disks");
      out = out.with("source", Value.text(source.url(google)));
    }
    return out;
  }

  private static Value param(String key, Value value, Google google, String place) {
    return switch (value) {
      case Value.Int(long i) -> Value.text(Long.toString(i));
      case Value.Text(String text) when key.equals("sourceImage") -> Value.text(Images.url(text));
      case Value.Text(String text) when key.equals("diskType") && !text.contains("/") ->
          Value.text(typeUrl(google, place, text));
      default -> value;
    };
  }

  private static String typeUrl(Google google, String place, String type) {
    return Reference.url(google.compute(place + "/diskTypes/" + type));
  }

  /** Disks that have to be there. */
  public List<Reference> uses(String place) {
    List<Reference> out = new ArrayList<>();
    more.forEach(
        d -> d.get("source").ifPresent(s -> out.add(Reference.of("source", s, place + "/disks"))));
    return out;
  }
}
