package dev.play.report;

import dev.play.event.Recap;
import dev.play.host.HostName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table at the end of a run. */
final class RecapText {
  private final Palette palette;
  private final boolean check;
  private final int groupAbove;

  /**
   * @param groupAbove with more hosts than this, hosts with the same figures share a line
   */
  RecapText(Palette palette, boolean check, int groupAbove) {
    this.palette = palette;
    this.check = check;
    this.groupAbove = groupAbove;
  }

  List<String> lines(Recap recap) {
    List<String> out = new ArrayList<>();
    if (recap.hosts().size() <= groupAbove) {
      int width = recap.hosts().keySet().stream().mapToInt(h -> h.name().length()).max().orElse(0);
      recap
          .hosts()
          .forEach(
              (host, c) -> {
                String name = padded(host.name(), width);
                out.add(named(name, c) + " : " + figures(c));
              });
    } else {
      Map<Recap.Counts, List<HostName>> groups = new LinkedHashMap<>();
      recap.hosts().forEach((h, c) -> groups.computeIfAbsent(c, x -> new ArrayList<>()).add(h));
      groups.forEach(
          (c, hosts) -> {
            boolean alone = hosts.size() == 1;
            String name = alone ? hosts.getFirst().name() : hosts.size() + " hosts";
            String which = alone ? "" : " [" + HostList.of(hosts) + "]";
            out.add(named(padded(name, 0), c) + " : " + figures(c) + which);
          });
    }
    recap.lost().entrySet().stream()
        .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
        .forEach(e -> out.add(palette.red("unreachable: [" + e.getKey() + "]: " + e.getValue())));
    return out;
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(Math.max(0, Math.max(width, 26) - name.length()));
  }

  private String named(String name, Recap.Counts c) {
    if (c.failed() > 0 || c.unreachable() > 0) {
      return palette.red(name);
    }
    return c.changed() > 0 ? palette.yellow(name) : palette.green(name);
  }

  private String figures(Recap.Counts c) {
    StringBuilder out = new StringBuilder();
    out.append(figure("ok", c.ok(), palette::green));
    out.append(figure("changed", c.changed(), palette::yellow));
    if (check) {
      out.append(figure("would change", c.wouldChange(), palette::yellow));
      out.append(figure("unknown", c.unknown(), palette::magenta));
    }
    out.append(figure("unreachable", c.unreachable(), palette::red));
    out.append(figure("failed", c.failed(), palette::red));
    out.append(figure("skipped", c.skipped(), palette::cyan));
    out.append(figure("rescued", c.rescued(), palette::yellow));
    out.append(figure("ignored", c.ignored(), palette::cyan));
    return out.substring(0, out.length() - 1);
  }

  private static String figure(
      String name, int number, java.util.function.UnaryOperator<String> colour) {
    String text = name + "=" + number;
    String padding = " ".repeat(Math.max(0, 4 - String.valueOf(number).length())) + " ";
    return (number > 0 ? colour.apply(text) : text) + padding;
  }
}
