package dev.play.galaxy.requirement;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where something comes from. */
public sealed interface Origin {
  /** How it is called in messages and in the lock file; without a password. */
  String shown();

  /**
   * A git repository.
   *
   * @param address anything that {@code git clone} takes
   * @param below the directory in it; empty for its root
   */
  record Git(String address, String below) implements Origin {
    @Override
    public String shown() {
      return Origin.withoutPassword(address) + (below.isEmpty() ? "" : "#/" + below);
    }
  }

  /** A tar archive: an http(s) or file address, or a path. */
  record Archive(String address) implements Origin {
    @Override
    public String shown() {
      return Origin.withoutPassword(address);
    }
  }

  /** A directory on the controller. */
  record Directory(String path) implements Origin {
    @Override
    public String shown() {
      return path;
    }
  }

  /**
   * A galaxy server.
   *
   * @param name {@code owner.role} or {@code namespace.collection}
   * @param server an address, or a name from the settings; empty for those of the settings
   */
  record Server(String name, Optional<String> server) implements Origin {
    @Override
    public String shown() {
      return server.map(Origin::withoutPassword).orElse("galaxy server");
    }
  }

  /** Who logs in, and with what, is nobody's business who reads messages and lock files. */
  static String withoutPassword(String address) {
    return USER.matcher(address).replaceFirst("$1");
  }

  /** {@code https://USER:PASSWORD@}. */
  Pattern USER = Pattern.compile("^(https?://)[^/@]+@");
}
