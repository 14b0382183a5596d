package dev.play.variables;

import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.settings.Settings;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where facts are kept from run to run. */
public interface FactCache {
  /** Keeps nothing: what a host learns lasts for the run. */
  FactCache NONE =
      new FactCache() {
        @Override
        public Optional<Value.Dict> read(HostName host) {
          return Optional.empty();
        }

        @Override
        public void write(HostName host, Map<String, Value> facts) {
          // The run's own memory is enough.
        }

        @Override
        public void forget(HostName host) {
          // There is nothing to forget.
        }
      };

  /** What is known of a host, by the names of variables. */
  Optional<Value.Dict> read(HostName host);

  /** Keeps all that is known of a host. Secrets are left out. */
  void write(HostName host, Map<String, Value> facts);

  /** Forgets a host. */
  void forget(HostName host);

  /** The names of all that is kept of these hosts. */
  default Set<String> names(Collection<HostName> hosts) {
    Set<String> names = new TreeSet<>();
    for (HostName host : hosts) {
      read(host).ifPresent(facts -> facts.entries().keySet().forEach(key -> names.add(text(key))));
    }
    return names;
  }

  /**
   * The names that earlier runs have kept. Of a cache that cannot be read none: the run says so.
   */
  static Set<String> names(Settings settings, Clock clock, Collection<HostName> hosts) {
    try {
      return from(settings, clock).names(hosts);
    } catch (EvaluationException | HostException e) {
      return Set.of();
    }
  }

  private static String text(Value key) {
    return key instanceof Value.Text(String text) ? text : String.valueOf(key);
  }

  /**
   * As the settings say.
   *
   * @throws EvaluationException for a cache that play does not have
   */
  static FactCache from(Settings settings, Clock clock) {
    String plugin = settings.text("CACHE_PLUGIN").orElse("memory");
    return switch (plugin.substring(plugin.lastIndexOf('.') + 1)) {
      case "memory" -> NONE;
      case "jsonfile" ->
          new JsonFileFacts(
              Path.of(
                  settings
                      .ofPlugin("cache", "jsonfile", "_uri", name -> Optional.empty())
                      .flatMap(found -> asText(found.value()))
                      .orElseThrow(
                          () ->
                              EvaluationException.of(
                                  "fact_caching = jsonfile needs fact_caching_connection",
                                  "name a directory, in ansible.cfg or by"
                                      + " ANSIBLE_CACHE_PLUGIN_CONNECTION"))),
              settings
                  .ofPlugin("cache", "jsonfile", "_prefix", name -> Optional.empty())
                  .flatMap(found -> asText(found.value()))
                  .orElse(""),
              Duration.ofSeconds(settings.number("CACHE_PLUGIN_TIMEOUT")),
              clock);
      default ->
          throw EvaluationException.of(
              "there is no fact cache " + plugin, "play has memory and jsonfile");
    };
  }

  private static Optional<String> asText(Value value) {
    return value instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
  }
}
