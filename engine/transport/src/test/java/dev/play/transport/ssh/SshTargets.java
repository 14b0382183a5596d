package dev.play.transport.ssh;

import dev.play.connection.Target;
import dev.play.connection.Target.HostKeys;
import dev.play.host.HostName;
import dev.play.module.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds targets for tests. */
public final class SshTargets {
  private final String address;
  private String name = "test";
  private Optional<Integer> port;
  private Optional<String> user = Optional.empty();
  private Optional<Secret> password = Optional.empty();
  private Optional<Path> key = Optional.empty();
  private Optional<Secret> passphrase = Optional.empty();
  private List<String> arguments = List.of();
  private HostKeys hostKeys = HostKeys.STRICT;
  private List<String> pinned = List.of();
  private Optional<String> shell = Optional.empty();
  private Map<String, Target> bastions = Map.of();
  private Duration limit = Duration.ofSeconds(15);

  private SshTargets(String address, Optional<Integer> port) {
    this.address = address;
    this.port = port;
  }

  public static SshTargets target(String address, int port) {
    return new SshTargets(address, Optional.of(port));
  }

  public static SshTargets target(String address) {
    return new SshTargets(address, Optional.empty());
  }

  public SshTargets named(String text) {
    name = text;
    return this;
  }

  public SshTargets through(Map<String, Target> others) {
    bastions = others;
    return this;
  }

  public SshTargets user(String name) {
    user = Optional.of(name);
    return this;
  }

  public SshTargets password(String text) {
    password = Optional.of(new Secret(text));
    return this;
  }

  public SshTargets key(Optional<Path> file) {
    key = file;
    return this;
  }

  public SshTargets passphrase(String text) {
    passphrase = Optional.of(new Secret(text));
    return this;
  }

  public SshTargets arguments(String... words) {
    arguments = List.of(words);
    return this;
  }

  public SshTargets hostKeys(HostKeys policy) {
    hostKeys = policy;
    return this;
  }

  public SshTargets pinned(String... keys) {
    pinned = List.of(keys);
    return this;
  }

  public SshTargets shell(String path) {
    shell = Optional.of(path);
    return this;
  }

  public SshTargets within(Duration time) {
    limit = time;
    return this;
  }

  public Target build() {
    return new Target(
        new HostName(name),
        "ssh",
        address,
        port,
        user,
        password,
        key,
        passphrase,
        arguments,
        hostKeys,
        pinned,
        limit,
        shell,
        Map.of(),
        bastions);
  }
}
