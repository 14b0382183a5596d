package dev.play.effect;

import dev.play.host.Attributes;
import dev.play.host.HostException;
import dev.play.shell.ShellText;
import dev.play.shell.Words;
import java.util.List;
import java.util.Optional;

/**
 * Shell text of the effects on files. A new file's content is read from standard input, written to
 * a temporary name in the same directory (0600), flushed, validated, given its attributes, and
 * renamed over the old one, if that is still what was planned to be replaced. Until the rename, the
 * old file is as it was.
 */
final class WriteScript {
  /** Exit status for "the host has something else than what was to be replaced". */
  static final int OVERTAKEN = 253;

  /** Functions that {@link #put} and the others use. */
  static final String FUNCTIONS =
      """
      say() { printf '%s\\n' "$1" >&2; }
      follow() {
        while [ -L "$p" ]; do
          t=$(readlink -f -- "$p"; printf x) || { say "$p: a link that leads nowhere"; exit 1; }
          t=${t%x}; t=${t%?}
          [ -n "$t" ] && [ "$t" != "$p" ] || { say "$p: a link that leads nowhere"; exit 1; }
          p=$t
        done
      }
      unchanged() {
        if [ -e "$p" ]; then
          [ -d "$p" ] && { say "$p is a directory"; exit 1; }
          [ -f "$p" ] || { [ -n "$unsafe" ] && direct=1 && return; say "$p is not a regular file"; exit 1; }
          have=$(sha256sum <"$p") || exit 1
          have=${have%% *}
        else
          have=
        fi
        [ "$have" = "$1" ] || { say "$p has changed since it was looked at"; exit 253; }
      }
      attributes() {
        [ -z "$owner$group" ] || chown $nofollow -- "$owner${group:+:$group}" "$1" || return 1
        [ -z "$mode" ] || { [ -n "$nofollow" ] && [ -L "$1" ]; } || chmod -- "$mode" "$1" || return 1
        [ -z "$mtime" ] || touch -c $nofollow -m -d "@$mtime" -- "$1" || return 1
        [ -z "$atime" ] || touch -c $nofollow -a -d "@$atime" -- "$1"
      }
      flags() { [ -z "$flags" ] || chattr $flags -- "$1"; }
      keep() {
        s=$(stat -L -c '%a %u:%g' -- "$p") || return 1
        chown -- "${s#* }" "$n" 2>/dev/null || direct=1
        cp --attributes-only --preserve=mode -- "$p" "$n" 2>/dev/null || chmod -- "${s%% *}" "$n" || return 1
        [ ! -d /sys/fs/selinux ] || ! command -v chcon >/dev/null || chcon --reference="$p" -- "$n" 2>/dev/null
        return 0
      }
      flush() {
        e=$(dd if=/dev/null of="$1" conv=notrunc,fsync 2>&1) || { say "$e"; return 1; }
      }
      fresh() { ( umask 077; set -C; : >"$n" ); }
      put() {
        follow
        unchanged "$1"
        case $p in */*) n="${p%/*}/$2";; *) n="./$2";; esac
        if [ -n "$direct" ] || { [ -n "$unsafe" ] && ! fresh 2>/dev/null; }; then
          direct=1 n="${TMPDIR:-/tmp}/$2"
        fi
        [ -n "$unsafe" ] && [ -z "$direct" ] || fresh || exit 1
        trap 'rm -f -- "$n"' EXIT
        trap 'exit 129' HUP INT TERM
        e=$(dd of="$n" bs=65536 conv=fsync 2>&1) || { say "$e"; exit 1; }
        validate || exit 1
        new=
        if [ -e "$p" ]; then keep || exit 1; else new=1; chmod =rw "$n" || exit 1; fi
        unchanged "$1"
        if [ -n "$backup" ] && [ -z "$new" ]; then
          b="$p.$$.$(date +%Y-%m-%d@%H:%M:%S)~"
          cp -p -- "$p" "$b" || exit 1
          detail backup_file "$b"
        fi
        if [ -z "$direct" ]; then
          attributes "$n" || exit 1
          if [ -n "$unsafe" ]; then mv -f -- "$n" "$p" 2>/dev/null || direct=1; else mv -f -- "$n" "$p" || exit 1; fi
        fi
        if [ -n "$direct" ]; then
          cat -- "$n" >"$p" && attributes "$p" && flush "$p" || exit 1
          rm -f -- "$n"
        fi
        trap - EXIT
        flags "$p"
      }
      directory() {
        [ ! -d "$p" ] || { say "$p is already there"; exit 253; }
        ( [ -z "$mode" ] || umask 077; mkdir -- "$p" ) && attributes "$p" && flags "$p"
      }
      link() {
        case $p in */*) n="${p%/*}/$2";; *) n="./$2";; esac
        [ -L "$p" ] || [ ! -d "$p" ] || { say "$p is a directory"; exit 1; }
        ln $symbolic -- "$1" "$n" || exit 1
        mv -fT -- "$n" "$p" 2>/dev/null || { rm -f -- "$p" && mv -f -- "$n" "$p"; } || { rm -f -- "$n"; exit 1; }
        rm -f -- "$n"
      }
      """;

  private WriteScript() {}

  /** Sets {@code $p} to a path. */
  static String target(dev.play.host.HostPath path) {
    return "p=" + ShellText.path(path.normal()) + "\n";
  }

  /**
   * Sets the variables that {@code attributes} and {@code flags} read. Five octal digits: with four
   * GNU chmod keeps a directory's set-ID bits.
   */
  static String settings(Attributes a, boolean follow) {
    return "mode="
        + a.mode().map(m -> String.format("%05o", m)).orElse("")
        + " owner="
        + word(a.owner())
        + " group="
        + word(a.group())
        + " mtime="
        + a.modified().map(WriteScript::seconds).orElse("")
        + " atime="
        + a.accessed().map(WriteScript::seconds).orElse("")
        + " flags="
        + word(a.flags())
        + " nofollow="
        + (follow ? "" : "-h")
        + "\n";
  }

  private static String word(Optional<String> text) {
    return text.filter(t -> !t.isEmpty()).map(ShellText::quote).orElse("");
  }

  private static String seconds(double time) {
    return time == Math.rint(time)
        ? Long.toString((long) time)
        : java.math.BigDecimal.valueOf(time).toPlainString();
  }

  /** Defines the function that checks the new file at {@code $n}. */
  static String validation(Optional<String> validate) {
    if (validate.isEmpty()) {
      return "validate() { :; }\n";
    }
    if (!validate.get().contains("%s")) {
      throw new HostException("validate must contain %s: " + validate.get());
    }
    List<String> words = Words.split(validate.get());
    if (words.getFirst().startsWith("-")) {
      throw new HostException("validate must begin with a program's name: " + validate.get());
    }
    // exec: what a shell knows by itself (eval, if, A=b) is no program, and nothing of it is run.
    StringBuilder out = new StringBuilder("validate() { ( exec");
    for (String word : words) {
      out.append(' ');
      String[] parts = word.split("%s", -1);
      for (int i = 0; i < parts.length; i++) {
        out.append(i == 0 ? "" : "\"$n\"");
        out.append(parts[i].isEmpty() ? "" : ShellText.quote(parts[i]));
      }
      if (word.isEmpty()) {
        out.append("''");
      }
    }
    return out.append(
            " ) </dev/null >&2 || { r=$?; say \"failed to validate (exit status $r)\"; return 1; }; }\n")
        .toString();
  }

  /** {@code put} with its arguments: what it replaces, and its temporary name. */
  static String put(Optional<String> expected, String temporary) {
    return "put '" + expected.orElse("") + "' " + temporary + "\n";
  }
}
