package dev.play.modules.containers.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.modules.containers.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an archive of images holds, by its {@code manifest.json}.
 *
 * @param images one or more
 */
public record Archive(List<Image> images) {
  /** An image in it, by its id, and its names. */
  public record Image(String id, List<String> names) {}

  public Archive {
    images = List.copyOf(images);
  }

  /** Empty where there is no such file or it is no archive of images. */
  public static Optional<Archive> at(HostPath file, HostView host) {
    CommandOutput told =
        host.known(
            Probe.Query.of(
                Set.of(Resource.path(file), Resource.PACKAGE_SET),
                "/bin/sh",
                "-c",
                "tar -x -O -f - manifest.json <\"$1\"",
                "sh",
                file.text()));
    if (!told.ok()) {
      return Optional.empty();
    }
    List<Image> out = new ArrayList<>();
    for (JsonNode image : Json.read(told.out(), "manifest.json in " + file)) {
      String config = image.path("Config").asText();
      List<String> names = new ArrayList<>();
      image.path("RepoTags").forEach(n -> names.add(n.asText()));
      String digest = config.replaceFirst(".*/", "").replaceFirst("\\.json$", "");
      out.add(new Image("sha256:" + digest, names));
    }
    return Optional.of(new Archive(out));
  }

  /** Whether it holds an image by this name or id. */
  public Optional<Image> find(ImageName name) {
    return images.stream()
        .filter(i -> name.isId() ? i.id().equals(name.text()) : i.names().contains(name.text()))
        .findFirst();
  }
}
