package dev.play.galaxy.fetch;

/** What tells one content from another for good. */
public sealed interface Identity {
  /** The key it has in a lock file. */
  String key();

  /** Its digits. */
  String digits();

  /** A commit, by its full id. */
  record Commit(String digits) implements Identity {
    @Override
    public String key() {
      return "commit";
    }
  }

  /** An archive, by its SHA-256 in hexadecimal digits. */
  record Sha256(String digits) implements Identity {
    @Override
    public String key() {
      return "sha256";
    }
  }

  /** As in {@code commit 1234567890ab}. */
  default String shown() {
    return key() + " " + digits().substring(0, Math.min(12, digits().length()));
  }
}
