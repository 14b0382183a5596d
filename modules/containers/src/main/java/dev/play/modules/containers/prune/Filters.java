package dev.play.modules.containers.prune;

import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.info.Listing;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters of a removal, as given. {@code dangling} and {@code all} have words of their own. */
public record Filters(Map<String, Value> given) {
  /**
   * @throws IllegalArgumentException for a name that is none
   */
  public Filters {
    given = Map.copyOf(given);
    Listing.filters(given);
  }

  private boolean is(String name, String value) {
    Value v = given.get(name);
    return v != null && Wanted.list(v).equals(List.of(value));
  }

  /** Whether only images without a name are meant: unless {@code dangling} is false. */
  public boolean danglingOnly() {
    return !is("dangling", "false");
  }

  /** Whether volumes with a name are meant too. */
  public boolean all() {
    return is("all", "true");
  }

  private Map<String, Value> rest() {
    Map<String, Value> out = new LinkedHashMap<>(given);
    out.remove("dangling");
    out.remove("all");
    return out;
  }

  /** Whether a list can be filtered likewise: lists know no age and no labels that lack. */
  public boolean isListable() {
    return rest().keySet().stream().allMatch("label"::equals);
  }

  /** Options of a list, as far as it can be filtered. */
  public List<String> listed() {
    Map<String, Value> out = new LinkedHashMap<>(rest());
    out.keySet().removeIf(k -> !k.equals("label"));
    return Listing.filters(out);
  }

  /** Options of the removal. */
  public List<String> options() {
    List<String> out = new ArrayList<>();
    if (!danglingOnly() || all()) {
      out.add("--all");
    }
    out.addAll(Listing.filters(rest()));
    return out;
  }
}
