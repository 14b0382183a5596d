package dev.play.modules.net.http;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a download that a check foresees can come about. */
public final class Downloading {
  /** What servers say of what is not there: RFC 9110, sections 15.5.5 and 15.5.11. */
  private static final Set<Integer> NOT_THERE = Set.of(404, 410);

  /** RFC 9110, section 15.4.5. */
  static final int UNCHANGED = 304;

  /** curl's error for a file:// that cannot be read (curl(1)). */
  private static final int NO_FILE = 37;

  private Downloading() {}

  /**
   * What is not there.
   *
   * @param status HTTP's; -1 where there was no answer
   */
  public record Missing(String url, String message, int status) {
    /** As a result, with one value more. */
    public TaskResult told(String name, String value) {
      return TaskResult.of("url", url, "status_code", status, name, value);
    }
  }

  /** Whether a plan downloads nothing. */
  public static boolean none(Plan plan) {
    List<Effect> effects =
        switch (plan) {
          case Plan.Change change -> change.effects();
          case Plan.Perhaps perhaps -> perhaps.effects();
          default -> List.of();
        };
    return effects.stream().noneMatch(e -> e instanceof Effect.Run);
  }

  /**
   * Asks for the head of what is to be downloaded.
   *
   * @param config of curl, for the download itself
   */
  public static Head head(CurlConfig config, String url, HostView host) {
    CurlConfig head = config.flag("head").option("output", "/dev/null");
    CommandOutput answer =
        host.known(Carrier.of(host, url).asking(head, url, List.of("-w", "%{http_code}")));
    String code = answer.out().strip();
    int status = code.matches("[1-9][0-9][0-9]") ? Integer.parseInt(code) : -1;
    return new Head(url, status, answer);
  }

  /**
   * What the server said.
   *
   * @param status HTTP's; -1 where there was no answer
   */
  public record Head(String url, int status, CommandOutput answer) {
    /** Whether what is on the host is as new. */
    public boolean isUnchanged() {
      return answer.ok() && status == UNCHANGED;
    }

    /**
     * Other refusals prove nothing: a task's own environment may name a proxy, a log-in or whom to
     * trust, and some servers refuse HEAD alone.
     */
    public Optional<Missing> missing() {
      return answer.status() == NO_FILE || (!answer.ok() && NOT_THERE.contains(status))
          ? Optional.of(new Missing(url, "Request failed: " + answer.err().strip(), status))
          : Optional.empty();
    }
  }
}
