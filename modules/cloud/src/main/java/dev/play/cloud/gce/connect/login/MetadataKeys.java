package dev.play.cloud.gce.connect.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The {@code ssh-keys} of metadata: a line each, {@code USER:TYPE BASE64 COMMENT}, where the
 * comment may be {@code google-ssh {"userName": ..., "expireOn": ...}}
 * (cloud.google.com/compute/docs/connect/add-ssh-keys).
 */
record MetadataKeys(List<Entry> entries) {
  record Entry(String user, String publicKey) {}

  private static final DateTimeFormatter WITHOUT_COLON =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ", java.util.Locale.ROOT);

  /** Those that are still good at this time; the instance's before the project's. */
  static MetadataKeys read(List<String> texts, Instant now) {
    List<Entry> entries = new ArrayList<>();
    for (String text : texts) {
      for (String line : text.split("\n")) {
        int colon = line.indexOf(':');
        String[] words = line.substring(colon + 1).strip().split("\\s+", 3);
        boolean isKey = colon > 0 && words.length >= 2;
        if (isKey && !(words.length == 3 && hasEnded(words[2], now))) {
          entries.add(new Entry(line.substring(0, colon).strip(), words[0] + " " + words[1]));
        }
      }
    }
    return new MetadataKeys(List.copyOf(entries));
  }

  private static boolean hasEnded(String comment, Instant now) {
    if (!comment.startsWith("google-ssh ")) {
      return false;
    }
    try {
      String until =
          new ObjectMapper()
              .readTree(comment.substring("google-ssh ".length()))
              .path("expireOn")
              .asText("");
      return !until.isEmpty() && !time(until).isAfter(now);
    } catch (JsonProcessingException | DateTimeException e) {
      // Google's agent leaves out what it cannot read.
      return true;
    }
  }

  private static Instant time(String text) {
    return text.matches(".*[+-]\\d{4}")
        ? OffsetDateTime.parse(text, WITHOUT_COLON).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** For messages: the users that have keys there. */
  String users() {
    TreeSet<String> users = new TreeSet<>();
    entries.forEach(entry -> users.add(entry.user()));
    return users.isEmpty() ? "no user" : String.join(", ", users);
  }
}
