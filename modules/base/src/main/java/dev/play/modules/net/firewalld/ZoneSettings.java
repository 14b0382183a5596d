package dev.play.modules.net.firewalld;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a zone as {@code --list-all} tells them (firewall-cmd(1)), a line {@code KIND
 * VALUE} each, in order.
 */
public record ZoneSettings(List<String> lines) {
  /** What every answer of firewalld depends on. */
  public static final Resource FIREWALLD = Resource.topic("firewalld");

  // $1: the tool; the rest: where. Several values in a line, or one a line below their kind.
  private static final String LIST =
      """
      all=$("$@" --list-all) || exit
      printf '%s\\n' "$all" | awk '
        NR == 1 { next }
        /^\\t/ { sub(/^\\t/, ""); print kind " " $0; next }
        { sub(/^ +/, ""); at = index($0, ":"); kind = substr($0, 1, at - 1); gsub(/ /, "-", kind)
          n = split(substr($0, at + 1), words, " "); for (i = 1; i <= n; i++) print kind " " words[i] }' | LC_ALL=C sort
      """;

  public ZoneSettings {
    lines = List.copyOf(lines);
  }

  /**
   * The question for a zone's settings.
   *
   * @param call the tool and its options up to the zone
   * @param layer what else tells these settings from others: the zone, and whether they are
   *     permanent
   */
  public static Probe.Query question(List<String> call, Set<Resource> layer) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", LIST, "sh"));
    argv.addAll(call);
    return Probe.Query.of(layer, argv);
  }

  /** Reads the answer. */
  public static ZoneSettings of(CommandOutput output) {
    return new ZoneSettings(output.out().lines().toList());
  }

  /** Whether a value of a kind is there; ports also within a range. */
  public boolean has(String kind, String value) {
    return lines.contains(kind + " " + value)
        || (isPorts(kind)
            && values(kind).stream().anyMatch(v -> Ports.of(v).holds(Ports.of(value))));
  }

  /** Whether a switch is on. */
  public boolean isOn(String kind) {
    return lines.contains(kind + " yes");
  }

  public Optional<String> value(String kind) {
    return values(kind).stream().findFirst();
  }

  private List<String> values(String kind) {
    return lines.stream()
        .filter(l -> l.startsWith(kind + " "))
        .map(l -> l.substring(kind.length() + 1))
        .toList();
  }

  private static boolean isPorts(String kind) {
    return kind.equals("ports");
  }

  /**
   * The answer after a value was added or taken away; empty where firewalld would put ports
   * together or apart.
   */
  public Optional<CommandOutput> after(String kind, String value, boolean there) {
    if (isPorts(kind)
        && values(kind).stream()
            .anyMatch(v -> !v.equals(value) && Ports.of(v).touches(Ports.of(value)))) {
      return Optional.empty();
    }
    Set<String> out = new TreeSet<>(lines);
    if (there) {
      out.add(kind + " " + value);
    } else {
      out.remove(kind + " " + value);
    }
    return Optional.of(answer(out));
  }

  /** The answer after a kind got another value. */
  public CommandOutput with(String kind, String value) {
    Set<String> out = new TreeSet<>(lines);
    out.removeIf(l -> l.startsWith(kind + " "));
    out.add(kind + " " + value);
    return answer(out);
  }

  private static CommandOutput answer(Set<String> lines) {
    return new CommandOutput(0, Blob.of(String.join("\n", lines) + "\n"), Blob.of(""));
  }

  /** Ports of a protocol: {@code 80/tcp}, {@code 8000-8010/udp}. */
  private record Ports(String protocol, int first, int last) {
    static Ports of(String text) {
      String[] parts = text.split("/", 2);
      String[] ends = parts[0].split("-", 2);
      if (parts.length < 2 || !parts[0].matches("\\d{1,5}(-\\d{1,5})?")) {
        return new Ports(text, -1, -1);
      }
      return new Ports(
          parts[1], Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    boolean holds(Ports other) {
      return protocol.equals(other.protocol) && first <= other.first && other.last <= last;
    }

    boolean touches(Ports other) {
      return protocol.equals(other.protocol) && first <= other.last + 1 && other.first <= last + 1;
    }
  }
}
