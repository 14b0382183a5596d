package dev.play.variables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Facts in a directory with a JSON file a host, as Ansible's jsonfile cache keeps them.
 *
 * @param prefix before the host's name in the file's
 * @param lasts how long a file counts; zero for ever
 */
record JsonFileFacts(Path directory, String prefix, Duration lasts, Clock clock)
    implements FactCache {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Path file(HostName host) {
    return directory.resolve(prefix + host.name().replace('/', '_'));
  }

  @Override
  public Optional<Value.Dict> read(HostName host) {
    Path file = file(host);
    try {
      if (!Files.isRegularFile(file) || isOld(file)) {
        return Optional.empty();
      }
      return JSON.readValue(file.toFile(), Object.class) instanceof Map<?, ?> map
              && Value.ofJava(map) instanceof Value.Dict facts
          ? Optional.of(facts)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new HostException(
          "the fact cache " + file + " is no JSON; remove it, or use --flush-cache", false, e);
    } catch (IOException e) {
      throw new HostException(
          "the fact cache " + file + " cannot be read: " + e.getMessage(), false, e);
    }
  }

  private boolean isOld(Path file) throws IOException {
    return !lasts.isZero()
        && Files.getLastModifiedTime(file).toInstant().plus(lasts).isBefore(clock.instant());
  }

  @Override
  public void write(HostName host, Map<String, Value> facts) {
    Map<String, Object> kept = new LinkedHashMap<>();
    new TreeMap<>(facts)
        .forEach(
            (name, value) -> {
              if (!(value instanceof Value.Secret)) {
                Object plain = Value.toJava(value, secret -> null);
                if (plain != null) {
                  kept.put(name, plain);
                }
              }
            });
    Path file = file(host);
    try {
      Files.createDirectories(directory);
      Path part =
          Files.createTempFile(
              directory,
              ".play",
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      JSON.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), kept);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new HostException(
          "the fact cache " + file + " cannot be written: " + e.getMessage(), false, e);
    }
  }

  @Override
  public void forget(HostName host) {
    try {
      Files.deleteIfExists(file(host));
    } catch (IOException e) {
      throw new HostException(
          "the fact cache " + file(host) + " cannot be removed: " + e.getMessage(), false, e);
    }
  }
}
