package dev.play.modules.net.wait;

/**
 * Scripts that wait. All take $1 seconds to wait at most, $2 seconds before the first look, $3
 * seconds between looks; they end with 0 when what was waited for has come, 75 when the time is up.
 */
public final class Scripts {
  private static final String LOOP =
      """
      end=$(($(date +%s) + $1)); [ "$2" = 0 ] || sleep "$2"; pause=$3
      shift 3
      while :; do
        if look "$@"; then exit 0; fi
        [ "$(date +%s)" -lt "$end" ] || exit 75
        sleep "$pause"
      done
      """;

  /**
   * A port that can be connected to: $4 host, $5 port, $6 seconds for one try, $7 {@code started}
   * or {@code stopped}, $8 an expression for what the port says first, or empty.
   */
  // dash has no sockets: bash has them, nc is next best, curl speaks telnet.
  public static final String PORT =
      """
      say() {
        if command -v bash >/dev/null 2>&1; then
          timeout "$3" bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 1; [ -z "$2" ] || head -c 4096 <&3' "$1" "$2" "$4" 2>/dev/null
        elif command -v nc >/dev/null 2>&1; then
          if [ -n "$4" ]; then nc -w "$3" "$1" "$2" </dev/null 2>/dev/null; else nc -w "$3" "$1" "$2" </dev/null >/dev/null 2>&1; fi
        elif command -v curl >/dev/null 2>&1; then
          curl -s --connect-timeout "$3" -m "$3" "telnet://$1:$2" </dev/null 2>/dev/null; c=$?; [ $c = 0 ] || [ $c = 28 ]
        else
          echo 'waiting for a port needs bash, nc or curl on the host' >&2; exit 69
        fi
      }
      look() {
        if [ "$4" = stopped ]; then ! say "$1" "$2" "$3" '' >/dev/null; return; fi
        if [ -z "$5" ]; then say "$1" "$2" "$3" '' >/dev/null; return; fi
        say "$1" "$2" "$3" read | grep -qaE -e "$5"
      }
      """
          + LOOP;

  /** A path: $4 path, $5 {@code present} or {@code absent}, $6 an expression to be in the file. */
  public static final String PATH =
      """
      holds() { [ -e "$1" ] && { [ -z "$2" ] || grep -qaE -e "$2" -- "$1"; }; }
      look() { if [ "$2" = absent ]; then ! holds "$1" "$3"; else holds "$1" "$3"; fi; }
      """
          + LOOP;

  /**
   * No connections to a port of the host's own: $4 the port in hexadecimal, $5 the states that
   * count, as in /proc/net/tcp, $6 peers that don't count, as there.
   */
  public static final String DRAINED =
      """
      look() {
        ! cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$1" -v states=" $2 " -v free=" $3 " '
          { split($2, l, ":"); split($3, r, ":"); p = substr(r[1], length(r[1]) - 7) }
          l[2] == port && index(states, " " $4 " ") && !index(free, " " p " ") { n++ }
          END { exit n ? 0 : 1 }'
      }
      """
          + LOOP;

  private Scripts() {}
}
