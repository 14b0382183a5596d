package dev.play.template.filter.text;

import dev.play.template.EvaluationException;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses: taken apart, encoded, decoded. */
final class Urls {
  private static final Pattern URL =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?<netloc>[^/?#]*))?(?<path>[^?#]*)"
              + "(?:\\?(?<query>[^#]*))?(?:#(?<fragment>.*))?",
          Pattern.DOTALL);

  private Urls() {}

  static Value split(Value v, Arguments a, Evaluation e) {
    Matcher m = URL.matcher(Inputs.text(v));
    if (!m.matches()) {
      throw EvaluationException.of("this is no URL: " + Inputs.text(v));
    }
    String netloc = part(m, "netloc");
    int at = netloc.lastIndexOf('@');
    String host = netloc.substring(at + 1);
    String login = at < 0 ? "" : netloc.substring(0, at);
    int colon = host.indexOf(':', host.lastIndexOf(']') + 1);
    String name = (colon < 0 ? host : host.substring(0, colon)).replaceAll("[\\[\\]]", "");
    Value port =
        colon < 0 || colon + 1 == host.length() ? Value.NONE : port(host.substring(colon + 1));
    int split = login.indexOf(':');
    Value.Dict parts =
        Value.dictOf(
            "fragment",
            part(m, "fragment"),
            "hostname",
            name.isEmpty() ? null : name.toLowerCase(Locale.ROOT),
            "netloc",
            netloc,
            "password",
            split < 0 ? null : login.substring(split + 1),
            "path",
            part(m, "path"),
            "port",
            port,
            "query",
            part(m, "query"),
            "scheme",
            part(m, "scheme").toLowerCase(Locale.ROOT),
            "username",
            at < 0 ? null : split < 0 ? login : login.substring(0, split));
    String query = a.text("query", "");
    return query.isEmpty()
        ? parts
        : parts
            .get(query)
            .orElseThrow(() -> EvaluationException.of("urlsplit: unknown URL component: " + query));
  }

  private static Value port(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      throw EvaluationException.of("the port '" + text + "' is no number");
    }
    return Value.of(Long.parseLong(text));
  }

  private static String part(Matcher m, String name) {
    String found = m.group(name);
    return found == null ? "" : found;
  }

  /** A text with {@code /} kept, or a dictionary as a query string. */
  static String encoded(Value v) {
    return switch (v) {
      case Value.Dict d -> {
        List<String> parts = new ArrayList<>();
        d.entries().forEach((k, x) -> parts.add(form(k) + "=" + form(x)));
        yield String.join("&", parts);
      }
      case Value.Sequence s -> {
        List<String> parts = new ArrayList<>();
        s.items()
            .forEach(
                pair -> {
                  List<Value> both = Inputs.items(pair);
                  parts.add(form(both.getFirst()) + "=" + form(both.getLast()));
                });
        yield String.join("&", parts);
      }
      default -> percent(Inputs.text(v)).replace("%2F", "/");
    };
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String form(Value value) {
    return percent(Inputs.text(value)).replace("%20", "+");
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(
          text.replaceAll("%(?![0-9a-fA-F]{2})", "%25"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.of("this cannot be decoded: " + e.getMessage());
    }
  }
}
