package dev.play.modules.base.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a shell's script apart into simple commands (POSIX.1-2017, 2.9), where it is one of the
 * plain ones: lists, pipelines, {@code if} and {@code !}, with all words spelt out. Substitutions,
 * loops, functions and outputs that go anywhere but to another command or {@code /dev/null} are
 * beyond it.
 */
final class ShellScript {
  private static final Set<String> AROUND =
      Set.of("if", "then", "elif", "else", "fi", "!", "{", "}", "time");
  private static final Set<String> BUILT_IN = Set.of(":", "exit", "cd");

  private final String text;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean quoted;
  private int at;

  private ShellScript(String text) {
    this.text = text;
  }

  /** Its simple commands, each with its words; empty where it is not a plain script. */
  static Optional<List<List<String>>> commands(String text) {
    return new ShellScript(text).read();
  }

  /** Whether commands of a plain script only read. */
  static boolean onlyReads(List<List<String>> commands) {
    return commands.stream().allMatch(ShellScript::reads);
  }

  private static boolean reads(List<String> command) {
    int first = 0;
    while (first < command.size()
        && (AROUND.contains(command.get(first))
            || command.get(first).matches("(LANG|LANGUAGE|LC_[A-Z]+|COLUMNS)=.*"))) {
      first++;
    }
    List<String> words = command.subList(first, command.size());
    if (words.isEmpty() || BUILT_IN.contains(words.getFirst())) {
      return true;
    }
    if (words.getFirst().equals("set")) {
      return words.size() > 1 && words.get(1).matches("[-+].*");
    }
    return Readers.reads(words);
  }

  private Optional<List<List<String>>> read() {
    while (at < text.length()) {
      if (!step(text.charAt(at++))) {
        return Optional.empty();
      }
    }
    endCommand();
    return Optional.of(commands);
  }

  private boolean step(char c) {
    return switch (c) {
      case ' ', '\t' -> {
        endWord();
        yield true;
      }
      case '\n', '\r' -> {
        endCommand();
        yield true;
      }
      case ';', '|', '&' -> operator(c);
      case '#' -> {
        if (inWord) {
          add(c);
        } else {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        }
        yield true;
      }
      case '\'' -> single();
      case '"' -> doubled();
      case '\\' -> escaped();
      case '<' -> input();
      case '>' -> output();
      case '$', '`', '(', ')' -> false;
      default -> {
        add(c);
        yield true;
      }
    };
  }

  private boolean operator(char c) {
    if (c == '&' && at < text.length() && text.charAt(at) == '>') {
      at++;
      endWord();
      return output();
    }
    endCommand();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return c != ';';
    }
    return c != '&' && (at >= text.length() || text.charAt(at) != '&');
  }

  private boolean single() {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      return false;
    }
    inWord = true;
    quoted = true;
    word.append(text, at, end);
    at = end + 1;
    return true;
  }

  private boolean doubled() {
    inWord = true;
    quoted = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c == '$' || c == '`') {
        return false;
      }
      boolean escapes = c == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0;
      word.append(escapes ? text.charAt(at++) : c);
    }
    return false;
  }

  private boolean escaped() {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    if (c != '\n') {
      quoted = true;
      add(c);
    }
    return true;
  }

  private boolean input() {
    if (at < text.length() && (text.charAt(at) == '<' || text.charAt(at) == '(')) {
      return false;
    }
    endDescriptor();
    return !target().isEmpty();
  }

  private boolean output() {
    if (at < text.length() && text.charAt(at) == '>') {
      at++;
    }
    endDescriptor();
    return target().matches("/dev/null|&[12]");
  }

  /** The number before a redirection is no word of the command. */
  private void endDescriptor() {
    if (inWord && !quoted && word.toString().matches("\\d")) {
      word.setLength(0);
      inWord = false;
    }
    endWord();
  }

  /** Where a redirection leads, if that is plainly written. */
  private String target() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int start = at;
    while (at < text.length() && "&-_./,:+@%~".indexOf(text.charAt(at)) >= 0
        || at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      if (text.charAt(at) == '&' && at > start) {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
    quoted = false;
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }
}
