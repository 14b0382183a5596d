package dev.play.transport.ssh.config;

import dev.play.connection.JumpHost;
import dev.play.connection.Target;
import dev.play.connection.Target.HostKeys;
import dev.play.host.HostException;
import dev.play.host.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts together how a host is reached: the target first, then its ssh arguments, then ~/.ssh/config
 * and /etc/ssh/ssh_config, then defaults.
 */
public final class SshSettingsReader {
  private static final int MOST_JUMPS = 8;
  private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  /** What a bastion takes over of the host's arguments. */
  private static final Set<String> INHERITED =
      Set.of("stricthostkeychecking", "userknownhostsfile", "globalknownhostsfile", "identityfile");

  private final Map<String, String> environment;
  private final Path home;

  /**
   * @param environment HOME, USER, PATH and SSH_AUTH_SOCK are looked at
   */
  public SshSettingsReader(Map<String, String> environment) {
    this.environment = environment;
    this.home = Path.of(environment.getOrDefault("HOME", "/"));
  }

  /** Everything that is known about how to reach the target, bastions included. */
  public SshSettings read(Target target) {
    return read(target, SshArguments.parse(target.sshArguments()), 0);
  }

  private SshSettings read(Target target, SshArguments arguments, int depth) {
    SshConfigFile config = config(target.address(), arguments);
    String hostName =
        Tokens.host(config.first("hostname").orElse(target.address()), target.address());
    int port = target.port().orElseGet(() -> number(config, "port", 22));
    String user =
        target
            .user()
            .or(() -> config.first("user"))
            .orElse(environment.getOrDefault("USER", "root"));
    int there = target.movedTo().orElse(port);
    if (there != port) {
      config.override("hostkeyalias", knownName(config, hostName, port));
    }
    Tokens tokens = new Tokens(environment, home, target.address(), hostName, there, user);
    return settings(target, arguments, config, tokens, jumps(config, target, arguments, depth));
  }

  /** A host that has moved to another port shows the key that is known of the one before. */
  private static String knownName(SshConfigFile config, String hostName, int port) {
    return config.first("hostkeyalias").orElse(SshSettings.knownName(hostName, port));
  }

  private SshSettings settings(
      Target target,
      SshArguments arguments,
      SshConfigFile config,
      Tokens tokens,
      List<SshSettings> jumps) {
    List<Path> given = givenKeys(target, config, tokens);
    return new SshSettings(
        target.address(),
        tokens.hostName(),
        tokens.port(),
        tokens.user(),
        config.first("hostkeyalias"),
        given,
        given.isEmpty() ? defaultKeys() : List.of(),
        target.privateKeyPassphrase(),
        agent(config, tokens),
        target.privateKey().isPresent() || isYes(config.first("identitiesonly")),
        target.password(),
        hostKeys(target, arguments, config),
        target.pinnedHostKeys(),
        paths(config, "userknownhostsfile", tokens, "~/.ssh/known_hosts"),
        paths(config, "globalknownhostsfile", tokens, "/etc/ssh/ssh_known_hosts"),
        isYes(config.first("hashknownhosts")),
        jumps,
        config
            .first("proxycommand")
            .filter(text -> !text.equalsIgnoreCase("none"))
            .map(tokens::expand),
        connectTimeout(target, config),
        Duration.ofSeconds(number(config, "serveraliveinterval", 15)),
        number(config, "serveralivecountmax", 2),
        target.options());
  }

  private static List<Path> givenKeys(Target target, SshConfigFile config, Tokens tokens) {
    List<Path> given = new ArrayList<>();
    target.privateKey().ifPresent(given::add);
    config.all("identityfile").stream()
        .filter(file -> !file.equalsIgnoreCase("none"))
        .map(tokens::path)
        .forEach(given::add);
    return given;
  }

  private SshConfigFile config(String address, SshArguments arguments) {
    try {
      SshConfigFile config = new SshConfigFile(address, home);
      arguments.options().forEach(option -> config.override(option.name(), option.value()));
      Optional<String> file = arguments.configFile();
      if (file.isEmpty()) {
        config.read(home.resolve(".ssh/config"));
        config.read(Path.of("/etc/ssh/ssh_config"));
      } else if (!file.get().equals("none")) {
        Path path = Path.of(file.get());
        if (!Files.isReadable(path)) {
          throw new HostException("cannot read the ssh configuration " + path + " (-F)");
        }
        config.read(path);
      }
      return config.needsOpenSsh()
          ? new OpenSshConfig(environment, home).ask(address, arguments)
          : config;
    } catch (IOException e) {
      throw new HostException("cannot read the ssh configuration: " + e.getMessage(), false, e);
    }
  }

  private List<Path> defaultKeys() {
    return DEFAULT_KEYS.stream()
        .map(name -> home.resolve(".ssh").resolve(name))
        .filter(Files::isRegularFile)
        .toList();
  }

  private Optional<Path> agent(SshConfigFile config, Tokens tokens) {
    String configured = config.first("identityagent").orElse("SSH_AUTH_SOCK");
    if (configured.equals("none")) {
      return Optional.empty();
    }
    @Nullable String socket =
        configured.equals("SSH_AUTH_SOCK") ? environment.get("SSH_AUTH_SOCK") : configured;
    return socket == null || socket.isEmpty() ? Optional.empty() : Optional.of(tokens.path(socket));
  }

  private static HostKeys hostKeys(Target target, SshArguments arguments, SshConfigFile config) {
    boolean argued =
        arguments.options().stream().anyMatch(o -> o.name().equals("stricthostkeychecking"));
    if (!argued && target.hostKeys() != HostKeys.STRICT) {
      return target.hostKeys();
    }
    return switch (config.first("stricthostkeychecking").orElse("yes").toLowerCase(Locale.ROOT)) {
      case "accept-new" -> HostKeys.ACCEPT_NEW;
      case "no", "off" -> HostKeys.IGNORE;
      default -> HostKeys.STRICT;
    };
  }

  private List<SshSettings> jumps(
      SshConfigFile config, Target target, SshArguments arguments, int depth) {
    Optional<String> jump = config.first("proxyjump");
    if (jump.isEmpty() || jump.get().equalsIgnoreCase("none")) {
      return List.of();
    }
    if (depth > MOST_JUMPS) {
      throw new HostException("ProxyJump goes in circles at " + target.address());
    }
    List<SshSettings> jumps = new ArrayList<>();
    List<JumpHost> hops = JumpHost.list(jump.get());
    // A group's arguments hold for the bastion itself, where that is in the group, too.
    boolean argued = arguments.options().stream().anyMatch(o -> o.name().equals("proxyjump"));
    for (JumpHost hop : argued ? JumpHost.before(hops, target.name().name()) : hops) {
      Target through = hop(hop, target);
      SshSettings settings = read(through, arguments(through, arguments), depth + 1);
      if (jumps.isEmpty()) {
        jumps.addAll(settings.jumps());
      }
      jumps.add(settings);
    }
    return jumps;
  }

  /**
   * A bastion is checked and logged in to as the host is, but has its own place and user; what its
   * own arguments say comes first.
   */
  private static SshArguments arguments(Target bastion, SshArguments hosts) {
    SshArguments own = SshArguments.parse(bastion.sshArguments());
    Set<String> said =
        own.options().stream().map(SshArguments.Option::name).collect(Collectors.toSet());
    List<SshArguments.Option> options = new ArrayList<>(own.options());
    hosts.options().stream()
        .filter(o -> INHERITED.contains(o.name()) && !said.contains(o.name()))
        .forEach(options::add);
    return new SshArguments(own.configFile().or(hosts::configFile), List.copyOf(options));
  }

  /** A host of the inventory as that says; what stands in the text itself wins. */
  private static Target hop(JumpHost hop, Target target) {
    @Nullable Target known = target.bastions().get(hop.host());
    if (known != null) {
      return known.at(hop.user(), hop.port(), target);
    }
    return new Target(
        new HostName(hop.host()),
        "ssh",
        hop.host(),
        hop.port(),
        hop.user(),
        Optional.empty(),
        target.privateKey(),
        target.privateKeyPassphrase(),
        List.of(),
        target.hostKeys(),
        List.of(),
        target.connectTimeout(),
        Optional.empty(),
        Map.of());
  }

  private static Duration connectTimeout(Target target, SshConfigFile config) {
    int seconds = number(config, "connecttimeout", 0);
    Duration limit = target.connectTimeout();
    return seconds > 0 && seconds < limit.toSeconds() ? Duration.ofSeconds(seconds) : limit;
  }

  /** As OpenSSH does, a second file of the usual name with a 2 behind it is looked at too. */
  private static List<Path> paths(SshConfigFile config, String name, Tokens tokens, String usual) {
    List<String> values = config.all(name);
    List<String> chosen = values.isEmpty() ? List.of(usual, usual + "2") : values;
    return chosen.stream().filter(v -> !v.equals("none")).map(tokens::path).toList();
  }

  private static boolean isYes(Optional<String> value) {
    return value.filter(v -> v.equalsIgnoreCase("yes") || v.equalsIgnoreCase("true")).isPresent();
  }

  private static int number(SshConfigFile config, String name, int otherwise) {
    return config
        .first(name)
        .filter(v -> !v.equalsIgnoreCase("none"))
        .map(v -> number(v, name))
        .orElse(otherwise);
  }

  private static int number(String text, String what) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new HostException(what + " is '" + text + "', which is not a number", false, e);
    }
  }
}
