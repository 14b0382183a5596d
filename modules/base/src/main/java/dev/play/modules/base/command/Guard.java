package dev.play.modules.base.command;

import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.Optional;
import java.util.Set;

/**
 * {@code creates} and {@code removes}: paths whose being there says that a command has done its
 * work, or has any to do. May hold the shell's wildcards.
 *
 * @param directory what relative paths start from
 */
public record Guard(
    Optional<String> creates, Optional<String> removes, Optional<HostPath> directory) {
  // IFS is empty so that only wildcards are expanded: a blank or a quote in a name is just a name.
  private static final String GLOB =
      "IFS=; for f in $1; do if [ -e \"$f\" ] || [ -L \"$f\" ]; then exit 0; fi; done; exit 1";

  /** The plan where the guard says that there is nothing to do. */
  public Optional<Plan> verdict(HostView host, Object command) {
    if (creates.isPresent() && isThere(host, creates.get())) {
      return Optional.of(skipped(command, creates.get(), "exists"));
    }
    if (removes.isPresent() && !isThere(host, removes.get())) {
      return Optional.of(skipped(command, removes.get(), "does not exist"));
    }
    return Optional.empty();
  }

  private boolean isThere(HostView host, String text) {
    HostPath path = HostPath.of(text);
    HostPath full =
        directory.isPresent() && !path.isAbsolute() && !text.startsWith("~")
            ? directory.get().child(text)
            : path;
    if (text.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
      return host.known(new Probe.FileAt(full, true)).exists();
    }
    Set<Resource> about = Set.of(new Resource.Tree(fixedPart(full)));
    return host.known(Probe.Query.of(about, "/bin/sh", "-c", GLOB, "sh", full.text())).ok();
  }

  private static HostPath fixedPart(HostPath path) {
    HostPath at = path;
    while (at.text().chars().anyMatch(c -> c == '*' || c == '?' || c == '[')) {
      at = at.parent();
    }
    return at;
  }

  private static Plan skipped(Object command, String path, String how) {
    String since = "since '" + path + "' " + how;
    return new Plan.Skipped(
        path + " " + how,
        TaskResult.of(
                "cmd",
                command,
                "rc",
                0,
                "stdout",
                "skipped, since " + path + " " + how,
                "stderr",
                "",
                "msg",
                "Did not run command " + since)
            .with("stdout_lines", java.util.List.of("skipped, since " + path + " " + how))
            .with("stderr_lines", java.util.List.of())
            .changed(false));
  }
}
