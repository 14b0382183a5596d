package dev.play.modules.base.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the host replace {@code $NAME}, <code>${NAME}</code> and a leading {@code ~} in a command's
 * words, as Ansible's command module does, with nothing else of a shell's: the words travel as
 * positional parameters of a script that holds only variable names.
 */
public final class ArgumentVariables {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)\\})");
  private static final Pattern HOME =
      Pattern.compile("^~([a-z_][a-z0-9_-]*)?(/|$)", Pattern.CASE_INSENSITIVE);
  private final List<String> parameters = new ArrayList<>();

  private ArgumentVariables() {}

  /** The command itself where nothing is to be replaced, else one that replaces and runs it. */
  public static List<String> expanding(List<String> argv) {
    if (argv.stream().noneMatch(w -> VARIABLE.matcher(w).find() || HOME.matcher(w).find())) {
      return argv;
    }
    ArgumentVariables expansion = new ArgumentVariables();
    StringBuilder script = new StringBuilder("exec");
    argv.forEach(word -> script.append(' ').append(expansion.word(word)));
    List<String> out = new ArrayList<>(List.of("/bin/sh", "-c", script.toString(), "sh"));
    out.addAll(expansion.parameters);
    return out;
  }

  private String word(String text) {
    Matcher home = HOME.matcher(text);
    if (!home.find()) {
      return "\"" + quoted(text) + "\"";
    }
    String user = home.group(1);
    String rest = text.substring(home.end());
    String tilde = user == null ? "\"${HOME-" + parameter("~") + "}\"" : "~" + user;
    return tilde + home.group(2) + "\"" + quoted(rest) + "\"";
  }

  /** The inside of a double-quoted word. */
  private String quoted(String text) {
    StringBuilder out = new StringBuilder();
    Matcher m = VARIABLE.matcher(text);
    int at = 0;
    while (m.find()) {
      literal(out, text.substring(at, m.start()));
      String name = m.group(1) == null ? m.group(2) : m.group(1);
      out.append("${").append(name).append('-').append(parameter(m.group())).append('}');
      at = m.end();
    }
    literal(out, text.substring(at));
    return out.toString();
  }

  private void literal(StringBuilder out, String text) {
    if (!text.isEmpty()) {
      out.append(parameter(text));
    }
  }

  private String parameter(String value) {
    parameters.add(value);
    return "${" + parameters.size() + "}";
  }
}
