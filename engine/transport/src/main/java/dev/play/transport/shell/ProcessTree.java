package dev.play.transport.shell;

/** Scripts about the processes below a shell. Builtins and /proc only: ps(1) may be missing. */
final class ProcessTree {
  private ProcessTree() {}

  /**
   * Ends everything below process {@code pid}: asks (TERM), waits up to about two seconds, then
   * kills. What belongs to another user is tried through sudo.
   */
  static String ending(String pid) {
    return LIST
        + """
        signal() {
          for p in $2; do
            kill -s "$1" "$p" 2>/dev/null || { [ -d "/proc/$p" ] && sudo -n kill -s "$1" "$p" 2>/dev/null; }
          done
        }
        alive() { for p in $1; do [ -d "/proc/$p" ] && return 0; done; return 1; }
        below ROOT; first=$found
        signal TERM "$first"
        i=0
        while [ $i -lt 20 ] && alive "$first"; do sleep 0.1 2>/dev/null || sleep 1; i=$((i + 1)); done
        below ROOT; left=
        for p in $first; do [ -d "/proc/$p" ] && left="$left $p"; done
        signal KILL "$left $found"
        """
            .replace("ROOT", pid);
  }

  /** Defines {@code below PID}, which lists all descendants in {@code found}. */
  private static final String LIST =
      """
      below() {
        pairs= found= todo=" $1 "
        for s in /proc/[0-9]*/stat; do
          { IFS= read -r l <"$s"; } 2>/dev/null || continue
          r=${l##*) }; r=${r#* }
          pairs="$pairs ${l%% *}:${r%% *}"
        done
        more=1
        while [ $more = 1 ]; do
          more=0
          for pair in $pairs; do
            p=${pair%:*}
            case $todo in *" ${pair#*:} "*)
              case $todo in *" $p "*) ;; *) todo="$todo$p "; found="$found $p"; more=1;; esac;;
            esac
          done
        done
      }
      """;
}
