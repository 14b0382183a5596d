package dev.play.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The old way to write arguments: {@code src=a dest="b c"}, split at white space outside quotes and
 * template braces.
 *
 * @param pairs arguments by name
 * @param rest what is no pair, in its own words; empty when nothing is left
 */
record FreeForm(List<Pair> pairs, Optional<Rest> rest) {
  /** The only pairs that commands know: everything else is part of the command. */
  static final Set<String> COMMAND_PAIRS =
      Set.of(
          "creates",
          "removes",
          "chdir",
          "executable",
          "warn",
          "stdin",
          "stdin_add_newline",
          "strip_empty_ends");

  private static final Pattern KEY = Pattern.compile("(?:[\\w.-]|\\{\\{.*?\\}\\})+");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:U[0-9A-Fa-f]{8}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[\\\\'\"abfnrtv])");

  /** One NAME=VALUE, with the offsets of name and value in the text. */
  record Pair(String name, int nameOffset, String value, int valueOffset) {}

  /** Text and its offset. */
  record Rest(String text, int offset) {}

  private record Token(int start, int end) {}

  /**
   * @param command whether the text is a command, of which only {@link #COMMAND_PAIRS} are taken
   *     out
   * @return empty when quotes or braces are left open
   */
  static Optional<FreeForm> parse(String text, boolean command) {
    Optional<List<Token>> tokens = tokens(text);
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    List<Pair> pairs = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    int restOffset = -1;
    int copiedTo = 0;
    for (Token token : tokens.get()) {
      Optional<Pair> pair = pair(text, token, command);
      if (pair.isPresent()) {
        pairs.add(pair.get());
        // The white space before a pair goes with it, or a command would end in it.
        rest.append(text, copiedTo, token.start());
        trimEnd(rest);
        copiedTo = token.end();
      } else if (command && continues(text, token)) {
        rest.append(text, copiedTo, token.start());
        copiedTo = token.end() + 1;
      } else if (restOffset < 0) {
        restOffset = token.start();
      }
    }
    rest.append(text.substring(copiedTo));
    String left = command ? rest.toString().stripLeading() : rest.toString().strip();
    return Optional.of(
        new FreeForm(
            pairs,
            left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rest(left, Math.max(0, restOffset)))));
  }

  /** A backslash of its own at a line's end joins the next line to it. */
  private static boolean continues(String text, Token token) {
    return text.startsWith("\\\n", token.start()) && token.end() == token.start() + 1;
  }

  /** A text's first word, which may hold a template, and what follows it, if anything does. */
  static String[] words(String text) {
    Optional<List<Token>> tokens = tokens(text);
    if (tokens.isEmpty() || tokens.get().isEmpty()) {
      return text.split("\\s+", 2);
    }
    int end = tokens.get().getFirst().end();
    String rest = text.substring(end).strip();
    String first = text.substring(0, end);
    return rest.isEmpty() ? new String[] {first} : new String[] {first, rest};
  }

  private static void trimEnd(StringBuilder text) {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    text.setLength(end);
  }

  private static Optional<Pair> pair(String text, Token token, boolean command) {
    String word = text.substring(token.start(), token.end());
    int equals = word.indexOf('=', 1);
    while (equals > 0 && word.charAt(equals - 1) == '\\') {
      equals = word.indexOf('=', equals + 1);
    }
    if (equals < 1) {
      return Optional.empty();
    }
    String name = word.substring(0, equals).replace("\\=", "=");
    if (!KEY.matcher(name).matches() || (command && !COMMAND_PAIRS.contains(name))) {
      return Optional.empty();
    }
    String value = unescape(word.substring(equals + 1)).strip();
    int offset = token.start() + equals + 1;
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return Optional.of(
        quoted
            ? new Pair(name, token.start(), value.substring(1, value.length() - 1), offset + 1)
            : new Pair(name, token.start(), value, offset));
  }

  private static String unescape(String text) {
    return text.indexOf('\\') < 0
        ? text
        : ESCAPE
            .matcher(text)
            .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(character(m.group())));
  }

  private static String character(String escape) {
    char kind = escape.charAt(1);
    return switch (kind) {
      case 'U', 'u', 'x' -> Character.toString(Integer.parseInt(escape.substring(2), 16));
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000b";
      default -> String.valueOf(kind);
    };
  }

  /** Words, split at white space outside quotes and braces. */
  private static Optional<List<Token>> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int start = -1;
    char quote = 0;
    String closing = "";
    int nested = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (start < 0 && !Character.isWhitespace(c)) {
        start = i;
      }
      if (!closing.isEmpty()) {
        // As in Ansible braces within braces count, though they stand in a string.
        if (closing.equals("}}") && text.startsWith("{{", i)) {
          nested++;
          i++;
        } else if (text.startsWith(closing, i)) {
          closing = nested == 0 ? "" : closing;
          nested = Math.max(0, nested - 1);
          i++;
        }
      } else if (opens(text, i)) {
        closing = closing(text.charAt(i + 1));
        i++;
      } else if (quote != 0) {
        quote = c == quote && text.charAt(i - 1) != '\\' ? 0 : quote;
      } else if ((c == '"' || c == '\'') && (i == 0 || text.charAt(i - 1) != '\\')) {
        quote = c;
      } else if (Character.isWhitespace(c) && start >= 0) {
        tokens.add(new Token(start, i));
        start = -1;
      }
    }
    if (quote != 0 || !closing.isEmpty()) {
      return Optional.empty();
    }
    if (start >= 0) {
      tokens.add(new Token(start, text.length()));
    }
    return Optional.of(tokens);
  }

  private static boolean opens(String text, int at) {
    return text.startsWith("{{", at) || text.startsWith("{%", at) || text.startsWith("{#", at);
  }

  private static String closing(char second) {
    return switch (second) {
      case '{' -> "}}";
      case '%' -> "%}";
      default -> "#}";
    };
  }
}
