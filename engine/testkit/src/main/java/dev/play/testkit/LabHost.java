package dev.play.testkit;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import dev.play.connection.Target;
import dev.play.host.HostName;
import dev.play.module.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A fresh Debian machine of a test's own: systemd, sshd, no Python; login {@code play} with sudo,
 * login {@code pw} whose sudo asks for {@link #PASSWORD}. The same image and options as {@code
 * lab/lab} (see docs/lab.md). Closing it removes it.
 *
 * <pre>{@code
 * @Tag("lab")
 * class ApartTest {
 *   @AutoClose static final LabHost HOST = LabHost.start();
 * }
 * }</pre>
 */
public final class LabHost implements AutoCloseable {
  /** Password of the user {@code pw}, on hosts that live for one test class. */
  public static final Secret PASSWORD = new Secret("open sesame");

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final String UNTIL_READY =
      "for i in $(seq 300); do systemctl -q is-active ssh && exit 0; sleep 0.1; done; exit 1";

  private final GenericContainer<?> container;
  private final Path files;
  private String lastAddress = "";
  private String hostKey = "";

  private LabHost(GenericContainer<?> container, Path files) {
    this.container = container;
    this.files = files;
  }

  /**
   * A Debian host, log-in possible; about two seconds. It is trixie unless {@code
   * -Dplay.lab.suite=bookworm} says otherwise: so any lab test can be tried on another release.
   */
  public static LabHost start() {
    return start(System.getProperty("play.lab.suite", "trixie"));
  }

  /** A host of the given suite: {@code trixie} or {@code bookworm}. */
  public static LabHost start(String suite) {
    LabImages.build();
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse("play-lab/host:" + suite))
            .withTmpFs(Map.of("/run", "", "/run/lock", "", "/tmp", "exec"))
            .withCreateContainerCmdModifier(LabHost::likeAMachine);
    container.start();
    LabHost host = new LabHost(container, temporaryDirectory());
    host.admit();
    return host;
  }

  /** Where to connect: as {@code play}, by key, host key pinned. */
  public Target target() {
    return target("play", Optional.of(key()), Optional.empty());
  }

  /** As another user of the host, by key or password. */
  public Target target(String user, Optional<Path> privateKey, Optional<Secret> password) {
    return new Target(
        new HostName("lab"),
        "ssh",
        address(),
        Optional.of(22),
        Optional.of(user),
        password,
        privateKey,
        Optional.empty(),
        List.of(),
        Target.HostKeys.STRICT,
        List.of(hostKey()),
        CONNECT_TIMEOUT,
        Optional.empty(),
        Map.of());
  }

  /**
   * The host's IPv4 address, reachable from this machine. A restart may give it another; while it
   * restarts it is the last one.
   */
  public String address() {
    lastAddress =
        container.getCurrentContainerInfo().getNetworkSettings().getNetworks().values().stream()
            .map(network -> network.getIpAddress())
            .filter(address -> address != null && !address.isEmpty())
            .findFirst()
            .orElse(lastAddress);
    return lastAddress;
  }

  /** This machine's IPv4 address as the host sees it. */
  public String controllerAddress() {
    return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
        .map(network -> network.getGateway())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** Docker's name for the host, for connections of kind {@code docker}. */
  public String containerId() {
    return container.getContainerId();
  }

  /** The private key that {@code play} and {@code pw} are let in with. */
  public Path key() {
    return files.resolve("id_ed25519");
  }

  /** The host's ed25519 key as a known_hosts line without names. */
  public String hostKey() {
    if (hostKey.isEmpty()) {
      String[] parts = root("cat /etc/ssh/ssh_host_ed25519_key.pub").split(" ");
      hostKey = parts[0] + " " + parts[1].strip();
    }
    return hostKey;
  }

  /**
   * Runs a script as root, past SSH and play: how a test looks at the host with other eyes.
   *
   * @return its standard output
   * @throws AssertionError where its status is not 0
   */
  public String root(String script) {
    try {
      ExecResult result = container.execInContainer("sh", "-c", script);
      if (result.getExitCode() != 0) {
        throw new AssertionError(
            script + "\nended with status " + result.getExitCode() + "\n" + result.getStderr());
      }
      return result.getStdout();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a lab host ran " + script, stop);
    }
  }

  @Override
  public void close() {
    container.stop();
    try (var paths = Files.list(files)) {
      for (Path file : paths.toList()) {
        Files.delete(file);
      }
      Files.delete(files);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void admit() {
    generateKey(key());
    try {
      String publicKey = Files.readString(files.resolve("id_ed25519.pub")).strip();
      root(
          "for user in play pw; do file=/home/$user/.ssh/authorized_keys; echo '"
              + publicKey
              + "' > $file; chown $user:$user $file; chmod 0600 $file; done; echo 'pw:"
              + PASSWORD.reveal()
              + "' | chpasswd; "
              + UNTIL_READY);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Nearly the machine's own root, without a hand on its clock, limits and modules: see
   * lab/hosts.sh.
   */
  private static void likeAMachine(CreateContainerCmd create) {
    HostConfig host = Objects.requireNonNull(create.getHostConfig());
    host.withCapAdd(Capability.ALL)
        .withCapDrop(Capability.SYS_RESOURCE, Capability.SYS_TIME, Capability.SYS_MODULE)
        .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
        .withCgroupnsMode("private")
        .withDeviceCgroupRules(List.of("a *:* rwm"))
        .withDevices(device("/dev/fuse"), device("/dev/net/tun"));
    // A restart of the host is one of its init.
    host.withRestartPolicy(RestartPolicy.onFailureRestart(20));
    // What the command line calls systempaths=unconfined.
    DockerObjectAccessor.overrideRawValue(host, "MaskedPaths", List.of());
    DockerObjectAccessor.overrideRawValue(host, "ReadonlyPaths", List.of());
    create
        .withVolumes(new Volume("/var/lib/docker"), new Volume("/var/lib/containerd"))
        .withHostName("lab");
  }

  private static Device device(String path) {
    return new Device("rwm", path, path);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("play-lab-host");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void generateKey(Path file) {
    LabImages.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()));
  }
}
