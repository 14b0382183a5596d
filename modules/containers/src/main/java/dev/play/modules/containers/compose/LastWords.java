package dev.play.modules.containers.compose;

import dev.play.modules.containers.docker.LogLines;

/** What containers wrote last that do not run, or are not healthy: mostly why. */
final class LastWords {
  /** Shell function {@code last_words PROJECT}: ten lines of each such container. */
  private static final String FUNCTION =
      LogLines.SHORTENED
          + """
      last_words() {
        for id in $(docker ps -aq --filter "label=com.docker.compose.project=$1" --filter label=com.docker.compose.oneoff=False); do
          how=$(docker inspect --format '{{.Name}}, {{.State.Status}} {{.State.ExitCode}}{{with .State.Health}} {{.Status}}{{end}}' "$id" 2>/dev/null) || continue
          case $how in
            *unhealthy | *', restarting '* | *', dead '*) ;;
            *', exited 0'*) continue ;;
            *', exited '*) ;;
            *) continue ;;
          esac
          lines=$(docker logs --tail 10 "$id" 2>&1 | tail -n 10 | shortened)
          echo "last words of ${how#/}:${lines:+
      }${lines:- none}"
          docker inspect --format '{{with .State.Health}}{{range .Log}}{{printf "%s\\n" .Output}}{{end}}{{end}}' "$id" 2>/dev/null |
            grep . | tail -n 1 | shortened | sed 's/^/its health check: /'
        done
      }
      """;

  /** $1 the project, then the command. */
  static final String UP =
      FUNCTION
          + """
            project=$1
            shift
            "$@" && exit 0
            status=$?
            last_words "$project" >&2
            exit $status
            """;

  /**
   * $1 the project. How its containers are, a line each: service, name and status, parted by tabs;
   * then a line {@code ---} and last words.
   */
  static final String LOOK =
      FUNCTION
          + """
            docker ps --all --filter "label=com.docker.compose.project=$1" --filter label=com.docker.compose.oneoff=False \\
              --format '{{.Label "com.docker.compose.service"}}	{{.Names}}	{{.Status}}' || exit 1
            echo ---
            last_words "$1"
            """;

  private LastWords() {}
}
