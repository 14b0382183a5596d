package dev.play.modules.containers;

import java.util.ArrayList;
import java.util.List;

/** {@code docker compose up} with what the arguments ask for. */
final class UpCommand {
  private UpCommand() {}

  static List<String> of(ComposeUp.Args args) {
    List<String> verb = new ArrayList<>(List.of("up", "--detach", "--no-color"));
    if (args.removeOrphans()) {
      verb.add("--remove-orphans");
    }
    if (args.recreate() == ComposeUp.Recreate.ALWAYS) {
      verb.add("--force-recreate");
    } else if (args.recreate() == ComposeUp.Recreate.NEVER) {
      verb.add("--no-recreate");
    }
    if (args.build() == ComposeUp.When.NEVER) {
      verb.add("--no-build");
    }
    if (args.pull() == ComposeUp.When.NEVER || args.pull() == ComposeUp.When.MISSING) {
      verb.addAll(List.of("--pull", args.pull() == ComposeUp.When.NEVER ? "never" : "missing"));
    }
    if (!args.dependencies()) {
      verb.add("--no-deps");
    }
    if (args.renewAnonVolumes()) {
      verb.add("--renew-anon-volumes");
    }
    if (args.waits()) {
      verb.add("--wait");
      args.waitTimeout()
          .ifPresent(t -> verb.addAll(List.of("--wait-timeout", Integer.toString(t))));
    }
    args.timeout().ifPresent(t -> verb.addAll(List.of("--timeout", Integer.toString(t))));
    args.scale().forEach((k, v) -> verb.addAll(List.of("--scale", k + "=" + v)));
    verb.addAll(args.services());
    return verb;
  }
}
