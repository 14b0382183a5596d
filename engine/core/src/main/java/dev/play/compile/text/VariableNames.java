package dev.play.compile.text;

import java.util.Set;
import java.util.regex.Pattern;

/** Which names variables may have: Python's identifiers without its keywords, as in Ansible. */
public final class VariableNames {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> RESERVED =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield",
          "true",
          "false",
          "none");

  private VariableNames() {}

  /** What Ansible says of a name that is none. */
  public static String refusal(String name) {
    return "The variable name '"
        + name
        + "' is not valid. Variables must start with a letter or underscore character, and contain"
        + " only letters, numbers and underscores.";
  }

  /** Whether it is a word of the language, which no expression can read as a name. */
  public static boolean isWord(String name) {
    return RESERVED.contains(name);
  }

  public static boolean isValid(String name) {
    return IDENTIFIER.matcher(name).matches() && !RESERVED.contains(name);
  }
}
