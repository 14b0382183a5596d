package dev.play.template.library;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The filters, tests, lookups and global functions that texts may use, by name. Immutable. A name
 * with a collection in front ({@code ansible.builtin.x}, {@code community.general.x}) means the
 * same as without.
 */
public final class Library {
  /** The kinds of things a library holds. */
  public enum Kind {
    FILTER,
    TEST,
    LOOKUP,
    FUNCTION
  }

  /**
   * @param name the name it is registered under
   * @param code a {@link Filter}, {@link Test}, {@link Lookup} or {@link Function}
   */
  public record Entry<T>(String name, Signature signature, T code, Set<Trait> traits) {
    public boolean has(Trait trait) {
      return traits.contains(trait);
    }
  }

  private static final Set<String> COLLECTIONS =
      Set.of(
          "ansible.builtin",
          "ansible.legacy",
          "ansible.posix",
          "ansible.utils",
          "ansible.netcommon",
          "community.general",
          "community.crypto",
          "community.docker",
          "kubernetes.core");

  private final Map<Kind, Map<String, Entry<?>>> entries;
  private final Map<String, String> unsupported;

  private Library(Builder builder) {
    entries = new HashMap<>();
    builder.entries.forEach((kind, map) -> entries.put(kind, Map.copyOf(map)));
    unsupported = Map.copyOf(builder.unsupported);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with everything in here. */
  public Builder extend() {
    Builder builder = new Builder();
    entries.forEach((kind, map) -> builder.of(kind).putAll(map));
    builder.unsupported.putAll(unsupported);
    return builder;
  }

  public Optional<Entry<Filter>> filter(String name) {
    return find(Kind.FILTER, name);
  }

  public Optional<Entry<Test>> test(String name) {
    return find(Kind.TEST, name);
  }

  public Optional<Entry<Lookup>> lookup(String name) {
    return find(Kind.LOOKUP, name);
  }

  public Optional<Entry<Function>> function(String name) {
    return find(Kind.FUNCTION, name);
  }

  @SuppressWarnings("unchecked") // the builder puts only the kind's own type under a kind
  private <T> Optional<Entry<T>> find(Kind kind, String name) {
    Map<String, Entry<?>> map = entries.getOrDefault(kind, Map.of());
    Entry<?> entry = map.get(name);
    if (entry == null && kind != Kind.FUNCTION) {
      entry = map.get(shortName(name));
    }
    return Optional.ofNullable((Entry<T>) entry);
  }

  private static String shortName(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && COLLECTIONS.contains(name.substring(0, dot)) ? name.substring(dot + 1) : name;
  }

  /** All names of a kind, sorted. */
  public Set<String> names(Kind kind) {
    return Collections.unmodifiableSet(
        new TreeSet<>(entries.getOrDefault(kind, Map.of()).keySet()));
  }

  /** Why a name that Ansible knows is not there, where that is on purpose. */
  public Optional<String> whyNot(Kind kind, String name) {
    return Optional.ofNullable(unsupported.get(kind + " " + shortName(name)));
  }

  /** Collects entries; a later one of the same name replaces an earlier one. */
  public static final class Builder {
    private final Map<Kind, Map<String, Entry<?>>> entries = new HashMap<>();
    private final Map<String, String> unsupported = new HashMap<>();

    private Builder() {}

    private Map<String, Entry<?>> of(Kind kind) {
      return entries.computeIfAbsent(kind, k -> new HashMap<>());
    }

    private Builder add(Kind kind, String names, String signature, Object code, Trait[] traits) {
      Set<Trait> all = Set.copyOf(Arrays.asList(traits));
      Signature parsed = Signature.of(signature);
      for (String name : names.split(" ")) {
        of(kind).put(name, new Entry<>(name, parsed, code, all));
      }
      return this;
    }

    /**
     * @param names the name and its other names, apart by blanks
     * @param signature the parameters behind the input, see {@link Signature}
     */
    public Builder filter(String names, String signature, Filter code, Trait... traits) {
      return add(Kind.FILTER, names, signature, code, traits);
    }

    public Builder test(String names, String signature, Test code, Trait... traits) {
      return add(Kind.TEST, names, signature, code, traits);
    }

    /** The signature names options only: terms are always any number. */
    public Builder lookup(String names, String signature, Lookup code, Trait... traits) {
      return add(Kind.LOOKUP, names, signature, code, traits);
    }

    public Builder function(String names, String signature, Function code, Trait... traits) {
      return add(Kind.FUNCTION, names, signature, code, traits);
    }

    /** Says why names that Ansible knows are left out; using one is an error with that reason. */
    public Builder unsupported(Kind kind, String names, String why) {
      for (String name : names.split(" ")) {
        unsupported.put(kind + " " + name, why);
      }
      return this;
    }

    public Library build() {
      return new Library(this);
    }
  }
}
