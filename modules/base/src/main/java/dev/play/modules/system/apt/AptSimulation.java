package dev.play.modules.system.apt;

import dev.play.host.CommandOutput;
import dev.play.host.PackageInfo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code apt-get -s} printed: {@code Inst name [old] (new Origin [arch])}, {@code Conf name
 * (new Origin [arch])}, {@code Remv name [old]}, {@code Purg name [old]}. A package that was
 * unpacked but never configured has a Conf line only.
 *
 * @param fromDistribution whether it only installs, from Debian's or Ubuntu's archive
 */
public record AptSimulation(
    Map<String, PackageInfo> installed, Set<String> removed, boolean fromDistribution) {
  private static final Pattern INST =
      Pattern.compile("(?:Inst|Conf) (\\S+) (?:\\[[^\\]]*\\] )?\\((\\S+) (.*)\\[(\\S+)\\]\\).*");
  private static final Pattern REMV = Pattern.compile("(?:Remv|Purg) (\\S+) .*");

  /** Reads its output; a simulation that failed has neither. */
  public static AptSimulation read(CommandOutput output) {
    Map<String, PackageInfo> installed = new LinkedHashMap<>();
    Set<String> removed = new LinkedHashSet<>();
    boolean fromDistribution = true;
    for (String line : output.out().split("\n")) {
      Matcher inst = INST.matcher(line);
      Matcher remv = REMV.matcher(line);
      if (inst.matches()) {
        String name = inst.group(1);
        installed.put(
            name,
            new PackageInfo(
                name, true, Optional.of(inst.group(2)), Optional.of(inst.group(4)), false, false));
        fromDistribution &= inst.group(3).matches("(Debian|Ubuntu).*");
      } else if (remv.matches()) {
        removed.add(remv.group(1));
      }
    }
    return new AptSimulation(installed, removed, fromDistribution && removed.isEmpty());
  }

  public boolean isEmpty() {
    return installed.isEmpty() && removed.isEmpty();
  }

  /** All packages that it touches. */
  public Stream<String> names() {
    return Stream.concat(installed.keySet().stream(), removed.stream());
  }

  boolean touches(String name) {
    return names().anyMatch(n -> n.equals(name) || n.startsWith(name + ":"));
  }

  /** apt-get's own words about what went wrong: its E: lines. */
  public static String complaint(CommandOutput output) {
    StringBuilder out = new StringBuilder();
    for (String line : (output.err() + "\n" + output.out()).split("\n")) {
      if (line.startsWith("E: ")) {
        out.append(out.isEmpty() ? "" : "; ").append(line.substring(3));
      }
    }
    return out.isEmpty() ? "apt-get ended with status " + output.status() : out.toString();
  }
}
