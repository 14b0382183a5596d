package dev.play.host;

import dev.play.remote.Remote;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A read-only question to a host with a typed answer. Equal probes have the same answer until an
 * effect touches what they ask {@link #about}. The engine batches probes of a family into one
 * command and many families into one round trip; a module just asks.
 *
 * @param <T> the answer
 */
public sealed interface Probe<T> {
  /** What the answer depends on. */
  Set<Resource> about();

  /** stat(1); never fails: what cannot be seen is ABSENT. */
  record FileAt(HostPath path, boolean follow) implements Probe<FileInfo> {
    /** Of the thing itself: a link is a link. */
    public static FileAt of(HostPath path) {
      return new FileAt(path, false);
    }

    @Override
    public Set<Resource> about() {
      return Set.of(Resource.path(path));
    }
  }

  /** The digest in lower-case hexadecimal of a regular file (links followed), empty elsewhere. */
  record DigestOf(HostPath path, DigestAlgorithm algorithm) implements Probe<Optional<String>> {
    public static DigestOf sha256(HostPath path) {
      return new DigestOf(path, DigestAlgorithm.SHA256);
    }

    @Override
    public Set<Resource> about() {
      return Set.of(Resource.path(path));
    }
  }

  /**
   * What a regular file holds (links followed), empty where there is none.
   *
   * @param limit bytes at most; a larger file fails the host's task with its size
   */
  record ContentOf(HostPath path, long limit) implements Probe<Optional<Blob>> {
    /** Files that a module edits as text: up to 16 MiB. */
    public static ContentOf of(HostPath path) {
      return new ContentOf(path, 16L << 20);
    }

    @Override
    public Set<Resource> about() {
      return Set.of(Resource.path(path));
    }
  }

  /**
   * All below a directory (without itself), in byte order of the paths; links not followed. Empty
   * where there is no directory.
   *
   * @param depth 1 for its direct children, {@link Integer#MAX_VALUE} for all
   */
  record TreeAt(HostPath root, int depth) implements Probe<List<FileInfo>> {
    @Override
    public Set<Resource> about() {
      return Set.of(new Resource.Tree(root));
    }
  }

  /** Whether and how a package is installed. */
  record PackageAt(PackageManager manager, String name) implements Probe<PackageInfo> {
    @Override
    public Set<Resource> about() {
      return Set.of(Resource.PACKAGES, Resource.ofPackage(name));
    }
  }

  /** The package manager that the host has. */
  record Manager() implements Probe<PackageManager> {
    @Override
    public Set<Resource> about() {
      return Set.of(Resource.topic("package-manager"));
    }
  }

  /** A systemd unit; answers with loadState not-found where there is no such unit. */
  record Unit(String unit, Scope scope) implements Probe<UnitInfo> {
    /** Whose manager is asked. */
    public enum Scope {
      SYSTEM,
      USER,
      GLOBAL
    }

    public static Unit of(String unit) {
      return new Unit(unit, Scope.SYSTEM);
    }

    /** The manager's state, and the unit's own files and drop-ins (systemd.unit(5)). */
    @Override
    public Set<Resource> about() {
      Set<Resource> about = new HashSet<>(Set.of(Resource.UNITS, Resource.ofUnit(unit)));
      for (String place : List.of("/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib")) {
        about.add(Resource.path(HostPath.of(place + "/systemd/system/" + unit)));
        about.add(Resource.tree(place + "/systemd/system/" + unit + ".d"));
      }
      return Set.copyOf(about);
    }
  }

  /** A user by name or, where no name is like it, by number; empty where there is none. */
  record UserNamed(String name) implements Probe<Optional<Account>> {
    @Override
    public Set<Resource> about() {
      return Set.of(Resource.ACCOUNTS, Resource.NEW_ACCOUNTS, Resource.ofUser(name));
    }
  }

  /** A group by name or, where no name is like it, by number; empty where there is none. */
  record GroupNamed(String name) implements Probe<Optional<GroupInfo>> {
    @Override
    public Set<Resource> about() {
      return Set.of(Resource.ACCOUNTS, Resource.NEW_ACCOUNTS, Resource.ofGroup(name));
    }
  }

  /** Where a command is found on PATH (with the sbin directories), empty where it is not. */
  record Tool(String name) implements Probe<Optional<HostPath>> {
    @Override
    public Set<Resource> about() {
      return Set.of(Resource.PACKAGES, Resource.PACKAGE_SET);
    }
  }

  /**
   * A read-only command of the module's choice. Its exit status is an answer, not a failure.
   *
   * @param argv the command; never interpreted by a shell
   * @param about what the answer depends on
   */
  record Query(List<String> argv, Map<String, String> environment, Blob stdin, Set<Resource> about)
      implements Probe<CommandOutput> {
    public Query {
      argv = List.copyOf(argv);
      environment = Map.copyOf(environment);
      about = Set.copyOf(about);
    }

    public static Query of(Set<Resource> about, String... argv) {
      return new Query(List.of(argv), Map.of("LC_ALL", "C"), Blob.of(""), about);
    }

    public static Query of(Set<Resource> about, List<String> argv) {
      return new Query(argv, Map.of("LC_ALL", "C"), Blob.of(""), about);
    }
  }

  /**
   * Facts, under the names that Ansible's users know but without the {@code ansible_} prefix.
   *
   * @param subsets as {@code gather_subset}: all, min, hardware, network, virtual, local, ...
   * @param localFacts the directory of the host's own facts
   */
  record Facts(Set<String> subsets, String localFacts) implements Probe<Value.Dict> {
    /** Where a host's own facts usually lie. */
    public static final String LOCAL_FACTS = "/etc/ansible/facts.d";

    public Facts {
      subsets = Set.copyOf(subsets);
    }

    /** With the host's own facts where they usually lie. */
    public Facts(Set<String> subsets) {
      this(subsets, LOCAL_FACTS);
    }

    @Override
    public Set<Resource> about() {
      return Set.of(Resource.topic("facts"), Resource.tree("/etc/ansible/facts.d"));
    }
  }

  /** What an API says of a thing it keeps; empty where there is none. Asked by the controller. */
  record RemoteAt(Remote thing) implements Probe<Optional<Value.Dict>> {
    @Override
    public Set<Resource> about() {
      return Set.of(thing.resource(), thing.account().everything());
    }
  }
}
