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

  /**
   * Finds out once whether head takes what it is told to and no more: busybox's reads ahead. dd
   * with {@code fullblock} is exact everywhere, and slower.
   */
  private static final String DETECT =
      " _play_d() { [ \"$_play_h\" ] ||"
          + " case $(printf ab | { head -c 1 >/dev/null 2>&1; cat; }) in"
          + " b) _play_h=head;; *) _play_h=dd;; esac; };";

  /** Copies exactly so many bytes. */
  private static final String COPY =
      " _play_c() { case $_play_h in head) head -c \"$1\";;"
          + " *) dd bs=65536 count=$(($1 / 65536)) iflag=fullblock 2>/dev/null;"
          + " [ $(($1 % 65536)) = 0 ] ||"
          + " dd bs=$(($1 % 65536)) count=1 iflag=fullblock 2>/dev/null;; esac; };";

  /**
   * Gives a script its input. Where the connection is cut, the script must not take the half that
   * came for the whole: it is killed before it could see the end.
   */
  private static final String INPUT =
      " _play_i() { _play_c \"$1\"; IFS= read -r _play_s;"
          + " [ \"$_play_s\" = \"$_play_k\" ] || kill -s KILL 0; };";

  /** Ends the shell where the connection was cut within the script; takes the end mark off. */
  private static final String WHOLE =
      "case $_play_b in *\"#$_play_k\") _play_b=${_play_b%\"#$_play_k\"};; *) exit 1;; esac; ";

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
        + DETECT
        + COPY
        + INPUT
        + " _play_e() { printf '%s:%s:%s\\n' \"$_play_k\" \"$_play_q\" \"$1\";"
        + " printf '%s:%s:\\n' \"$_play_k\" \"$_play_q\" >&2; };"
        + " _play_e \"$$:$(id -un)\"\n";
  }

  /** What ends request {@code sequence} on either stream; the status and a newline follow. */
  static String mark(String nonce, long sequence) {
    return nonce + ":" + sequence + ":";
  }

  /**
   * A request: the line to send. {@link #body}, where the script is not in it, and the input with
   * its {@link #end} follow.
   */
  static String request(String nonce, long sequence, String script, long stdinLength) {
    StringBuilder line = new StringBuilder(nonce + "_play_q=" + sequence + "; ");
    boolean inline = isInline(script);
    if (!inline || stdinLength > 0) {
      line.append("_play_d; ");
    }
    if (!inline) {
      line.append("_play_b=$(_play_c ")
          .append(bodyLength(nonce, script))
          .append("); ")
          .append(WHOLE);
    }
    String subshell = subshell(inline ? quote(script) : "\"$_play_b\"");
    if (stdinLength > 0) {
      line.append("_play_i ").append(stdinLength).append(" | ( ").append(subshell);
      line.append("; _play_x=$?; cat >/dev/null; exit $_play_x ); _play_e $?");
    } else {
      line.append(subshell).append(" </dev/null; _play_e $?");
    }
    return line.append(inline ? "\n" : "; unset _play_b\n").toString();
  }

  static boolean isInline(String script) {
    return script.length() <= INLINE && quote(script).length() <= INLINE;
  }

  /** A script as it follows its line. */
  static String body(String nonce, String script) {
    return script + "\n#" + nonce;
  }

  /** What follows a script's input. */
  static String end(String nonce) {
    return nonce + "\n";
  }

  private static long bodyLength(String nonce, String script) {
    return body(nonce, script).getBytes(StandardCharsets.UTF_8).length;
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
