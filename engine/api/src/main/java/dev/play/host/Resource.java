package dev.play.host;

import java.util.Set;

/**
 * A part of a host that a probe asks about or an effect touches. An effect drops (in a run) or
 * makes unknown (in a check) the observations whose resources overlap with what it touches.
 */
public sealed interface Resource {
  /** One path: the thing itself, and its being there. */
  record Path(HostPath path) implements Resource {}

  /** A path and all below it. */
  record Tree(HostPath root) implements Resource {}

  /**
   * A path and all below it, but for some of it: what is known to be somebody else's there.
   *
   * @param but paths, and roots of trees
   */
  record TreeBut(HostPath root, Set<HostPath> but) implements Resource {
    public TreeBut {
      but = Set.copyOf(but);
    }

    private boolean spares(Resource asked) {
      return switch (asked) {
        case Path(HostPath path) -> spares(path);
        case Tree(HostPath below) -> spares(below);
        default -> false;
      };
    }

    private boolean spares(HostPath path) {
      HostPath top = root.normal();
      for (HostPath at = path.normal(); at.isWithin(top) && !at.equals(top); at = at.parent()) {
        if (but.contains(at)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The package database. */
  record Packages() implements Resource {}

  /** Units and their states. */
  record Units() implements Resource {}

  /** Users, groups and passwords. */
  record Accounts() implements Resource {}

  /**
   * Something named, for example {@code docker}, {@code nftables}, {@code kernel}, {@code cron}.
   */
  record Topic(String name) implements Resource {}

  /** The lot: what a command of the user's may touch. */
  record Everything() implements Resource {}

  Resource PACKAGES = new Packages();
  Resource UNITS = new Units();
  Resource ACCOUNTS = new Accounts();
  Resource EVERYTHING = new Everything();

  /**
   * The set of packages: for questions about more than one. Every installation touches it, also one
   * that is known to touch only {@link #ofPackage some}.
   */
  Resource PACKAGE_SET = topic("package-set");

  /** Packages go: without it an installation only adds, and a tool that is there stays. */
  Resource PACKAGE_REMOVAL = topic("package-removal");

  /** Accounts that installations bring; those that are there already stay as they are. */
  Resource NEW_ACCOUNTS = topic("new-accounts");

  /**
   * What a command touches that only reads: no answer is about it. A command that touches no
   * resource at all waits for something instead; all is asked anew behind it.
   */
  Resource NOTHING = topic("nothing");

  /** The time of day: answers about it are read once a run, and no prediction holds for them. */
  Resource CLOCK = topic("clock");

  /** One package, where it is known which ones are touched; else {@link #PACKAGES}. */
  static Resource ofPackage(String name) {
    return topic("package:" + name);
  }

  /** One user, where it is known which ones are touched; else {@link #ACCOUNTS}. */
  static Resource ofUser(String name) {
    return topic("user:" + name);
  }

  /** One group, where it is known which ones are touched; else {@link #ACCOUNTS}. */
  static Resource ofGroup(String name) {
    return topic("group:" + name);
  }

  /** One unit's state, where it is known which ones are touched; else {@link #UNITS}. */
  static Resource ofUnit(String name) {
    return topic("unit:" + name);
  }

  static Resource path(HostPath path) {
    return new Path(path);
  }

  /** A file, and the accounts, where it is one of those that hold them. */
  static Set<Resource> file(HostPath path) {
    return switch (path.text()) {
      case "/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/nsswitch.conf" ->
          Set.of(path(path), ACCOUNTS);
      default -> Set.of(path(path));
    };
  }

  static Resource tree(String root) {
    return new Tree(HostPath.of(root));
  }

  static Resource topic(String name) {
    return new Topic(name);
  }

  /**
   * Whether touching this may change the answer to a question about {@code asked}. A touched path
   * affects itself, what lies below it, and trees that hold it; not its parents.
   */
  default boolean affects(Resource asked) {
    if (this instanceof Everything || asked instanceof Everything) {
      return true;
    }
    return switch (this) {
      case Path(HostPath own) -> affects(own, asked);
      case Tree(HostPath root) -> affects(root, asked);
      case TreeBut touched -> affects(touched.root(), asked) && !touched.spares(asked);
      case Topic(String name) -> equals(asked) || affectsNumber(name, asked);
      default -> equals(asked);
    };
  }

  /** A user or group may be asked for by number: any other's change may bear on that. */
  private static boolean affectsNumber(String touched, Resource asked) {
    return asked instanceof Topic(String name)
        && name.matches("(user|group):\\d+")
        && touched.startsWith(name.substring(0, name.indexOf(':') + 1));
  }

  private static boolean affects(HostPath touched, Resource asked) {
    return switch (asked) {
      case Path(HostPath p) -> p.isWithin(touched);
      case Tree(HostPath root) -> root.isWithin(touched) || touched.isWithin(root);
      default -> false;
    };
  }
}
