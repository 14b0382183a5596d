package dev.play.modules.distro.zypp;

import dev.play.host.CommandOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository as {@code zypper --xmlout repos} tells of it, or as it is to be.
 *
 * @param name what it is called for people
 * @param priority empty where nothing is said of it
 * @param enabled 1 or 0, as the other switches
 */
public record Repository(
    String alias,
    String url,
    String name,
    String priority,
    String enabled,
    String autorefresh,
    String gpgcheck) {
  private static final Pattern REPO = Pattern.compile("(?s)<repo\\s([^>]*)>(.*?)</repo>");
  private static final Pattern URL = Pattern.compile("<url>([^<]*)</url>");

  /** All that are there. */
  static List<Repository> all(CommandOutput output) {
    List<Repository> out = new ArrayList<>();
    Matcher repo = REPO.matcher(output.out());
    while (repo.find()) {
      String text = repo.group(1);
      Matcher url = URL.matcher(repo.group(2));
      out.add(
          new Repository(
              ZypperSummary.attribute(text, "alias"),
              url.find()
                  ? ZypperSummary.plain(url.group(1))
                  : ZypperSummary.attribute(text, "metalink"),
              ZypperSummary.attribute(text, "name"),
              ZypperSummary.attribute(text, "priority"),
              ZypperSummary.attribute(text, "enabled"),
              ZypperSummary.attribute(text, "autorefresh"),
              ZypperSummary.attribute(text, "gpgcheck")));
    }
    return out;
  }

  /** Whether it already is as this one is to be; of what this one does not say anything will do. */
  boolean suits(Repository wanted) {
    return same(wanted.alias, alias)
        && same(wanted.url.replaceFirst("/+$", ""), url.replaceFirst("/+$", ""))
        && same(wanted.name, name)
        && same(wanted.priority, priority)
        && same(wanted.enabled, enabled)
        && same(wanted.autorefresh, autorefresh)
        && same(wanted.gpgcheck, gpgcheck);
  }

  private static boolean same(String wanted, String there) {
    return wanted.isEmpty() || wanted.equals(there);
  }

  /** As it is registered. */
  public Map<String, Object> asResult() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("alias", alias);
    out.put("url", url);
    out.put("name", name);
    out.put("priority", priority);
    out.put("enabled", enabled);
    out.put("autorefresh", autorefresh);
    out.put("gpgcheck", gpgcheck);
    return out;
  }
}
