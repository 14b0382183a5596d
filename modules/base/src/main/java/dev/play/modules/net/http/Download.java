package dev.play.modules.net.http;

import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a file comes to a host. */
public final class Download {
  /**
   * Reads {@link Requests} on stdin. $1 destination, $2 directory to download into, $3 and $4 the
   * digest's tool and value or empty, $5 not empty to keep the old file, $6 not empty to write into
   * a file that cannot be replaced, $7 see {@link Requests#netrcHost}. Prints {@code name=value}
   * lines.
   */
  // An existing file's mode and owner go to the new one before it is renamed over it; a new one has
  // what the umask leaves, which is why the shell and not mktemp makes it.
  public static final String SCRIPT =
      Requests.SHELL
          + """
      set -- "$1" "$2/.play-download.$$" "$3" "$4" "$5" "$6" "$7"
      set -C
      ( : > "$2" ) || exit 1
      set +C
      trap 'rm -f -- "$2"' EXIT
      trap 'exit 143' HUP INT TERM
      nl=$(printf '\\n_'); nl=${nl%_}
      asked=$(cat)
      first=$(only_netrc "$7" "$(first_of "$asked")")
      then=$(rest_of "$asked")
      ask() { printf '%s\\n' "$1" | netrc "$1" --stderr - -K - -o "$file" -w '\\n%{http_code} %{redirect_url}'; }
      file=$2
      status=$(ask "$first") && case ${status##*"$nl"} in
        30[12378]' '?*) [ -z "$then" ] || status=$(ask "$then$nl$(address "${status##*"$nl"* }")") ;;
      esac || {
        code=$?
        case $code in 51|60) echo 'Failed to validate the SSL certificate (certificate verify failed)' >&2 ;; esac
        printf '%s\\n' "${status%"$nl"*}" >&2
        status=${status##*"$nl"}
        echo "status=${status%% *}"
        exit $code
      }
      status=${status##*"$nl"}
      status=${status%% *}
      if [ "$status" = 304 ]; then
        [ -e "$1" ] || { echo 'HTTP Error 304: Not Modified, of a file that is not there' >&2; exit 1; }
        echo status=304; echo state=same; exit 0
      fi
      if [ -n "$3" ]; then
        sum=$($3 < "$2") || exit 1
        if [ "${sum%% *}" != "$4" ]; then
          echo "The checksum for $2 did not match $4; it was ${sum%% *}" >&2
          exit 1
        fi
      fi
      sha1=$(sha1sum < "$2"); echo "status=$status"; echo "sha1=${sha1%% *}"
      echo "size=$(($(wc -c < "$2")))"
      if [ -e "$1" ]; then
        old=$(sha1sum < "$1"); echo "old=${old%% *}"
        if cmp -s -- "$1" "$2"; then echo state=same; exit 0; fi
        if [ -n "$5" ]; then
          keep=$1.$$.$(date +%Y-%m-%d@%H:%M:%S)~
          cp -p -- "$1" "$keep" || exit 1
          echo "backup=$keep"
        fi
        chown "$(stat -L -c %u:%g -- "$1")" "$2" 2>/dev/null
        chmod "$(stat -L -c %a -- "$1")" "$2" || exit 1
      fi
      to=$(readlink -f -- "$1" && echo x) && to=${to%"$nl"x} || to=$1
      if [ -n "$6" ]; then mv -f -- "$2" "$to" 2>/dev/null || cat -- "$2" > "$to" || exit 1
      else mv -f -- "$2" "$to" || exit 1; fi
      echo state=changed
      """;

  private Download() {}

  /** What the script printed, by name. */
  public static Map<String, String> answers(String output) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        out.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return out;
  }

  /**
   * What is registered of a download.
   *
   * @param values what is known without it
   * @param sure whether it changes the host in any case
   */
  public static TaskResult result(TaskResult values, Plan.Outcome outcome, boolean sure) {
    Map<String, String> told = answers(outcome.output().out());
    boolean replaced = "changed".equals(told.get("state"));
    if (status(told) == Downloading.UNCHANGED) {
      return unchanged(values).with("elapsed", (long) outcome.seconds()).changed(sure);
    }
    TaskResult out =
        values
            .with("msg", "OK (" + told.getOrDefault("size", "unknown") + " bytes)")
            .with("size", Long.parseLong(told.getOrDefault("size", "0")))
            .with("status_code", status(told))
            .with("checksum_src", told.get("sha1"))
            .with("checksum_dest", told.get("old"))
            .with("elapsed", (long) outcome.seconds())
            .changed(sure || replaced);
    return told.containsKey("backup") ? out.with("backup_file", told.get("backup")) : out;
  }

  /** What is registered where the server has nothing newer than what is there. */
  public static TaskResult unchanged(TaskResult values) {
    return values
        .with("msg", "HTTP Error 304: Not Modified")
        .with("status_code", Downloading.UNCHANGED);
  }

  /**
   * What is registered of a download, of one that failed too.
   *
   * @param url its address
   * @param dest where it was to go
   */
  public static Plan.Telling telling(TaskResult values, boolean sure, String url, String dest) {
    return new Plan.Telling() {
      @Override
      public TaskResult apply(List<Plan.Outcome> outcomes) {
        return result(values, outcomes.getFirst(), sure);
      }

      @Override
      public TaskResult ofFailure(Plan.Outcome failed) {
        int status = status(answers(failed.output().out()));
        return TaskResult.of("url", url, "dest", dest)
            .with("status_code", status == 0 ? -1 : status)
            .with("elapsed", (long) failed.seconds());
      }
    };
  }

  private static int status(Map<String, String> told) {
    return Integer.parseInt(told.getOrDefault("status", "0"));
  }

  /** The last part of a URL's path; {@code index.html} where there is none. */
  public static String nameOf(String url) {
    String path = url.replaceFirst("[?#].*", "").replaceFirst("^[a-zA-Z]+://[^/]*", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? "index.html" : name;
  }
}
