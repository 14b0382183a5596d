package dev.play.run.play;

import dev.play.host.HostName;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Puts a play's hosts in order and cuts them into batches ({@code order}, {@code serial}). */
public final class Batches {
  private Batches() {}

  /**
   * @param serial a number, a percentage, or a list of these of which the last repeats; 0 or
   *     nothing means all
   */
  public static List<List<HostName>> of(List<HostName> hosts, Optional<Value> serial) {
    List<Integer> sizes = new ArrayList<>();
    for (Value one : serial.map(Batches::items).orElse(List.of())) {
      sizes.add(size(one, hosts.size()));
    }
    if (sizes.isEmpty()) {
      return List.of(List.copyOf(hosts));
    }
    List<List<HostName>> out = new ArrayList<>();
    int from = 0;
    for (int i = 0; from < hosts.size(); i++) {
      int size = sizes.get(Math.min(i, sizes.size() - 1));
      int to = size <= 0 ? hosts.size() : Math.min(hosts.size(), from + size);
      out.add(List.copyOf(hosts.subList(from, to)));
      from = to;
    }
    return out;
  }

  private static List<Value> items(Value value) {
    return value instanceof Value.Sequence s ? s.items() : List.of(value);
  }

  private static int size(Value value, int hosts) {
    String text = PythonText.str(value).strip();
    try {
      if (text.endsWith("%")) {
        double percent = Double.parseDouble(text.substring(0, text.length() - 1));
        return Math.max(1, (int) (hosts * percent / 100));
      }
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw EvaluationException.of("serial must be a number or a percentage, not " + text);
    }
  }

  /** The hosts in a play's {@code order}. */
  public static List<HostName> ordered(List<HostName> hosts, String order, RandomGenerator random) {
    List<HostName> out = new ArrayList<>(hosts);
    switch (order) {
      case "inventory" -> {}
      case "reverse_inventory" -> java.util.Collections.reverse(out);
      case "sorted" -> out.sort(Comparator.naturalOrder());
      case "reverse_sorted" -> out.sort(Comparator.reverseOrder());
      case "shuffle" -> java.util.Collections.shuffle(out, random);
      default ->
          throw EvaluationException.of(
              "order must be inventory, reverse_inventory, sorted, reverse_sorted or shuffle, not "
                  + order);
    }
    return out;
  }
}
