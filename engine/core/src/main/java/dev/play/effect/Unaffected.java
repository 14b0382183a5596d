package dev.play.effect;

import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether what a command looks at is the same with and without what a check has predicted. */
public final class Unaffected {
  // All links below, or those to directories only: where they lead, each ended by a NUL.
  private static final String LINKS =
      "what=$1; shift; exec find \"$@\" -type l $what -exec readlink -zm -- {} +";

  // What an installation touches is named by places beside these.
  private static final Pattern NO_FILES =
      Pattern.compile("package:.*|package-set|new-accounts|apt-lists|facts|nothing");

  private final Overlay overlay;
  private final Asker reality;

  /**
   * @param reality the host's own answers, without predictions
   */
  public Unaffected(Overlay overlay, Asker reality) {
    this.overlay = overlay;
    this.reality = reality;
  }

  /** Whether nothing of it is predicted to change. */
  public boolean is(Reads reads) {
    Optional<List<HostPath>> roots = real(reads.below());
    Optional<List<HostPath>> touched = touched();
    return roots.isPresent()
        && touched.isPresent()
        && areApart(roots.get(), touched.get())
        && (!reads.throughLinks() || linksLeadNowhereElse(roots.get(), touched.get()));
  }

  private static boolean areApart(List<HostPath> some, List<HostPath> others) {
    return some.stream()
        .noneMatch(a -> others.stream().anyMatch(b -> a.isWithin(b) || b.isWithin(a)));
  }

  /** The paths that predictions touch; empty where they are not the only things. */
  private Optional<List<HostPath>> touched() {
    List<HostPath> named = new ArrayList<>();
    for (Resource resource : overlay.touches()) {
      switch (resource) {
        case Resource.Path(HostPath path) -> named.add(path);
        case Resource.Tree(HostPath root) -> named.add(root);
        case Resource.TreeBut(HostPath root, Set<HostPath> but) -> named.add(root);
        case Resource.Topic(String name) when NO_FILES.matcher(name).matches() -> {}
        // The lot, or what nobody has told the files of.
        default -> {
          return Optional.empty();
        }
      }
    }
    return real(named);
  }

  /** Where they are without links on the way, by both names of a link. */
  private Optional<List<HostPath>> real(Iterable<HostPath> paths) {
    List<HostPath> out = new ArrayList<>();
    for (HostPath path : paths) {
      for (boolean follow : new boolean[] {false, true}) {
        if (!(Paths.real(path, follow, reality) instanceof Observed.Known<HostPath>(HostPath at))) {
          return Optional.empty();
        }
        out.add(at.normal());
      }
    }
    return Optional.of(out);
  }

  private boolean linksLeadNowhereElse(List<HostPath> roots, List<HostPath> touched) {
    Optional<List<HostPath>> all = targets(roots, "");
    Optional<List<HostPath>> directories = targets(roots, "-xtype d");
    return all.isPresent()
        && directories.isPresent()
        && areApart(all.get(), touched)
        && directories.get().stream().allMatch(d -> roots.stream().anyMatch(d::isWithin));
  }

  private Optional<List<HostPath>> targets(List<HostPath> roots, String what) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", LINKS, "sh", what));
    roots.forEach(root -> argv.add(root.text()));
    Observed<CommandOutput> answer = reality.read(Probe.Query.of(Set.of(), argv));
    if (!(answer instanceof Observed.Known<CommandOutput>(CommandOutput output)) || !output.ok()) {
      return Optional.empty();
    }
    List<HostPath> out = new ArrayList<>();
    for (String target : output.out().split("\0")) {
      if (!target.isEmpty()) {
        out.add(HostPath.of(target));
      }
    }
    return Optional.of(out);
  }
}
