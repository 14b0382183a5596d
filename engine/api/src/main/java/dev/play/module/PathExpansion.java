package dev.play.module;

import dev.play.host.Account;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths with a leading {@code ~} or {@code ~USER} and with {@code $NAME} or <code>${NAME}</code>,
 * as the host's user reads them. What is not defined stays as it is written.
 */
public final class PathExpansion {
  private static final Pattern HOME = Pattern.compile("^~([A-Za-z_][A-Za-z0-9_.-]*)?(?=/|$)");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)\\})");

  private PathExpansion() {}

  /** Whether there is anything that could be expanded. */
  public static boolean concerns(HostPath path) {
    return path.text().startsWith("~") || path.text().indexOf('$') >= 0;
  }

  /** The path expanded. Equal to the path where there is nothing to expand; asks nothing then. */
  public static HostPath of(HostPath path, HostView host) {
    if (!concerns(path)) {
      return path;
    }
    Matcher variable = VARIABLE.matcher(home(path.text(), host));
    StringBuilder out = new StringBuilder();
    while (variable.find()) {
      String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
      String value = asked("printf %s \"${" + name + "-$1}\"", variable.group(), host);
      variable.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return HostPath.of(variable.appendTail(out).toString());
  }

  private static String home(String text, HostView host) {
    Matcher home = HOME.matcher(text);
    if (!home.find()) {
      return text;
    }
    String directory =
        home.group(1) == null
            ? asked("printf %s ~", "", host)
            : host.known(new Probe.UserNamed(home.group(1)))
                .map(Account::home)
                .orElse(home.group());
    String rest = text.substring(home.end());
    return directory.equals("/") && !rest.isEmpty() ? rest : directory + rest;
  }

  private static String asked(String script, String argument, HostView host) {
    Set<Resource> about = Set.of(Resource.topic("environment"));
    return host.known(Probe.Query.of(about, "/bin/sh", "-c", script, "sh", argument)).out();
  }
}
