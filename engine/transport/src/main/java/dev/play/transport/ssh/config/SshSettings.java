package dev.play.transport.ssh.config;

import dev.play.connection.Target.HostKeys;
import dev.play.module.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one host is reached, once target, arguments and ssh_config have been put together. The names
 * are those of ssh_config(5).
 *
 * @param alias as the user calls it
 * @param hostName what is connected to
 * @param hostKeyAlias the name that known_hosts is asked for
 * @param givenKeys identity files that were asked for
 * @param defaultKeys identity files that are tried because they are there
 * @param agent the agent's socket
 * @param jumps hosts to go through, the nearest first
 * @param proxyCommand a command whose streams are the connection
 * @param options the target's further ones
 */
public record SshSettings(
    String alias,
    String hostName,
    int port,
    String user,
    Optional<String> hostKeyAlias,
    List<Path> givenKeys,
    List<Path> defaultKeys,
    Optional<Secret> passphrase,
    Optional<Path> agent,
    boolean identitiesOnly,
    Optional<Secret> password,
    HostKeys hostKeys,
    List<String> pinnedHostKeys,
    List<Path> userKnownHosts,
    List<Path> globalKnownHosts,
    boolean hashKnownHosts,
    List<SshSettings> jumps,
    Optional<String> proxyCommand,
    Duration connectTimeout,
    Duration aliveInterval,
    int aliveCountMax,
    Map<String, String> options) {
  /** For messages: where it goes and as whom. */
  public String where() {
    String place = hostName.contains(":") ? "[" + hostName + "]" : hostName;
    return user + "@" + place + ":" + port;
  }

  /** The name in known_hosts. */
  public String knownName() {
    return hostKeyAlias.orElse(knownName(hostName, port));
  }

  /** Without the options: there may be secrets among them. */
  @Override
  public String toString() {
    return "SshSettings[" + where() + "]";
  }

  static String knownName(String hostName, int port) {
    return port == 22 ? hostName : "[" + hostName + "]:" + port;
  }
}
