package dev.play.run.job;

import dev.play.host.Command;
import dev.play.run.port.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell's part in jobs. {@code $d} is the directory of all jobs, {@code $j} that of this one.
 */
final class JobScripts {
  private static final String PLACE =
      """
      d=$1 id=$2
      case $d in "~"|"~/"*) d=$HOME${d#"~"} ;; esac
      j=$d/$id.play
      """;

  /** What the job itself runs: its command within the time limit, then how that ended. */
  private static final String JOB =
      """
      f=$1 j=$2 limit=$3
      shift 3
      date +%s.%N > "$j/start"
      if [ "$limit" -gt 0 ] && command -v timeout >/dev/null; then
        timeout -k 5 "$limit" "$@" < "$j/in" > "$j/out" 2> "$j/err"
      else
        "$@" < "$j/in" > "$j/out" 2> "$j/err"
      fi
      echo $? > "$j/status.new"
      date +%s.%N > "$j/end"
      printf '{"started": 1, "finished": 1, "ansible_job_id": "%s"}\\n' "${f##*/}" > "$f"
      mv "$j/status.new" "$j/status"
      """;

  private static final String START =
      PLACE
          + """
            limit=$3 job=$4
            shift 4
            umask 077
            mkdir -p "$d" && mkdir "$j" && cat > "$j/in" || exit
            printf '{"started": 1, "finished": 0, "ansible_job_id": "%s"}\\n' "$id" > "$d/$id" || exit
            if command -v setsid >/dev/null; then
              setsid /bin/sh -c "$job" sh "$d/$id" "$j" "$limit" "$@" </dev/null >/dev/null 2>&1 &
            else
              nohup /bin/sh -c "$job" sh "$d/$id" "$j" "$limit" "$@" </dev/null >/dev/null 2>&1 &
            fi
            printf '%s' "$d/$id"
            """;

  /** Nothing where there is no such job; {@code running}; or status, times, output and errors. */
  private static final String ASK =
      PLACE
          + """
            [ -d "$j" ] || exit 3
            [ -f "$j/status" ] || { echo running; exit 0; }
            cat "$j/status" "$j/start" "$j/end"
            wc -c < "$j/out"
            cat "$j/out" "$j/err"
            """;

  private static final String FORGET = PLACE + "rm -rf -- \"$j\"\nrm -f -- \"$d/$id\"\n";

  private JobScripts() {}

  /** Starts a command as a job and goes on; prints the job's file. */
  static Command start(JobId job, Duration limit, Command command) {
    List<String> arguments =
        new ArrayList<>(
            List.of(job.directory(), job.id(), Long.toString(Math.max(1, limit.toSeconds())), JOB));
    arguments.addAll(command.argv());
    Command script = Command.script(START, arguments.toArray(String[]::new));
    return new Command(script.argv(), command.environment(), command.directory(), command.stdin());
  }

  static Command ask(JobId job) {
    return Command.script(ASK, job.directory(), job.id());
  }

  static Command forget(JobId job) {
    return Command.script(FORGET, job.directory(), job.id());
  }
}
