package dev.play.inventory;

import dev.play.host.HostName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of hosts as plays and {@code --limit} give it: names, groups, globs, {@code ~regex},
 * parts joined by {@code ,} or {@code :}, {@code &} to keep only, {@code !} to leave out, and
 * {@code [0]}, {@code [1:3]} behind a part to pick from it. As in Ansible the plain parts come
 * first, then all {@code &}, then all {@code !}, wherever they stand.
 */
public final class HostPattern {
  private static final Pattern BY_COLON = Pattern.compile("(?:[^\\s:\\[\\]]|\\[[^\\]]*])+");
  private static final Pattern SUBSCRIPT =
      Pattern.compile("(.+)\\[(?:(-?[0-9]{1,9})|([0-9]{1,9})[:-]([0-9]{0,9}))]");
  private static final Pattern IPV6 =
      Pattern.compile("\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?(?::[0-9]+)?");

  /** How one part works on what the parts before it have found. */
  private enum Role {
    ADD,
    KEEP_ONLY,
    LEAVE_OUT
  }

  /**
   * @param from first of the picked ones, from 0, negative from the end; with {@code to} inclusive
   */
  private record Part(Role role, String expression, Optional<Pick> pick, Optional<Pattern> regex) {}

  private record Pick(int from, Optional<Integer> to) {
    List<HostName> of(List<HostName> hosts) {
      if (to.isPresent()) {
        int start = Math.min(from, hosts.size());
        int end = (int) Math.min(to.get() + 1L, hosts.size());
        return start < end ? hosts.subList(start, end) : List.of();
      }
      int index = from < 0 ? hosts.size() + from : from;
      return index >= 0 && index < hosts.size() ? List.of(hosts.get(index)) : List.of();
    }
  }

  /**
   * What a pattern means.
   *
   * @param hosts each once, in the order of the parts and of the inventory
   * @param unmatched the parts that mean no host or group at all
   */
  public record Selection(List<HostName> hosts, List<String> unmatched) {
    public Selection {
      hosts = List.copyOf(hosts);
      unmatched = List.copyOf(unmatched);
    }
  }

  private final String text;
  private final List<Part> parts;

  private HostPattern(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** A pattern that cannot be read; its message is a sentence for the author. */
  public static final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message, null, false, false);
    }

    /** What is wrong. */
    public String message() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @throws Mistake when a regular expression in it cannot be read
   */
  public static HostPattern parse(String text) {
    return of(List.of(text));
  }

  /**
   * Several patterns, each with parts of its own, as one.
   *
   * @throws Mistake as {@link #parse}
   */
  public static HostPattern of(List<String> texts) {
    List<Part> plain = new ArrayList<>();
    List<Part> modifiers = new ArrayList<>();
    List<Part> last = new ArrayList<>();
    for (String text : texts) {
      for (String piece : split(text)) {
        Part part = part(piece);
        switch (part.role()) {
          case ADD -> plain.add(part);
          case KEEP_ONLY -> modifiers.add(part);
          case LEAVE_OUT -> last.add(part);
        }
      }
    }
    if (plain.isEmpty() && !(modifiers.isEmpty() && last.isEmpty())) {
      plain.add(part(Inventory.ALL));
    }
    plain.addAll(modifiers);
    plain.addAll(last);
    return new HostPattern(String.join(",", texts), List.copyOf(plain));
  }

  /** The parts of a pattern, split at commas, or else at colons that are not in brackets. */
  static List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    if (text.contains(",")) {
      for (String piece : text.split(",")) {
        pieces.addAll(split(piece));
      }
      return pieces;
    }
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return pieces;
    }
    if (IPV6.matcher(stripped).matches() && stripped.chars().filter(c -> c == ':').count() > 1) {
      return List.of(stripped);
    }
    Matcher matcher = BY_COLON.matcher(stripped);
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }

  private static Part part(String piece) {
    Role role =
        piece.startsWith("!") ? Role.LEAVE_OUT : piece.startsWith("&") ? Role.KEEP_ONLY : Role.ADD;
    String expression = role == Role.ADD ? piece : piece.substring(1);
    if (expression.startsWith("~")) {
      return new Part(role, expression, Optional.empty(), Optional.of(regex(expression)));
    }
    Matcher subscript = SUBSCRIPT.matcher(expression);
    Optional<Pick> pick = Optional.empty();
    if (subscript.matches()) {
      expression = subscript.group(1);
      pick = Optional.of(pick(subscript));
    }
    Optional<Pattern> glob =
        Glob.isGlob(expression) ? Optional.of(Glob.compile(expression)) : Optional.empty();
    return new Part(role, expression, pick, glob);
  }

  private static Pick pick(Matcher subscript) {
    if (subscript.group(2) != null) {
      return new Pick(Integer.parseInt(subscript.group(2)), Optional.empty());
    }
    String end = subscript.group(4);
    return new Pick(
        Integer.parseInt(subscript.group(3)),
        Optional.of(end.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(end)));
  }

  private static Pattern regex(String expression) {
    try {
      return Pattern.compile(expression.substring(1));
    } catch (PatternSyntaxException e) {
      throw new Mistake(
          "the regular expression in '" + expression + "' cannot be read: " + e.getDescription());
    }
  }

  /** Whether it names nothing at all. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The hosts that it means in an inventory. */
  public Selection in(Inventory inventory) {
    Set<HostName> found = new LinkedHashSet<>();
    List<String> unmatched = new ArrayList<>();
    for (Part part : parts) {
      Optional<List<HostName>> hosts = match(part, inventory);
      if (hosts.isEmpty()) {
        unmatched.add(part.expression());
      }
      List<HostName> meant = hosts.orElse(List.of());
      switch (part.role()) {
        case ADD -> found.addAll(meant);
        case KEEP_ONLY -> found.retainAll(Set.copyOf(meant));
        case LEAVE_OUT -> found.removeAll(Set.copyOf(meant));
      }
    }
    return new Selection(List.copyOf(found), unmatched);
  }

  /** The hosts of one part; empty when it names nothing that there is. */
  private static Optional<List<HostName>> match(Part part, Inventory inventory) {
    String name = part.expression();
    Optional<InventoryHost> exact =
        name.isBlank() ? Optional.empty() : inventory.host(new HostName(name));
    if (part.regex().isEmpty()) {
      if (exact.filter(h -> !h.implicit()).isPresent() && part.pick().isEmpty()) {
        return Optional.of(picked(part, List.of(new HostName(name))));
      }
      if (inventory.group(name).isPresent()) {
        return Optional.of(picked(part, inventory.hostsOf(name)));
      }
      return exact.map(host -> picked(part, List.of(host.name())));
    }
    Pattern pattern = part.regex().get();
    Set<HostName> hosts = new LinkedHashSet<>();
    boolean any = false;
    for (InventoryGroup group : inventory.groups()) {
      if (matches(part, pattern, group.name())) {
        any = true;
        hosts.addAll(inventory.hostsOf(group.name()));
      }
    }
    for (HostName host : inventory.hosts()) {
      if (matches(part, pattern, host.name())) {
        hosts.add(host);
      }
    }
    return any || !hosts.isEmpty()
        ? Optional.of(picked(part, List.copyOf(hosts)))
        : Optional.empty();
  }

  private static boolean matches(Part part, Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return part.expression().startsWith("~") ? matcher.lookingAt() : matcher.matches();
  }

  private static List<HostName> picked(Part part, List<HostName> hosts) {
    return part.pick().map(pick -> pick.of(hosts)).orElse(hosts);
  }

  /** Those of {@code hosts} that are also in {@code limit}, keeping the order of {@code hosts}. */
  public static List<HostName> limited(List<HostName> hosts, Collection<HostName> limit) {
    Set<HostName> allowed = Set.copyOf(limit);
    return hosts.stream().filter(allowed::contains).toList();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
