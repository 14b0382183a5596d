package dev.play.modules.system.apt;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for by name is no longer there for the sake of other packages only, so that
 * autoremove leaves it alone: as with {@code apt-get install}, and with Ansible, which tells of no
 * change either.
 */
final class ManualMark {
  /** Where apt keeps which packages it has installed of itself (apt-mark(8), FILES). */
  private static final HostPath STATES = HostPath.of("/var/lib/apt/extended_states");

  /**
   * Names of packages, each that is there for others' sake followed by a line with a space before.
   */
  static final Probe.Query AUTOMATIC =
      Probe.Query.of(
          Set.of(Resource.path(STATES)),
          "sed",
          "-n",
          "-e",
          "s/^Package: //p",
          "-e",
          "s/^Auto-Installed: 1$/ &/p",
          STATES.text());

  private ManualMark() {}

  /**
   * @param installed names of packages that are there
   */
  static Optional<Effect> of(HostView host, Collection<String> installed) {
    if (installed.isEmpty()
        || !(host.read(AUTOMATIC) instanceof Observed.Known<CommandOutput>(CommandOutput states))) {
      return Optional.empty();
    }
    Set<String> automatic = automatic(states.out());
    List<String> argv = new ArrayList<>(List.of("apt-mark", "manual"));
    installed.stream().filter(automatic::contains).forEach(argv::add);
    return argv.size() == 2
        ? Optional.empty()
        : Optional.of(
            Effect.Run.of(
                Command.of(argv).withEnvironment(AptGet.ENVIRONMENT),
                "mark " + String.join(" ", argv.subList(2, argv.size())) + " as wanted",
                Set.of(Resource.path(STATES))));
  }

  private static Set<String> automatic(String states) {
    Set<String> out = new HashSet<>();
    String name = "";
    for (String line : states.lines().toList()) {
      if (line.startsWith(" ")) {
        out.add(name);
      } else {
        name = line;
      }
    }
    return out;
  }
}
