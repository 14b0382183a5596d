package dev.play.modules.net.wait;

/**
 * Scripts that wait. All take $1 seconds to wait at most, $2 seconds before the first look, $3
 * seconds between looks; they end with 0 when what was waited for has come, 75 when the time is up.
 */
public final class Scripts {
  // In hundredths: whole seconds would end up to one too early.
  private static final String LOOP =
      """
      now() { if read -r up rest 2>/dev/null < /proc/uptime; then echo "${up%.*}${up#*.}"; else echo "$(date +%s)00"; fi; }
      end=$(($(now) + $1 * 100)); [ "$2" = 0 ] || sleep "$2"; pause=$3
      shift 3
      while :; do
        if look "$@"; then exit 0; fi
        [ "$(now)" -lt "$end" ] || exit 75
        sleep "$pause"
      done
      """;

  /** Prints what of the file $3 matches $1, or, where grep has no such expressions, $2. */
  private static final String SEARCH =
      """
      search() {
        if [ -z "$grep" ]; then
          if printf 'a\\nx\\n' | LC_ALL=C grep -qzaP -e '(?m)^x$' 2>/dev/null; then grep=perl; else grep=posix; fi
        fi
        if [ $grep = perl ]; then
          LC_ALL=C grep -qzaP -e "$1" -- "$3" && LC_ALL=C grep -zaoP -e "$1" -- "$3" | head -c 65536
        else
          LC_ALL=C grep -qaE -e "$2" -- "$3" && LC_ALL=C grep -aoE -e "$2" -- "$3" | head -c 65536
        fi
      }
      grep=
      """;

  /**
   * A port that can be connected to: $4 host, $5 port, $6 seconds for one try, $7 {@code started}
   * or {@code stopped}, $8 and $9 an expression for what the port says, as {@link SearchedFor} has
   * it, or empty. What matched is printed.
   */
  // dash has no sockets: bash has them, nc is next best, curl speaks telnet. What is read is kept
  // in
  // a file, since a port that waits for us to speak never ends what it says.
  public static final String PORT =
      SEARCH
          + """
      say() {
        if command -v bash >/dev/null 2>&1; then
          timeout "$3" bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 1; [ -z "$2" ] || exec dd bs=1024 count=1024 <&3' "$1" "$2" "$4" 2>/dev/null
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
        kept=$(mktemp) || exit 1
        say "$1" "$2" "$3" read > "$kept" 2>/dev/null </dev/null &
        reader=$! ends=$(($(date +%s) + $3)) found=1
        while :; do
          kill -0 $reader 2>/dev/null && running=yes || running=
          if search "$5" "$6" "$kept"; then found=0; break; fi
          [ -n "$running" ] && [ "$(date +%s)" -le "$ends" ] || break
          sleep 0.2 2>/dev/null || sleep 1
        done
        kill $reader 2>/dev/null; wait $reader 2>/dev/null
        rm -f -- "$kept"
        return $found
      }
      """
          + LOOP;

  /**
   * A path: $4 path, $5 {@code present} or {@code absent}, $6 and $7 an expression to be in the
   * file, as {@link SearchedFor} has it, or empty. What matched is printed.
   */
  public static final String PATH =
      SEARCH
          + """
      holds() { [ -e "$1" ] && { [ -z "$2" ] || search "$2" "$3" "$1"; }; }
      look() { if [ "$2" = absent ]; then ! holds "$1" "$3" "$4" >/dev/null; else holds "$1" "$3" "$4"; fi; }
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
