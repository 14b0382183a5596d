package dev.play.modules.system;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Restarts a host and waits for it. Options and results as in {@code ansible.builtin.reboot}. */
@ModuleDoc(
    name = "reboot",
    also = "ansible.builtin.reboot",
    summary = "Restarts the host and waits until it can be reached.",
    example = "reboot: {reboot_timeout: 300}")
public final class Reboot implements Module<Reboot.Args> {
  // The kernel's boot id changes with each boot (random(4)); in a container, only when init began.
  private static final String MARK =
      """
      mark() {
        if [ -s /var/lib/play-reboot/command ]; then /bin/sh /var/lib/play-reboot/command
        else cat /proc/sys/kernel/random/boot_id && sed 's/.*) //' /proc/1/stat | cut -d ' ' -f 20; fi
      }
      """;

  private static final String RESTART =
      MARK
          + """
      delay=$1 message=$2 command=$3 paths=$4 boot=$5
      [ -z "$paths" ] || { PATH=$paths:$PATH; export PATH; }
      mkdir -p /var/lib/play-reboot && chmod 0700 /var/lib/play-reboot && printf '%s' "$boot" > /var/lib/play-reboot/command || exit 1
      mark > /var/lib/play-reboot/before || exit 1
      setsid /bin/sh -c 'sleep "$1"; if [ -n "$3" ]; then exec /bin/sh -c "$3"; fi; wall "$2" 2>/dev/null; exec systemctl reboot || exec reboot' \
        sh "$delay" "$message" "$command" </dev/null >/dev/null 2>&1 &
      """;

  private static final String IS_NEW =
      MARK
          + """
      now=$(mark) || exit 1
      [ "$now" != "$(cat /var/lib/play-reboot/before)" ] || { echo 'the host answers, but it has not restarted' >&2; exit 1; }
      rm -rf /var/lib/play-reboot
      """;

  /** The arguments. */
  public record Args(
      @Param(value = "seconds before it restarts", def = "2") double preRebootDelay,
      @Param(value = "seconds to wait after it has restarted", def = "0") double postRebootDelay,
      @Param(value = "seconds to wait for it", def = "600") int rebootTimeout,
      @Param("seconds for one try to connect") Optional<Integer> connectTimeout,
      @Param(value = "what to tell those who are logged in", def = "Reboot initiated by play")
          String msg,
      @Param(value = "a command that must work afterwards", def = "whoami") String testCommand,
      @Param(value = "where to look for commands first", def = "") List<String> searchPaths,
      @Param("a command that prints something else after a restart; the kernel's boot id if none")
          Optional<String> bootTimeCommand,
      @Param("the command that restarts the host") Optional<String> rebootCommand) {}

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.EVERYTHING);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    // A fraction of a second, or less than none, is none: so Ansible reads them.
    int before = Math.max(1, (int) args.preRebootDelay());
    List<Effect> effects =
        List.of(
            Effect.Run.of(
                Command.script(
                    RESTART,
                    Integer.toString(before),
                    args.msg(),
                    args.rebootCommand().orElse(""),
                    String.join(":", args.searchPaths()),
                    args.bootTimeCommand().orElse("")),
                "restart the host",
                Set.of(Resource.EVERYTHING)),
            new Effect.Reconnect(
                "the host is back",
                Duration.ofSeconds(args.rebootTimeout()),
                Duration.ofSeconds(before + 3L),
                IS_NEW,
                args.connectTimeout().map(Duration::ofSeconds)),
            Effect.Run.of(
                Command.script(
                    "sleep \"$1\"; eval \"$2\"",
                    Integer.toString(Math.max(0, (int) args.postRebootDelay())),
                    args.testCommand()),
                "see that it works",
                Set.of()));
    return new Plan.Change(
        effects,
        outcomes -> TaskResult.of("rebooted", true, "elapsed", elapsed(outcomes)),
        false,
        false,
        Optional.empty());
  }

  /** In seconds; a check has not begun. */
  private static Value elapsed(List<Plan.Outcome> outcomes) {
    return outcomes.stream().allMatch(o -> o.startedAt() == 0)
        ? new Value.Unknown("until it has restarted")
        : Value.ofJava(Math.round(outcomes.stream().mapToDouble(Plan.Outcome::seconds).sum()));
  }
}
