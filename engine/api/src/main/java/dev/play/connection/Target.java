package dev.play.connection;

import dev.play.host.HostName;
import dev.play.module.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a host is reached, as the inventory says; what is empty comes from ~/.ssh/config or defaults.
 *
 * @param connection {@code ssh}, {@code local}, {@code docker}, {@code podman}
 * @param address name or address to connect to
 * @param sshArguments further options in ssh(1)'s notation (ansible_ssh_common_args): those that
 *     are understood are used, others are an error
 * @param hostKeys how a host key that is not known is treated
 * @param pinnedHostKeys keys that the inventory vouches for, as known_hosts lines without names
 * @param connectTimeout for the whole of connecting and logging in
 * @param shell the shell to run on the host; /bin/sh when empty
 * @param options further ones by name, as {@code ansible_*} variables, for connections of other
 *     kinds; with {@code play_passage} the {@code play_*} variables of that {@link PassageService}
 * @param bastions hosts of the inventory that {@link #sshArguments} name in ProxyJump, by these
 *     names: how they are reached themselves
 */
public record Target(
    HostName name,
    String connection,
    String address,
    Optional<Integer> port,
    Optional<String> user,
    Optional<Secret> password,
    Optional<Path> privateKey,
    Optional<Secret> privateKeyPassphrase,
    List<String> sshArguments,
    HostKeys hostKeys,
    List<String> pinnedHostKeys,
    Duration connectTimeout,
    Optional<String> shell,
    Map<String, String> options,
    Map<String, Target> bastions) {
  /** One without hosts of the inventory on the way to it. */
  public Target(
      HostName name,
      String connection,
      String address,
      Optional<Integer> port,
      Optional<String> user,
      Optional<Secret> password,
      Optional<Path> privateKey,
      Optional<Secret> privateKeyPassphrase,
      List<String> sshArguments,
      HostKeys hostKeys,
      List<String> pinnedHostKeys,
      Duration connectTimeout,
      Optional<String> shell,
      Map<String, String> options) {
    this(
        name,
        connection,
        address,
        port,
        user,
        password,
        privateKey,
        privateKeyPassphrase,
        sshArguments,
        hostKeys,
        pinnedHostKeys,
        connectTimeout,
        shell,
        options,
        Map.of());
  }

  /** Of the options: the name of the {@link PassageService} that leads to the host. */
  public static final String PASSAGE = "play_passage";

  /** Of the options: the port to which the host's sshd has moved during this run. */
  private static final String MOVED = "play_moved_to_port";

  /** Of the options, before a bastion's name: the host of the inventory that may be meant. */
  private static final String MEANT = "play_bastion_meant_";

  /** The same, whose sshd has moved to another port. Its key is still the one known of the old. */
  public Target movedTo(int moved) {
    Map<String, String> further = new HashMap<>(options);
    further.put(MOVED, Integer.toString(moved));
    return copy(port, user, ownKey(), pinnedHostKeys, connectTimeout, further, bastions);
  }

  /**
   * The same, where arguments name a bastion that the inventory does not have.
   *
   * @param names of hosts that may be meant, by what is written
   */
  public Target meaning(Map<String, String> names) {
    Map<String, String> further = new HashMap<>(options);
    names.forEach((written, meant) -> further.put(MEANT + written, meant));
    return copy(port, user, ownKey(), pinnedHostKeys, connectTimeout, further, bastions);
  }

  /** Of a target's options: the host that may be meant by the name of a bastion. */
  public static Optional<String> meant(Map<String, String> options, String bastion) {
    return Optional.ofNullable(options.get(MEANT + bastion));
  }

  /** Where the host's sshd has moved to, if it has. */
  public Optional<Integer> movedTo() {
    return Optional.ofNullable(options.get(MOVED)).map(Integer::valueOf);
  }

  /** The same, to be connected to within another time. */
  public Target within(Duration time) {
    return copy(port, user, ownKey(), pinnedHostKeys, time, options, bastions);
  }

  /** The same, with another user and keys. */
  public Target loggingIn(Optional<String> as, Optional<Path> key, List<String> pinned) {
    Key other = new Key(key, privateKeyPassphrase);
    return copy(port, as, other, pinned, connectTimeout, options, bastions);
  }

  /** The same, with these bastions. */
  public Target through(Map<String, Target> others) {
    return copy(port, user, ownKey(), pinnedHostKeys, connectTimeout, options, others);
  }

  /**
   * As a bastion on the way to another: user and port are these where given, the key and what is
   * done with unknown host keys are the other's where it has none of its own.
   */
  public Target at(Optional<String> as, Optional<Integer> there, Target other) {
    return copy(
        there.or(() -> port),
        as.or(() -> user),
        privateKey.isPresent() ? ownKey() : other.ownKey(),
        pinnedHostKeys,
        other.connectTimeout,
        options,
        bastions);
  }

  /** What to log in with. */
  private record Key(Optional<Path> file, Optional<Secret> passphrase) {}

  private Key ownKey() {
    return new Key(privateKey, privateKeyPassphrase);
  }

  private Target copy(
      Optional<Integer> there,
      Optional<String> as,
      Key key,
      List<String> pinned,
      Duration time,
      Map<String, String> further,
      Map<String, Target> others) {
    return new Target(
        name,
        connection,
        address,
        there,
        as,
        password,
        key.file(),
        key.passphrase(),
        sshArguments,
        hostKeys,
        pinned,
        time,
        shell,
        Map.copyOf(further),
        Map.copyOf(others));
  }

  /** Without the options: there may be secrets among them. */
  @Override
  public String toString() {
    return "Target[" + name + ", " + connection + ", " + address + "]";
  }

  /** What to do with a host key that is not in known_hosts. A changed key is always refused. */
  public enum HostKeys {
    STRICT,
    ACCEPT_NEW,
    /** Only for hosts that the test made itself. */
    IGNORE
  }
}
