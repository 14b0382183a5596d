package dev.play.modules.machine.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a file in /etc/pam.d (pam.conf(5)).
 *
 * @param control a word, or {@code [value=action ...]}
 */
public record PamRule(String type, String control, String module, List<String> arguments) {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(-?(?:auth|account|session|password))\\s+(\\[[^]]*]|\\S+)\\s+(\\S+)(?:\\s+(.*?))?\\s*");
  private static final Pattern ARGUMENT = Pattern.compile("\\[[^]]*]|\\S+");

  public PamRule {
    arguments = List.copyOf(arguments);
  }

  /** Reads a line; empty where it holds no rule. */
  public static Optional<PamRule> read(String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      return Optional.empty();
    }
    String rest = m.group(4) == null ? "" : m.group(4);
    return Optional.of(new PamRule(m.group(1), m.group(2), m.group(3), arguments(rest)));
  }

  private static List<String> arguments(String text) {
    List<String> out = new ArrayList<>();
    Matcher m = ARGUMENT.matcher(text);
    while (m.find()) {
      out.add(m.group());
    }
    return out;
  }

  /** Whether type, control and module are these. */
  public boolean is(String otherType, String otherControl, String otherModule) {
    return type.equals(otherType)
        && words(control).equals(words(otherControl))
        && module.equals(otherModule);
  }

  /** What a bracketed control says, without regard to spaces. */
  private static List<String> words(String control) {
    return Arrays.asList(control.replace("[", "").replace("]", "").strip().split("\\s+"));
  }

  /** This rule with other arguments. */
  public PamRule withArguments(List<String> others) {
    return new PamRule(type, control, module, others);
  }

  /** As a line. */
  public String line() {
    String rest = arguments.isEmpty() ? "" : " " + String.join(" ", arguments);
    return type + "\t" + control + "\t" + module + rest;
  }
}
