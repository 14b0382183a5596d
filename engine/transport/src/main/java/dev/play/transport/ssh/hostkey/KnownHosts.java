package dev.play.transport.ssh.hostkey;

import dev.play.transport.ssh.config.HostPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What known_hosts files say about one host (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
final class KnownHosts {
  /** What a line is about. */
  enum Marker {
    HOST,
    AUTHORITY,
    REVOKED
  }

  /**
   * @param where file and line, for messages
   */
  record Entry(Marker marker, HostKey key, String where) {}

  private final List<Entry> entries;

  private KnownHosts(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Collects what is said about {@code name}: {@code host} for port 22, else {@code [host]:port}.
   * Revocations are collected whatever name they are under.
   */
  static KnownHosts read(List<Path> files, String name, List<String> pinned) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : pinned) {
      entry("* " + line.strip(), name, "the inventory").ifPresent(entries::add);
    }
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        continue;
      }
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        number++;
        entry(line, name, file + ":" + number).ifPresent(entries::add);
      }
    }
    return new KnownHosts(entries);
  }

  private static Optional<Entry> entry(String line, String name, String where) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>(Arrays.asList(text.split("\\s+")));
    int first =
        fields.getFirst().equals("*") && fields.size() > 1 && fields.get(1).startsWith("@") ? 1 : 0;
    Marker marker = Marker.HOST;
    if (fields.get(first).startsWith("@")) {
      switch (fields.remove(first)) {
        case "@cert-authority" -> marker = Marker.AUTHORITY;
        case "@revoked" -> marker = Marker.REVOKED;
        default -> {
          return Optional.empty();
        }
      }
    }
    if (fields.size() < 3 || !names(fields.get(0), name)) {
      return Optional.empty();
    }
    return Optional.of(new Entry(marker, new HostKey(fields.get(1), fields.get(2)), where));
  }

  private static boolean names(String patterns, String name) {
    if (patterns.startsWith("|1|")) {
      return hashed(patterns, name);
    }
    boolean matched = false;
    for (String pattern : patterns.split(",")) {
      if (pattern.startsWith("!") && HostPattern.matches(pattern.substring(1), name)) {
        return false;
      }
      matched |= !pattern.startsWith("!") && HostPattern.matches(pattern, name);
    }
    return matched;
  }

  private static boolean hashed(String field, String name) {
    String[] parts = field.split("\\|");
    if (parts.length != 4) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(parts[2]);
      return Arrays.equals(hash(salt, name), Base64.getDecoder().decode(parts[3]));
    } catch (IllegalArgumentException e) {
      // A line that is not base64 names no host.
      return false;
    }
  }

  static byte[] hash(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  Optional<Entry> find(Marker marker, HostKey key) {
    return entries.stream()
        .filter(e -> e.marker() == marker && e.key().base64().equals(key.base64()))
        .findFirst();
  }

  List<Entry> all(Marker marker) {
    return entries.stream().filter(e -> e.marker() == marker).toList();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }
}
