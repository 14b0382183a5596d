package dev.play.template.lookup.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user's name and password. */
record Credentials(String user, String password) {
  /** The value of the header Authorization (RFC 7617). */
  String basic() {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public String toString() {
    return user + ":********";
  }
}
