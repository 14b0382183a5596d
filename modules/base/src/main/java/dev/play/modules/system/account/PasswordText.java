package dev.play.modules.system.account;

import dev.play.modules.system.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is odd about a user's arguments but no mistake. */
final class PasswordText {
  /** Lengths of hashes by their method (crypt(5)). */
  private static final Map<String, Integer> LENGTHS = Map.of("1", 22, "5", 43, "6", 86);

  private static final Set<String> CLOSED = Set.of("*", "!", "*************");

  private PasswordText() {}

  static List<String> warnings(User.Args args) {
    List<String> out = new ArrayList<>();
    if (args.password().filter(p -> !isHash(p.reveal())).isPresent()) {
      out.add(
          "The input password appears not to have been hashed. The 'password' argument must be"
              + " encrypted for this module to work properly.");
    }
    if (args.appendWithoutGroups()) {
      out.add(
          "'append' is set, but no 'groups' are specified. Use 'groups' for appending new groups."
              + "This will change to an error in Ansible 2.14.");
    }
    return out;
  }

  /** Whether this looks like a hash: {@code $method$...$hash}, or closes the account. */
  static boolean isHash(String password) {
    if (CLOSED.contains(password)) {
      return true;
    }
    String[] fields = password.split("\\$", -1);
    if (password.matches(".*[:*!].*") || fields.length < 3) {
      return false;
    }
    String hash = fields[fields.length - 1];
    Integer length = LENGTHS.get(fields[1]);
    return hash.matches("[a-zA-Z0-9./=]*") && (length == null || length == hash.length());
  }
}
