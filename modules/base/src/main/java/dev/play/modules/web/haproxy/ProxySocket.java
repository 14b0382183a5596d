package dev.play.modules.web.haproxy;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** HAProxy's socket. The host's perl speaks with it, or an nc that knows sockets of files. */
public record ProxySocket(HostPath path) {
  /** What HAProxy keeps while it runs. */
  public static final Resource SERVERS = Resource.topic("haproxy");

  private static final String SAY =
      """
      sock=$1
      shift
      say() {
        if command -v perl >/dev/null 2>&1; then
          perl -MSocket -e '
            my ($path, $line) = @ARGV;
            socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!\\n";
            connect($s, pack_sockaddr_un($path)) or die "$path: $!\\n";
            syswrite($s, "$line\\n");
            while (sysread($s, my $part, 65536)) { print $part }' -- "$sock" "$1"
        elif command -v nc >/dev/null 2>&1; then
          printf '%s\\n' "$1" | nc -U "$sock"
        else
          echo "neither perl nor nc is on this host" >&2
          return 127
        fi
      }
      """;

  // For each step four words: backend, server, the status to wait for, the commands.
  private static final String ACT =
      SAY
          + """
          tries=$1 pause=$2 idle=$3
          shift 3
          await() {
            n=1
            while :; do
              line=$(say 'show stat' | awk -F, -v b="$b" -v s="$s" '$1 == b && $2 == s {print $18 "," $5; exit}')
              status=${line%,*}
              case $want:$status in UP:'no check') status=UP ;; DRAIN:DOWN*) status=DRAIN ;; esac
              case $status in
                *"$want"*) if [ -z "$idle" ] || [ "${line##*,}" = 0 ]; then return 0; fi ;;
              esac
              n=$((n + 1))
              if [ "$n" -gt "$tries" ]; then
                echo "server $b/$s not status '$want' after $tries retries. Aborting." >&2
                exit 1
              fi
              sleep "$pause"
            done
          }
          while [ $# -gt 0 ]; do
            b=$1 s=$2 want=$3 commands=$4
            shift 4
            if [ -n "$commands" ]; then
              told=$(say "$commands") || exit
              # Only what is wrong is told.
              case $told in *[![:space:]]*) printf '%s\\n' "$told" >&2; exit 1 ;; esac
            fi
            [ -z "$want" ] || await
          done
          say 'show stat;show servers state'
          """;

  /**
   * What is to be said of one server.
   *
   * @param status to wait for afterwards; empty for none
   */
  public record Step(ProxyServer server, String status, List<String> commands) {}

  /**
   * All servers.
   *
   * @throws ModuleFailure where nothing answers
   */
  public List<ProxyServer> servers(HostView host) {
    CommandOutput told =
        host.known(
            Probe.Query.of(
                Set.of(
                    SERVERS,
                    // Sessions come and go, and so do servers.
                    Resource.CLOCK,
                    Resource.UNITS,
                    Resource.PACKAGE_SET,
                    Resource.tree("/etc/haproxy"),
                    Resource.path(path)),
                "/bin/sh",
                "-c",
                SAY + "say \"$1\"\n",
                "sh",
                path.operand(),
                ProxyServer.QUESTION));
    if (!told.ok() || !told.out().startsWith("# pxname")) {
      throw new ModuleFailure(
          "HAProxy does not answer at " + path + ": " + (told.err() + told.out()).strip());
    }
    return ProxyServer.all(told.out());
  }

  /** Says it all, and then asks for the servers once more. */
  public Effect.Run act(List<Step> steps, int tries, int pause, boolean idle, String why) {
    List<String> words =
        new ArrayList<>(
            List.of(
                path.operand(),
                Integer.toString(tries),
                Integer.toString(pause),
                idle ? "idle" : ""));
    for (Step step : steps) {
      words.addAll(
          List.of(
              step.server().backend(),
              step.server().name(),
              step.status(),
              String.join(";", step.commands())));
    }
    return Effect.Run.of(Command.script(ACT, words.toArray(String[]::new)), why, Set.of(SERVERS));
  }
}
