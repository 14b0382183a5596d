package dev.play.modules.net.git;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The git commands of one task, in order.
 *
 * @param environment for all of them
 * @param umask what they run under, if not the host's own
 */
public record GitSteps(
    String git,
    HostPath dest,
    String name,
    Map<String, String> environment,
    Optional<String> umask,
    Set<Resource> touches,
    List<Effect> effects) {

  public GitSteps(
      String git,
      HostPath dest,
      String name,
      Map<String, String> environment,
      Optional<String> umask,
      Set<Resource> touches) {
    this(git, dest, name, environment, umask, touches, new ArrayList<>());
  }

  /** A command inside the repository. */
  public GitSteps in(String... arguments) {
    List<String> argv = new ArrayList<>(List.of(git, "-C", dest.text()));
    argv.addAll(List.of(arguments));
    return add(argv);
  }

  /** A command outside of it. */
  public GitSteps out(List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of(git));
    argv.addAll(arguments);
    return add(argv);
  }

  /** Any other command that belongs to the task. */
  public GitSteps whole(List<String> argv) {
    return add(argv);
  }

  private GitSteps add(List<String> argv) {
    List<String> all = new ArrayList<>();
    umask.ifPresent(
        mask ->
            all.addAll(List.of("/bin/sh", "-c", "umask \"$1\"; shift; exec \"$@\"", "sh", mask)));
    all.addAll(argv);
    effects.add(Effect.Run.of(Command.of(all).withEnvironment(environment), name, touches));
    return this;
  }
}
