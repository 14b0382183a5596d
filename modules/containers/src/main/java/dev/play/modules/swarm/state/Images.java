package dev.play.modules.swarm.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.CommandOutput;
import dev.play.module.HostView;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Images of services: by name, and by the digest that a registry has for it. */
public final class Images {
  private Images() {}

  /**
   * Whether a service is to have another image.
   *
   * @param wanted as it is written
   * @param spec the service's specification
   * @param resolves whether registries are asked whether a tag has moved
   */
  public static boolean differs(
      String wanted, JsonNode spec, DockerClient docker, HostView host, boolean resolves) {
    String now = of(spec);
    if (wanted.contains("@")) {
      return !now.equals(wanted);
    }
    return !tagged(now.replaceFirst("@sha256:.*", "")).equals(tagged(wanted))
        || (resolves && hasMoved(wanted, now, docker, host));
  }

  /** As the service has it, with a digest where it was found. */
  public static String of(JsonNode spec) {
    return spec.at("/TaskTemplate/ContainerSpec/Image").asText();
  }

  private static String tagged(String image) {
    String name = image.replaceFirst("^docker\\.io/", "").replaceFirst("^library/", "");
    return name.substring(name.lastIndexOf('/') + 1).contains(":") ? name : name + ":latest";
  }

  /** A registry that cannot be asked has nothing new either. */
  private static boolean hasMoved(String wanted, String now, DockerClient docker, HostView host) {
    String digest = digest(wanted, docker, host);
    return digest.matches("sha256:[0-9a-f]{64}") && !now.endsWith("@" + digest);
  }

  /**
   * The client's own question heeds the certificates that the daemon trusts, and tells the digest
   * of a plain image; buildx tells that of a list of images for several platforms.
   */
  private static String digest(String image, DockerClient docker, HostView host) {
    CommandOutput plain =
        docker.answer(
            host, docker.momentary(List.of("manifest", "inspect", "--verbose", "--", image)));
    if (plain.ok()) {
      JsonNode told = Json.read(plain.out(), "what docker manifest tells of " + image);
      if (told.isObject()) {
        return told.at("/Descriptor/digest").asText();
      }
    }
    List<String> words =
        List.of("buildx", "imagetools", "inspect", "--format", "{{.Manifest.Digest}}");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--", image));
    CommandOutput list = docker.answer(host, docker.momentary(all));
    return list.ok() ? list.out().strip() : "";
  }
}
