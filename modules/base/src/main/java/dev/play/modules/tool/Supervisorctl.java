package dev.play.modules.tool;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * Programs below supervisord. Options and results as in {@code community.general.supervisorctl}.
 */
@ModuleDoc(
    name = "supervisorctl",
    also = "community.general.supervisorctl",
    summary = "Starts, stops, adds and removes programs below supervisord.",
    example = "supervisorctl: {name: 'worker:', state: restarted}",
    requiredIf = "state,signalled,signal",
    notes = {
      "restarted has supervisord take its configuration up first.",
      "A password is never in a list of processes: it goes into a configuration of its own."
    })
public final class Supervisorctl implements Module<Supervisorctl.Args> {
  /** The arguments. */
  public record Args(
      @Param("a program, a group with a colon behind it, or all") String name,
      @Param("supervisor's configuration") Optional<HostPath> config,
      @Param("where supervisord listens") Optional<String> serverUrl,
      @Param("who logs in there") Optional<String> username,
      @Param("the password for that") Optional<Secret> password,
      @Param("what is wanted of it") State state,
      @Param(value = "stop it before it is removed", def = "false") boolean stopBeforeRemoving,
      @Param("the signal for signalled") Optional<String> signal,
      @Param("the program supervisorctl") Optional<HostPath> supervisorctlPath) {
    public Args {
      if (!name.matches("[^\\s\\p{Cntrl}*-][^\\s\\p{Cntrl}*]*") || name.equals(":")) {
        throw new IllegalArgumentException("not the name of a program or group: '" + name + "'");
      }
      if (signal.filter(s -> !s.matches("[A-Za-z0-9+]{1,20}")).isPresent()) {
        throw new IllegalArgumentException("not a signal: '" + signal.get() + "'");
      }
      if (serverUrl.filter(u -> !u.matches("(https?|unix)://[^\\s\\p{Cntrl}]+")).isPresent()) {
        throw new IllegalArgumentException("server_url is an address by http or unix://");
      }
      if (username.filter(u -> !u.matches("[^\\p{Cntrl}]+")).isPresent()) {
        throw new IllegalArgumentException("not a user: '" + username.get() + "'");
      }
      if (password
          .map(Secret::reveal)
          .filter(
              p ->
                  !p.matches("[^\\s\\p{Cntrl}](?:[^\\p{Cntrl}]*[^\\s\\p{Cntrl}])?")
                      || p.matches(".*\\s[;#].*"))
          .isPresent()) {
        throw new IllegalArgumentException(
            "password has no control characters, no blanks at its ends, nor before ; or #");
      }
    }

    boolean isGroup() {
      return name.endsWith(":");
    }

    /** Without the colon of a group. */
    String plain() {
      return isGroup() ? name.substring(0, name.length() - 1) : name;
    }

    boolean means(String process) {
      return isGroup() ? process.startsWith(name) : process.equals(name) || name.equals("all");
    }
  }

  /** What is wanted of a program. */
  public enum State {
    PRESENT,
    STARTED,
    STOPPED,
    RESTARTED,
    ABSENT,
    SIGNALLED
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(SupervisorPlan.PROGRAMS);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return SupervisorPlan.of(args, host);
  }
}
