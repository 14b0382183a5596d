package dev.play.modules.containers.compose;

import dev.play.modules.containers.docker.LogLines;

/** What containers wrote last that do not run, or are not healthy: mostly why. */
final class LastWords {
  /** Shell function {@code last_words PROJECT CLIENT...}: ten lines of each such container. */
  private static final String FUNCTION =
      LogLines.SHORTENED
          + """
      last_words() {
        named=$1
        shift
        for id in $("$@" ps -aq --filter "label=com.docker.compose.project=$named" --filter label=com.docker.compose.oneoff=False); do
          how=$("$@" inspect --format '{{.Name}}, {{.State.Status}} {{.State.ExitCode}}{{with .State.Health}} {{.Status}}{{end}}' "$id" 2>/dev/null) || continue
          case $how in
            *unhealthy | *', restarting '* | *', dead '*) ;;
            *', exited 0'*) continue ;;
            *', exited '*) ;;
            *) continue ;;
          esac
          lines=$("$@" logs --tail 10 "$id" 2>&1 | tail -n 10 | shortened)
          echo "last words of ${how#/}:${lines:+
      }${lines:- none}"
          "$@" inspect --format '{{with .State.Health}}{{range .Log}}{{printf "%s\\n" .Output}}{{end}}{{end}}' "$id" 2>/dev/null |
            grep . | tail -n 1 | shortened | sed 's/^/its health check: /'
        done
      }
      """;

  /** $1 the project, $2 how many words of the command are the client, then the command. */
  static final String UP =
      FUNCTION
          + """
            project=$1 client=$2
            shift 2
            "$@" && exit 0
            status=$?
            # The client comes behind what else the command has, which goes.
            others=$(($# - client))
            while [ "$client" -gt 0 ]; do
              first=$1
              shift
              set -- "$@" "$first"
              client=$((client - 1))
            done
            shift "$others"
            last_words "$project" "$@" >&2
            exit $status
            """;

  /**
   * $1 the project, then the client. How its containers are, a line each: service, name and status,
   * parted by tabs; then a line {@code ---} and last words.
   */
  static final String LOOK =
      FUNCTION
          + """
            project=$1
            shift
            "$@" ps --all --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.oneoff=False \\
              --format '{{.Label "com.docker.compose.service"}}	{{.Names}}	{{.Status}}' || exit 1
            echo ---
            last_words "$project" "$@"
            """;

  private LastWords() {}
}
