package dev.play.modules.base.reading;

import dev.play.host.HostPath;
import dev.play.module.Reads;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a call of find(1) looks at, where what it asks of files is all below the named places. */
final class FindCall {
  // Those that ask for times are left out: a predicted file has none.
  private static final Set<String> OF_THE_FILE_ALONE =
      Set.of(
          "-type",
          "-perm",
          "-name",
          "-iname",
          "-path",
          "-ipath",
          "-wholename",
          "-iwholename",
          "-regex",
          "-iregex",
          "-regextype",
          "-size",
          "-empty",
          "-links",
          "-maxdepth",
          "-mindepth",
          "-xdev",
          "-mount",
          "-depth",
          "-prune",
          "-print",
          "-print0",
          "-a",
          "-and",
          "-o",
          "-or",
          "-not",
          "-true",
          "-false",
          "-uid",
          "-gid",
          "-xtype",
          "-lname",
          "-ilname");

  private FindCall() {}

  static Optional<Reads> reads(List<String> words) {
    if (!words.getFirst().matches("(/usr)?(/bin/)?find")) {
      return Optional.empty();
    }
    boolean throughLinks = false;
    int at = 1;
    while (at < words.size() && words.get(at).matches("-[HLP]")) {
      throughLinks = !words.get(at).equals("-P");
      at++;
    }
    Set<HostPath> roots = new HashSet<>();
    while (at < words.size() && !words.get(at).matches("[-(!].*")) {
      // Nothing that a shell would expand.
      if (!words.get(at).matches("/[\\w./+@:,-]*")) {
        return Optional.empty();
      }
      roots.add(HostPath.of(words.get(at)));
      at++;
    }
    List<String> asked = words.subList(at, words.size());
    boolean plain =
        asked.stream().allMatch(w -> !w.matches("-[a-z].*") || OF_THE_FILE_ALONE.contains(w));
    return roots.isEmpty() || !plain
        ? Optional.empty()
        : Optional.of(new Reads(roots, throughLinks));
  }
}
