package dev.play.modules.base.text;

import dev.play.module.ModuleFailure;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as Python's re module writes them, on bytes unless made by {@link #onText}:
 * texts are read as ISO-8859-1 of their UTF-8, so that what is not UTF-8 passes unharmed. See
 * {@link #bytes}.
 */
public final class PythonRegex {
  private final Pattern pattern;
  private final Map<String, String> groupNames = new LinkedHashMap<>();

  /**
   * Compiles.
   *
   * @param source the expression, as the user wrote it
   * @param flags of {@link Pattern}: MULTILINE, DOTALL
   * @throws IllegalArgumentException when it is none, or uses what Java has nothing for
   */
  public PythonRegex(String source, int flags) {
    this(source, bytes(source), flags);
  }

  /** The same on characters instead of bytes. */
  public static PythonRegex onText(String source, int flags) {
    return new PythonRegex(source, source, flags | Pattern.UNICODE_CHARACTER_CLASS);
  }

  private PythonRegex(String source, String read, int flags) {
    String translated =
        new RegexTranslation(read, (flags & Pattern.MULTILINE) != 0, groupNames).translate();
    try {
      pattern = Pattern.compile(translated, flags | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression: " + source + " (" + e.getDescription() + ")", e);
    }
  }

  /** A text as one char a byte of its UTF-8. */
  public static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** A matcher on a text whose chars are bytes. */
  public Matcher on(CharSequence bytes) {
    return pattern.matcher(bytes);
  }

  /** Whether it is found anywhere in a text whose chars are bytes. */
  public boolean foundIn(CharSequence bytes) {
    return on(bytes).find();
  }

  /**
   * Python's expansion of a replacement: {@code \1}, {@code \g<1>}, {@code \g<name>}, {@code \n}.
   *
   * @param template chars are bytes
   * @throws ModuleFailure for a group that is none
   */
  public String expand(Matcher match, String template) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c != '\\' || at == template.length()) {
        out.append(c);
        continue;
      }
      char next = template.charAt(at++);
      if (next == 'g' && at < template.length() && template.charAt(at) == '<') {
        int end = template.indexOf('>', at);
        if (end < 0) {
          throw new ModuleFailure("missing > in replacement " + template);
        }
        out.append(group(match, template.substring(at + 1, end)));
        at = end + 1;
      } else if (next >= '1' && next <= '9') {
        boolean two = at < template.length() && Character.isDigit(template.charAt(at));
        String number = two ? template.substring(at - 1, at + 1) : String.valueOf(next);
        at += two ? 1 : 0;
        out.append(group(match, number));
      } else {
        out.append(escape(next, template));
      }
    }
    return out.toString();
  }

  /** Names of its groups, as they stand there. */
  public List<String> names() {
    return List.copyOf(groupNames.keySet());
  }

  /** The number of a named group. */
  public int groupNumber(Matcher match, String name) {
    Integer number = match.namedGroups().get(groupNames.getOrDefault(name, name));
    if (number == null) {
      throw new IllegalArgumentException("the expression has no group " + name);
    }
    return number;
  }

  private static String escape(char c, String template) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'f' -> "\f";
      case 'v' -> "\u000b";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case '0' -> "\0";
      case '\\' -> "\\";
      default -> {
        if (Character.isLetter(c) && c < 128) {
          throw new ModuleFailure("bad escape \\" + c + " in replacement " + template);
        }
        yield "\\" + c;
      }
    };
  }

  private String group(Matcher match, String name) {
    try {
      String found =
          name.matches("[0-9]+")
              ? match.group(Integer.parseInt(name))
              : match.group(groupNames.getOrDefault(name, name));
      return found == null ? "" : found;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new ModuleFailure("the expression has no group " + name);
    }
  }
}
