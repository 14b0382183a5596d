package dev.play.observe.facts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which parts of the facts are needed by who looks up certain of them. */
public final class FactsNeeded {
  private static final List<String> ALL = List.of("all");

  private FactsNeeded() {}

  /**
   * As {@code gather_subset}: {@code all} as soon as a name is not known here, since any other may
   * be a network interface's.
   *
   * @param names of facts, without {@code ansible_}
   */
  public static List<String> subsets(Set<String> names) {
    EnumSet<Subset> needed = EnumSet.noneOf(Subset.class);
    for (String name : names) {
      Subset of = Subset.telling(name);
      if (of == null) {
        return ALL;
      }
      needed.add(of);
    }
    List<String> out = new ArrayList<>(List.of("!all"));
    for (Subset one : Subset.values()) {
      boolean isUsual = one == Subset.MIN || Subset.USUAL.contains(one);
      if (isUsual && one != Subset.MIN && !needed.contains(one)) {
        out.add("!" + one.resource());
      } else if (!isUsual && needed.contains(one)) {
        out.add(one.resource());
      }
    }
    return out;
  }
}
