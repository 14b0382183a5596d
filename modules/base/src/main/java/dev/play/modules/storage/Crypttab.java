package dev.play.modules.storage;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.machine.config.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of encrypted devices (crypttab(5)). Options and results as in {@code
 * community.general.crypttab}.
 */
@ModuleDoc(
    name = "crypttab",
    also = "community.general.crypttab",
    summary = "Writes encrypted devices into crypttab.",
    example =
        "crypttab: {name: luks-home, backing_device: /dev/sdb1, opts: discard, state: present}")
public final class Crypttab implements Module<Crypttab.Args> {
  private static final String MAPPED = "/dev/mapper/";

  /** The arguments. */
  public record Args(
      @Param("what it is called, perhaps as /dev/mapper/NAME") String name,
      @Param("what is to be there: the line, or only options of it") State state,
      @Param("the encrypted device: its path or UUID=...") Optional<String> backingDevice,
      @Param("the file with its password, or - for asking") Optional<String> password,
      @Param("options with commas") Optional<String> opts,
      @Param(value = "the table", def = "/etc/crypttab") HostPath path) {
    public Args {
      for (String field :
          List.of(name, backingDevice.orElse(""), password.orElse(""), opts.orElse(""))) {
        if (field.matches("(?s).*[\\s\\p{Cntrl}].*")) {
          throw new IllegalArgumentException(
              "a field of crypttab cannot hold blanks: '" + field + "'");
        }
      }
      if (name.isEmpty() || name.startsWith("#")) {
        throw new IllegalArgumentException("name: not a name: '" + name + "'");
      }
      boolean nothing = Stream.of(backingDevice, password, opts).allMatch(Optional::isEmpty);
      if (state != State.ABSENT && nothing) {
        throw new IllegalArgumentException(
            "expected one or more of 'backing_device', 'password' or 'opts'");
      }
      boolean options = state == State.OPTS_ABSENT || state == State.OPTS_PRESENT;
      if (options && (backingDevice.isPresent() || password.isPresent())) {
        throw new IllegalArgumentException(
            "cannot update 'backing_device' or 'password' when state="
                + state.name().toLowerCase(java.util.Locale.ROOT));
      }
    }

    String plainName() {
      return name.startsWith(MAPPED) ? name.substring(MAPPED.length()) : name;
    }
  }

  /** What is to be there. */
  public enum State {
    ABSENT,
    OPTS_ABSENT,
    OPTS_PRESENT,
    PRESENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TextFile file = TextFile.at(args.path(), host);
    List<String> lines = new ArrayList<>(file.lines());
    int at = -1;
    for (int i = 0; i < lines.size() && at < 0; i++) {
      if (CrypttabLine.parse(lines.get(i))
          .filter(l -> l.name().equals(args.plainName()))
          .isPresent()) {
        at = i;
      }
    }
    Optional<CrypttabLine> before = at < 0 ? Optional.empty() : CrypttabLine.parse(lines.get(at));
    Optional<CrypttabLine> after = after(args, before);
    TaskResult result = TaskResult.of("name", args.name(), "msg", message(args, before, after));
    if (after.equals(before)) {
      return Plan.same(result);
    }
    if (at < 0) {
      lines.add(after.orElseThrow().text());
    } else if (after.isEmpty()) {
      lines.remove(at);
    } else {
      lines.set(at, after.get().text());
    }
    return Plan.change(List.of(file.write(lines, false)), result);
  }

  private static Optional<CrypttabLine> after(Args args, Optional<CrypttabLine> before) {
    List<String> options = CrypttabLine.list(args.opts().orElse(""));
    return switch (args.state()) {
      case ABSENT -> Optional.empty();
      case OPTS_ABSENT -> before.map(l -> l.minus(options));
      case OPTS_PRESENT ->
          Optional.of(
              before
                  .orElseThrow(() -> new ModuleFailure("there is no line of " + args.plainName()))
                  .plus(options));
      case PRESENT -> {
        if (before.isEmpty() && args.backingDevice().isEmpty()) {
          throw new ModuleFailure("'backing_device' is needed for a line that is new");
        }
        CrypttabLine line = orNew(args, before).with(args.backingDevice(), args.password());
        yield Optional.of(args.opts().isPresent() ? line.withOptions(options) : line);
      }
    };
  }

  private static CrypttabLine orNew(Args args, Optional<CrypttabLine> before) {
    return before.orElseGet(() -> new CrypttabLine(args.plainName(), "", "", List.of()));
  }

  private static String message(
      Args args, Optional<CrypttabLine> before, Optional<CrypttabLine> after) {
    if (after.equals(before)) {
      return "";
    }
    return args.state() == State.ABSENT
        ? "removed line"
        : before.isEmpty() ? "added line" : "updated line";
  }
}
