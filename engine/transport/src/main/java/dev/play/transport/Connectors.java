package dev.play.transport;

import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.ConnectorService;
import dev.play.connection.Door;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.transport.container.ContainerConnector;
import dev.play.transport.local.LocalConnector;
import dev.play.transport.ssh.KeptSessions;
import dev.play.transport.ssh.SshConnector;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Picks the transport that a target's {@code connection} names. */
public final class Connectors implements Connector {
  private final Map<String, Connector> byName;
  private final Function<String, Optional<Connector>> others;
  private final Map<String, Optional<Connector>> opened = new ConcurrentHashMap<>();

  /** The connectors of this module; what runs on the controller begins where we did. */
  public static Connectors standard(Map<String, String> environment) {
    return standard(environment, Path.of("").toAbsolutePath());
  }

  /**
   * The connectors of this module, under their names in Ansible too.
   *
   * @param directory where commands on the controller begin: Ansible's begin beside the playbook
   */
  public static Connectors standard(Map<String, String> environment, Path directory) {
    return standard(environment, directory, Optional.empty());
  }

  /**
   * The same, where hosts may be logged in to already.
   *
   * @param lending what this run may use of that
   */
  public static Connectors standard(
      Map<String, String> environment, Path directory, Optional<KeptSessions.Lending> lending) {
    Connector ssh = new SshConnector(environment, lending);
    Connector local = new LocalConnector(environment, directory);
    Connector docker = new ContainerConnector("docker", environment);
    Connector podman = new ContainerConnector("podman", environment);
    Map<String, Connector> byName = new TreeMap<>();
    for (String name :
        new String[] {"ssh", "smart", "paramiko", "paramiko_ssh", "ansible.builtin.ssh"}) {
      byName.put(name, ssh);
    }
    byName.put("ansible.builtin.paramiko_ssh", ssh);
    byName.put("local", local);
    byName.put("ansible.builtin.local", local);
    byName.put("docker", docker);
    byName.put("community.docker.docker", docker);
    byName.put("podman", podman);
    byName.put("containers.podman.podman", podman);
    return new Connectors(byName, name -> brought(name, environment, directory));
  }

  /**
   * @param byName connectors by what a target may call them
   */
  public Connectors(Map<String, Connector> byName) {
    this(byName, name -> Optional.empty());
  }

  private Connectors(Map<String, Connector> byName, Function<String, Optional<Connector>> others) {
    this.byName = Map.copyOf(byName);
    this.others = others;
  }

  /** One that a jar on the class path brings. */
  private static Optional<Connector> brought(
      String name, Map<String, String> environment, Path directory) {
    return ServiceLoader.load(ConnectorService.class, Connectors.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(service -> service.name().equals(name))
        .findFirst()
        .map(service -> service.open(environment, directory));
  }

  /** With one more name. */
  public Connectors with(String name, Connector connector) {
    Map<String, Connector> more = new TreeMap<>(byName);
    more.put(name, connector);
    return new Connectors(more, others);
  }

  @Override
  public Connection connect(Target target) {
    return named(target).connect(target);
  }

  @Override
  public Optional<Door> door(Target target) {
    return named(target).door(target);
  }

  private Connector named(Target target) {
    Connector connector = byName.get(target.connection());
    if (connector == null) {
      connector = opened.computeIfAbsent(target.connection(), others).orElse(null);
    }
    if (connector == null) {
      throw new HostException(
          "the connection '%s' of %s is not supported; supported are %s"
              .formatted(
                  target.connection(),
                  target.name(),
                  String.join(", ", new TreeSet<>(byName.keySet()))));
    }
    return connector;
  }
}
