package dev.play.modules.swarm.stack;

import dev.play.host.Blob;
import dev.play.host.DigestAlgorithm;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stack as {@code docker stack config} writes it: YAML in one fixed form, indented by two.
 *
 * @param version of the file format
 * @param services the lines of each
 * @param rest networks, volumes, configs and secrets
 */
public record Definition(String version, Map<String, String> services, String rest) {
  private static final Pattern SERVICE = Pattern.compile("  (\"?)([^\\s\"]+)\\1:.*");
  private static final Pattern FILE = Pattern.compile("(?m)^    file: \"?(/[^\"\\n]*)\"?$");

  public Definition {
    services = Map.copyOf(services);
  }

  static Definition read(String yaml) {
    Map<String, StringBuilder> services = new LinkedHashMap<>();
    StringBuilder rest = new StringBuilder();
    String version = "";
    boolean within = false;
    StringBuilder service = new StringBuilder();
    for (String line : yaml.split("\n")) {
      if (!line.startsWith(" ")) {
        within = line.startsWith("services:");
        version = line.startsWith("version:") ? line.replaceAll("version:|[\"' ]", "") : version;
      }
      Matcher head = SERVICE.matcher(line);
      if (within && head.matches()) {
        service = new StringBuilder();
        services.put(head.group(2), service);
      } else if (within) {
        service.append(line).append('\n');
      } else {
        rest.append(line).append('\n');
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    services.forEach((k, v) -> texts.put(k, v.toString()));
    return new Definition(version, texts, rest.toString());
  }

  /**
   * A digest of each service as it is to be, with what the files of its configs and secrets hold.
   */
  public Map<String, String> digests(HostView host) {
    List<Probe<?>> files = new ArrayList<>();
    Matcher file = FILE.matcher(rest);
    while (file.find()) {
      files.add(Probe.DigestOf.sha256(HostPath.of(file.group(1))));
    }
    host.need(files);
    StringBuilder all = new StringBuilder(rest);
    files.forEach(f -> all.append(host.known(f)));
    Map<String, String> out = new LinkedHashMap<>();
    services.forEach(
        (name, text) -> out.put(name, Blob.of(text + "\0" + all).digest(DigestAlgorithm.SHA256)));
    return out;
  }

  /** The image of a service, as it is written. */
  public String image(String service) {
    return find("    image: \"?([^\"\\n]+)\"?", service).orElse("");
  }

  /** How many tasks a service has; empty where that is not for it to say. */
  public Optional<Long> replicas(String service) {
    if (find("      mode: \"?(global|replicated-job|global-job)\"?", service).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(find("      replicas: (\\d+)", service).map(Long::parseLong).orElse(1L));
  }

  private Optional<String> find(String line, String service) {
    Matcher found =
        Pattern.compile("(?m)^" + line + "$").matcher(services.getOrDefault(service, ""));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
