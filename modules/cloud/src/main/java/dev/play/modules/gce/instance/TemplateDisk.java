package dev.play.modules.gce.instance;

import dev.play.modules.gce.thing.Images;
import dev.play.modules.gce.thing.Names;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The boot disk that each machine of a template gets.
 *
 * @param image what it starts from
 * @param sizeGb how large it is
 * @param type a name: a template is of no zone
 */
public record TemplateDisk(
    Optional<String> image, Optional<Integer> sizeGb, Optional<String> type) {
  /** As Google tells images' URLs. */
  private static final String API = "https://www.googleapis.com/compute/v1/";

  private static final String PARAMS = "initializeParams";
  private static final String IMAGE = "sourceImage";

  /** Checks what is given. */
  public TemplateDisk {
    image.ifPresent(Images::url);
    type.ifPresent(t -> Names.require("disk_type", t));
    if (image.isEmpty() && (sizeGb.isPresent() || type.isPresent())) {
      throw new IllegalArgumentException("disk_size_gb and disk_type go with image");
    }
  }

  /** As Google takes it. */
  public Optional<List<Value.Dict>> wanted() {
    return image.map(
        i -> {
          String url = Images.url(i);
          Value.Dict fresh = Value.dictOf(IMAGE, API + url.substring(url.indexOf("projects/")));
          if (sizeGb.isPresent()) {
            fresh = fresh.with("diskSizeGb", Value.text(Integer.toString(sizeGb.get())));
          }
          if (type.isPresent()) {
            fresh = fresh.with("diskType", Value.text(type.get()));
          }
          return List.of(Value.dictOf("boot", true, "autoDelete", true, PARAMS, fresh));
        });
  }

  /** What the boot disk starts from, however much else Google tells of it. */
  public static Value plain(Value disks) {
    if (!(disks instanceof Value.Sequence s)) {
      return disks;
    }
    List<Value> out = new ArrayList<>();
    for (Value one : s.items()) {
      if (one instanceof Value.Dict disk
          && disk.get("boot").equals(Optional.of(Value.TRUE))
          && disk.get(PARAMS).orElse(Value.NONE) instanceof Value.Dict fresh) {
        out.add(project(fresh.get(IMAGE).orElse(Value.NONE)));
      }
    }
    return new Value.Sequence(out);
  }

  /** An image's project matters: other references go without. */
  private static Value project(Value url) {
    return url instanceof Value.Text(String text)
        ? Value.text(text.replaceFirst("^.*?(?=projects/)", ""))
        : url;
  }
}
