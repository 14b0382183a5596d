package dev.play.modules.security;

import dev.play.host.CommandOutput;
import java.util.ArrayList;
import java.util.List;

/** How setfacl(1) and getfacl(1) are called and read. */
final class AclCalls {
  private AclCalls() {}

  /** What setfacl is to do, tried or done. */
  static List<String> setfacl(Acl.Args args) {
    List<String> out = new ArrayList<>();
    if (!args.follow()) {
      out.add("--physical");
    }
    if (args.recursive()) {
      out.add("--recursive");
    }
    switch (args.recalculateMask()) {
      case MASK -> out.add("--mask");
      case NO_MASK -> out.add("--no-mask");
      case DEFAULT -> {}
    }
    out.add((args.state() == Acl.State.PRESENT ? "--modify=" : "--remove=") + args.spec());
    out.addAll(List.of("--", args.path().text()));
    return out;
  }

  static List<String> getfacl(Acl.Args args) {
    List<String> out =
        new ArrayList<>(List.of("getfacl", "--omit-header", "--absolute-names", "--no-effective"));
    if (args.recursive()) {
      out.add("--recursive");
    }
    out.addAll(List.of("--", args.path().text()));
    return out;
  }

  /**
   * Whether a trial says that nothing would change: {@code NAME: ACCESS,DEFAULT} of each file, each
   * a star. Names may hold line breaks.
   */
  static boolean changesNothing(CommandOutput test) {
    return test.out()
        .lines()
        .filter(l -> l.matches(".*: \\S+,\\S+"))
        .allMatch(l -> l.endsWith(": *,*"));
  }

  static List<String> entries(CommandOutput output) {
    return output.out().lines().filter(l -> !l.isBlank()).toList();
  }
}
