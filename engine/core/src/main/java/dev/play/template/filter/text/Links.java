package dev.play.template.filter.text;

import dev.play.template.EvaluationException;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.value.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jinja2's {@code urlize}: addresses in a text become links. */
final class Links {
  private static final Pattern SCHEME = Pattern.compile("[\\w.+-]{2,}:/{0,2}");

  private Links() {}

  static String urlized(String text, Arguments a) {
    List<String> schemes = schemes(a);
    StringBuilder starts = new StringBuilder("https?://|www\\.");
    schemes.forEach(scheme -> starts.append('|').append(Pattern.quote(scheme)));
    int limit = a.integer("trim_url_limit", Integer.MAX_VALUE);
    String attributes =
        " rel=\"" + TextFilters.escaped(String.join(" ", relations(a))) + "\"" + target(a);
    return Pattern.compile("\\b(?:" + starts + ")[^\\s<>\"')]+[^\\s<>\"').,;:!?]")
        .matcher(text)
        .replaceAll(
            m -> {
              String url = TextFilters.escaped(m.group());
              String address = url.startsWith("www.") ? "https://" + url : url;
              boolean trimmed = url.length() > limit && schemes.stream().noneMatch(url::startsWith);
              String shown = trimmed ? url.substring(0, limit) + "..." : url;
              return Matcher.quoteReplacement(
                  "<a href=\"" + address + "\"" + attributes + ">" + shown + "</a>");
            });
  }

  private static List<String> schemes(Arguments a) {
    if (!a.has("extra_schemes")) {
      return List.of();
    }
    List<String> schemes =
        Inputs.items(a.value("extra_schemes")).stream().map(Inputs::text).toList();
    for (String scheme : schemes) {
      if (!SCHEME.matcher(scheme).matches()) {
        throw EvaluationException.of(
            "'" + scheme + "' in extra_schemes is no scheme of addresses", "for example ftp://");
      }
    }
    return schemes;
  }

  /** Always {@code noopener}, as Jinja2's default policy has it. */
  private static Set<String> relations(Arguments a) {
    Set<String> relations = new TreeSet<>(Set.of("noopener"));
    if (a.flag("nofollow", false)) {
      relations.add("nofollow");
    }
    if (a.has("rel") && !a.text("rel").isBlank()) {
      relations.addAll(List.of(a.text("rel").strip().split("\\s+")));
    }
    return relations;
  }

  private static String target(Arguments a) {
    return a.get("target").filter(t -> !(t instanceof Value.None)).isEmpty()
        ? ""
        : " target=\"" + TextFilters.escaped(a.text("target")) + "\"";
  }
}
