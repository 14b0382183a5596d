package dev.play.variables.connect;

import dev.play.connection.JumpHost;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.schema.NearName;
import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts of the inventory that ssh arguments name in ProxyJump. They are reached as their own
 * variables say; the command line's user, password and key are for the hosts behind them.
 */
final class Bastions {
  private static final String PROXY_JUMP = "proxyjump";
  private static final Pattern ASSIGNED = Pattern.compile("\\s*=\\s*|\\s+");

  private final ConnectionDefaults defaults;
  private final TemplateCompiler templates;
  private final Path home;

  Bastions(ConnectionDefaults defaults, TemplateCompiler templates, Path home) {
    this.defaults = defaults.onlyWaysAndTimes();
    this.templates = templates;
    this.home = home;
  }

  /**
   * The target with its bastions.
   *
   * @param scope the target's variables
   * @param way the hosts from the run's own to this one, for those that go in circles
   */
  Target with(Target target, Scope scope, List<HostName> way) {
    List<String> named = named(target.sshArguments(), target.name().name());
    if (named.isEmpty() || !(scope.lookup("hostvars") instanceof LazyDict all)) {
      return target;
    }
    Map<String, Target> found = new LinkedHashMap<>();
    Map<String, String> meant = new LinkedHashMap<>();
    for (String name : named) {
      if (all.get(Value.text(name)).orElse(Value.NONE) instanceof LazyDict variables) {
        variables
            .scope()
            .ifPresent(theirs -> found.put(name, bastion(new HostName(name), theirs, way)));
      } else {
        near(name, all).ifPresent(near -> meant.put(name, near));
      }
    }
    Target through = found.isEmpty() ? target : target.through(found);
    return meant.isEmpty() ? through : through.meaning(meant);
  }

  /** For the message, should there be no such name anywhere. */
  private static Optional<String> near(String name, LazyDict all) {
    List<String> hosts = new ArrayList<>();
    for (Value key : all.keys()) {
      if (key instanceof Value.Text(String host)) {
        hosts.add(host);
      }
    }
    return NearName.of(name, hosts);
  }

  private Target bastion(HostName name, Scope scope, List<HostName> way) {
    if (way.contains(name)) {
      throw EvaluationException.of(
          "ProxyJump goes in circles: "
              + String.join(" through ", way.stream().map(HostName::name).toList())
              + " through "
              + name.name());
    }
    Target target =
        ConnectionSettings.target(
            name,
            scope,
            new VariableReader(scope, templates),
            ConnectionKeywords.NONE,
            defaults,
            home);
    if (!target.connection().equals("ssh")) {
      throw EvaluationException.of(
          "ProxyJump names %s of the inventory, which is reached by '%s' and not by ssh"
              .formatted(name.name(), target.connection()));
    }
    List<HostName> further = new ArrayList<>(way);
    further.add(name);
    return with(target, scope, further);
  }

  /**
   * As ssh(1) takes them: {@code -J x}, {@code -Jx}, {@code -o ProxyJump=x}, {@code -oProxyJump x}.
   */
  private static List<String> named(List<String> arguments, String own) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean jump = argument.startsWith("-J");
      if (!jump && !argument.startsWith("-o")) {
        continue;
      }
      String value =
          argument.length() > 2
              ? argument.substring(2)
              : i + 1 < arguments.size() ? arguments.get(++i) : "";
      Optional<String> hosts = jump ? Optional.of(value) : proxyJump(value);
      hosts.ifPresent(
          text -> JumpHost.before(jumps(text), own).forEach(one -> names.add(one.host())));
    }
    return names;
  }

  private static Optional<String> proxyJump(String option) {
    String text = option.strip();
    // Asked of each option for each task of each host, and hardly any is this one.
    if (!text.regionMatches(true, 0, PROXY_JUMP, 0, PROXY_JUMP.length())) {
      return Optional.empty();
    }
    String[] parts = ASSIGNED.split(text, 2);
    return parts.length == 2 && parts[0].equalsIgnoreCase(PROXY_JUMP)
        ? Optional.of(parts[1])
        : Optional.empty();
  }

  private static List<JumpHost> jumps(String text) {
    try {
      return JumpHost.list(text);
    } catch (HostException e) {
      throw EvaluationException.of(String.valueOf(e.getMessage()));
    }
  }
}
