package dev.play.template.lookup.web;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of the {@code url} lookup (docs.ansible.com, ansible.builtin.url): given with the
 * call, else by variables, environment or configuration.
 *
 * @param credentials a user and a password
 * @param noCache whether caches on the way are passed over
 * @param basicAtOnce whether credentials are sent before they are asked for
 * @param netrc whether credentials are looked for in a netrc file
 * @param unredirected headers that a redirection does not take along, in lower case
 */
record UrlOptions(
    boolean validates,
    boolean splitLines,
    boolean usesProxy,
    Optional<Credentials> credentials,
    Map<String, String> headers,
    boolean noCache,
    Duration timeout,
    String agent,
    boolean basicAtOnce,
    boolean follows,
    boolean netrc,
    Optional<String> authorities,
    Set<String> unredirected) {

  static UrlOptions read(Arguments o, Evaluation e) {
    Reader read = new Reader(o, e);
    for (String name : List.of("use_gssapi", "unix_socket", "ciphers")) {
      read.refuse(name);
    }
    return new UrlOptions(
        o.flag("validate_certs", true),
        o.flag("split_lines", true),
        o.flag("use_proxy", true),
        o.has("username")
            ? Optional.of(new Credentials(o.text("username"), o.text("password", "")))
            : Optional.empty(),
        o.has("headers") ? headers(o.value("headers")) : Map.of(),
        read.flag("force"),
        read.seconds("timeout"),
        read.text("http_agent").orElse(""),
        read.flag("force_basic_auth"),
        follows(read.text("follow_redirects").orElse("urllib2")),
        read.flag("use_netrc"),
        read.text("ca_path"),
        read.names("unredirected_headers"));
  }

  private static Map<String, String> headers(Value given) {
    if (!(given instanceof Value.Dict dict)) {
      throw EvaluationException.of("the argument headers must be a dictionary");
    }
    Map<String, String> out = new LinkedHashMap<>();
    dict.entries().forEach((name, v) -> out.put(PythonText.str(name), PythonText.str(v)));
    return out;
  }

  private static boolean follows(String how) {
    return switch (how) {
      case "all", "yes", "safe", "urllib2", "True" -> true;
      case "none", "no", "False" -> false;
      default ->
          throw EvaluationException.of(
              "Invalid value \""
                  + how
                  + "\" for configuration option \"plugin_type: lookup plugin: url setting:"
                  + " follow_redirects\", valid values are: all, none, safe, urllib2, yes, no");
    };
  }

  private record Reader(Arguments given, Evaluation e) {
    private Optional<Value> value(String name) {
      if (given.has(name)) {
        return Optional.of(given.value(name));
      }
      return e.scope()
          .lookups()
          .settings()
          .ofPlugin(
              "lookup",
              "url",
              name,
              variable ->
                  Optional.of(e.variable(variable)).filter(v -> !(v instanceof Value.Undefined)))
          .map(found -> found.value())
          .filter(v -> !(v instanceof Value.None));
    }

    boolean flag(String name) {
      return switch (value(name).orElse(Value.FALSE)) {
        case Value.Text(String text) ->
            List.of("true", "yes", "on", "1", "t", "y").contains(text.toLowerCase(Locale.ROOT));
        case Value other -> Conditions.truth(other);
      };
    }

    Optional<String> text(String name) {
      return value(name).map(PythonText::str);
    }

    Duration seconds(String name) {
      String text = text(name).orElse("10");
      if (!text.matches("[0-9]{1,6}(\\.[0-9]+)?")) {
        throw EvaluationException.of("the argument " + name + " must be a number, not " + text);
      }
      return Duration.ofMillis(Math.max(1, Math.round(Double.parseDouble(text) * 1000)));
    }

    Set<String> names(String name) {
      return switch (value(name).orElse(Value.EMPTY_SEQUENCE)) {
        case Value.Sequence s -> lower(s.items().stream().map(PythonText::str).toList());
        case Value other -> lower(List.of(PythonText.str(other).split("\\s*,\\s*")));
      };
    }

    private static Set<String> lower(List<String> names) {
      return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    void refuse(String name) {
      boolean asked =
          value(name)
              .map(v -> v instanceof Value.Bool b ? b.value() : !PythonText.str(v).isEmpty())
              .orElse(false);
      if (asked) {
        throw EvaluationException.of("the lookup 'url' does not support the argument " + name);
      }
    }
  }
}
