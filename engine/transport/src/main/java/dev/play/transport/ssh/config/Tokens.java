package dev.play.transport.ssh.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands what ssh_config(5) lets stand in values: {@code %h}, {@code ~}, {@code ${NAME}}. */
record Tokens(
    Map<String, String> environment,
    Path home,
    String alias,
    String hostName,
    int port,
    String user) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  /** Expands {@code %h} in HostName, where it means the name as given. */
  static String host(String text, String alias) {
    return text.replace("%%", "\0").replace("%h", alias).replace('\0', '%');
  }

  String expand(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char token = text.charAt(++i);
      out.append(
          switch (token) {
            case '%' -> "%";
            case 'h' -> hostName;
            case 'n', 'k' -> alias;
            case 'p' -> String.valueOf(port);
            case 'r' -> user;
            case 'u' -> environment.getOrDefault("USER", "");
            case 'd' -> home.toString();
            default -> "%" + token;
          });
    }
    return out.toString();
  }

  Path path(String text) {
    Matcher variable = VARIABLE.matcher(text);
    String expanded =
        expand(
            variable.replaceAll(
                found -> Matcher.quoteReplacement(environment.getOrDefault(found.group(1), ""))));
    return expanded.startsWith("~/") ? home.resolve(expanded.substring(2)) : Path.of(expanded);
  }
}
