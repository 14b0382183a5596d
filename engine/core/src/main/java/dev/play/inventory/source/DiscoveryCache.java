package dev.play.inventory.source;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.discovery.DiscoveredHost;
import dev.play.discovery.DiscoveryRequest;
import dev.play.settings.Settings;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a source of hosts has answered: one file for each configuration, for its user only,
 * for a time. Instances' metadata may hold secrets.
 *
 * @param limit how long an answer is good for; zero for ever
 */
record DiscoveryCache(
    Path directory, String prefix, Duration limit, Clock clock, DiscoveryRequest request) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One host as it is written. */
  private record Kept(
      String name,
      Map<String, @Nullable Object> variables,
      Map<String, @Nullable Object> known,
      List<String> groups) {}

  /** The whole file. */
  private record Answer(long made, List<Kept> hosts) {}

  /** Where answers are kept; empty unless the file or the settings say that they are. */
  static Optional<DiscoveryCache> of(
      DiscoveryRequest request, Settings settings, DiscoveredInventory.Environment environment) {
    if (!request.flag("cache", settings.flag("INVENTORY_CACHE_ENABLED"))) {
      return Optional.empty();
    }
    String seconds =
        request
            .text("cache_timeout")
            .or(() -> settings.text("INVENTORY_CACHE_TIMEOUT"))
            .orElse("3600");
    if (!seconds.matches("\\d{1,9}")) {
      request
          .problems()
          .error(request.spanOf("cache_timeout"), "cache_timeout is a number of seconds");
      return Optional.empty();
    }
    String directory =
        request
            .text("cache_connection")
            .or(() -> settings.text("INVENTORY_CACHE_PLUGIN_CONNECTION"))
            .map(d -> d.startsWith("~/") ? environment.home().resolve(d.substring(2)) + "" : d)
            .orElse(".play/inventory");
    return Optional.of(
        new DiscoveryCache(
            environment.directory().resolve(directory),
            request
                .text("cache_prefix")
                .or(() -> settings.text("INVENTORY_CACHE_PLUGIN_PREFIX"))
                .orElse("ansible_inventory_"),
            Duration.ofSeconds(Long.parseLong(seconds)),
            environment.clock(),
            request));
  }

  /** The file's name tells apart all that could make a difference to the answer. */
  private Path file(List<String> identity) {
    Map<String, String> all = new TreeMap<>();
    request
        .options()
        .forEach(
            (name, option) -> {
              if (!name.startsWith("cache")) {
                all.put(name, String.valueOf(Value.toJava(option.value(), DiscoveryCache::open)));
              }
            });
    String plugin = request.plugin().replaceAll("[^A-Za-z0-9_.-]", "_");
    return directory.resolve(prefix + plugin + "_" + digest(all + "\n" + identity) + ".json");
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What was answered, where that is not too long ago. */
  Optional<List<DiscoveredHost>> read(List<String> identity) {
    Path file = file(identity);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Answer answer = JSON.readValue(file.toFile(), new TypeReference<Answer>() {});
      Instant end = Instant.ofEpochSecond(answer.made()).plus(limit);
      return limit.isZero() || clock.instant().isBefore(end)
          ? Optional.of(answer.hosts().stream().map(DiscoveryCache::host).toList())
          : Optional.empty();
    } catch (IOException e) {
      // Cut short or of another version: asked for anew, and then written anew.
      return Optional.empty();
    }
  }

  private static DiscoveredHost host(Kept kept) {
    return new DiscoveredHost(
        kept.name(), values(kept.variables()), values(kept.known()), kept.groups());
  }

  private static Map<String, Value> values(Map<String, @Nullable Object> plain) {
    Map<String, Value> values = new LinkedHashMap<>();
    plain.forEach((key, value) -> values.put(key, Value.ofJava(value)));
    return values;
  }

  /** Secrets go into names as digests, and into files for their user only. */
  private static @Nullable Object open(Value.Secret secret) {
    return Value.toJava(secret.hidden(), DiscoveryCache::open);
  }

  private static Map<String, @Nullable Object> plain(Map<String, Value> values) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    values.forEach((key, value) -> plain.put(key, Value.toJava(value, DiscoveryCache::open)));
    return plain;
  }

  /** Keeps an answer. That it cannot be kept is worth a warning, no more. */
  void write(List<String> identity, List<DiscoveredHost> hosts, Diagnostics problems) {
    Path file = file(identity);
    try {
      Files.createDirectories(directory);
      Path fresh =
          Files.createTempFile(
              directory,
              ".fresh",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Answer answer =
          new Answer(
              clock.instant().getEpochSecond(),
              hosts.stream()
                  .map(h -> new Kept(h.name(), plain(h.variables()), plain(h.known()), h.groups()))
                  .toList());
      JSON.writeValue(fresh.toFile(), answer);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      problems.warning(
          Span.none(file.toString()), "the inventory cannot be kept here: " + e.getMessage());
    }
  }
}
