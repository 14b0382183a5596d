package dev.play.transport.shell;

import dev.play.host.HostException;
import dev.play.host.HostPath;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of the protocol. docs/transport.md describes it.
 *
 * <p>The loop is started through the login shell, so it must be one word in every shell there is:
 * no single quote, backslash, exclamation mark or newline. A line is only evaluated where it starts
 * with the nonce, so that bytes which go astray are never taken for commands.
 */
final class ShellText {
  /** Reads and evaluates lines; the first one has no nonce to show yet. */
  static final String LOOP =
      "while IFS= read -r _play_l; do case \"$_play_l\" in \"$_play_k\"*)"
          + " eval \"${_play_l#\"$_play_k\"}\";; esac; done";

  /** Longer lines cost more in read's single-byte system calls than a process does. */
  static final int INLINE = 4096;

  private static final Pattern USER_HOME = Pattern.compile("~[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private ShellText() {}

  /** One word for a POSIX shell, on one line. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''").replace("\n", "'\"$_play_n\"'") + "'";
  }

  /** One word for a POSIX shell; newlines stay as they are. */
  static String quoteLines(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * A path as one word: a leading {@code ~} is the host's to expand, a leading dash is not an
   * option.
   */
  static String path(HostPath path) {
    String text = path.text();
    int slash = text.indexOf('/');
    String head = slash < 0 ? text : text.substring(0, slash);
    String tail = slash < 0 ? "" : text.substring(slash);
    if (head.equals("~")) {
      return "\"$HOME\"" + quoteLines(tail);
    }
    Matcher user = USER_HOME.matcher(head);
    if (user.matches()) {
      return head + quoteLines(tail);
    }
    return quoteLines(path.isAbsolute() ? text : "./" + text);
  }

  /** What the login shell is given. */
  static String start(String shell, String prelude) {
    return "exec " + shell + " -c '" + prelude + LOOP + "'";
  }

  /**
   * The first line: takes the nonce, and answers with the shell's process id and user. {@code trap}
   * keeps a script's {@code kill 0} from ending the loop.
   */
  static String hello(String nonce) {
    return "_play_k="
        + nonce
        + "; _play_q=0; _play_n=$(printf '\\012.'); _play_n=${_play_n%.}; trap : INT QUIT TERM;"
        + " if command -v head >/dev/null; then _play_c() { head -c \"$1\"; };"
        + " else _play_c() { dd bs=1 count=\"$1\" 2>/dev/null; }; fi;"
        + " _play_e() { printf '%s:%s:%s\\n' \"$_play_k\" \"$_play_q\" \"$1\";"
        + " printf '%s:%s:\\n' \"$_play_k\" \"$_play_q\" >&2; };"
        + " _play_e \"$$:$(id -un)\"\n";
  }

  /** What ends request {@code sequence} on either stream; the status and a newline follow. */
  static String mark(String nonce, long sequence) {
    return nonce + ":" + sequence + ":";
  }

  /** A request: the line to send; a script that is not in it follows as {@link #body}. */
  static String request(String nonce, long sequence, String script, long stdinLength) {
    String begin = nonce + "_play_q=" + sequence + "; ";
    if (stdinLength > 0) {
      // Nothing may stand between this body and the end of the request: head may read ahead.
      return begin
          + ("_play_c " + stdinLength + " | ( " + subshell(quote(script)) + "; _play_x=$?;")
          + " cat >/dev/null; exit $_play_x ); _play_e $?\n";
    }
    if (isInline(script)) {
      return begin + subshell(quote(script)) + " </dev/null; _play_e $?\n";
    }
    return begin
        + ("_play_b=$(_play_c " + bodyLength(script) + "); ")
        + subshell("\"$_play_b\"")
        + " </dev/null; _play_e $?; unset _play_b\n";
  }

  static boolean isInline(String script) {
    return script.length() <= INLINE && quote(script).length() <= INLINE;
  }

  /**
   * A script as it follows its line; the comment keeps its last newlines through {@code $(...)}.
   */
  static String body(String script) {
    return script + "\n#";
  }

  private static long bodyLength(String script) {
    return body(script).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String subshell(String word) {
    return "( unset _play_k _play_l; set --; eval " + word + " )";
  }

  /** Refuses what no shell can take. */
  static void check(String script) {
    if (script.indexOf('\0') >= 0) {
      throw new HostException("a script holds a NUL character, which no shell can run");
    }
  }
}
