package dev.play.profile;

import dev.play.host.HostName;
import dev.play.profile.Profile.Slice;
import dev.play.task.watch.AccessWatch.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A profile as a table for people: phases, the slowest tasks, the slowest hosts. */
public final class ProfileText {
  /** Tasks and hosts that are told of. */
  private static final int MOST = 10;

  private final List<Slice> slices;
  private final Duration whole;

  public ProfileText(Profile profile) {
    this.slices = profile.slices();
    this.whole = profile.whole();
  }

  /** Lines, each with its end. */
  public String text() {
    StringBuilder out = new StringBuilder("PROFILE ");
    out.append("*".repeat(72)).append('\n');
    double tasks = seconds(slices.stream().filter(s -> s.phase().isEmpty()).toList());
    double connect = phase(Phase.CONNECT);
    // A connection is opened by the first question or effect.
    double ask = Math.max(0, phase(Phase.ASK) - connect);
    double act = phase(Phase.ACT);
    out.append("seconds of all hosts together; the run took ");
    out.append(number(whole.toMillis() / 1e3).strip()).append('\n');
    row(out, connect, tasks, "connect");
    row(out, ask, tasks, "wait for answers");
    row(out, act, tasks, "wait for effects");
    row(out, Math.max(0, tasks - connect - ask - act), tasks, "plan, and wait for other hosts");
    out.append("\nslowest tasks, of all their hosts together\n");
    byTotal(true).forEach(e -> row(out, e.getValue(), tasks, e.getKey()));
    out.append("\nslowest hosts\n");
    byTotal(false).forEach(e -> row(out, e.getValue(), tasks, e.getKey()));
    return out.toString();
  }

  private double phase(Phase phase) {
    return seconds(
        slices.stream().filter(s -> s.phase().filter(phase::equals).isPresent()).toList());
  }

  private static double seconds(List<Slice> some) {
    return some.stream().mapToLong(s -> s.took().toNanos()).sum() / 1e9;
  }

  private List<Map.Entry<String, Double>> byTotal(boolean tasks) {
    Map<String, Double> totals = new LinkedHashMap<>();
    Map<String, HostName> slowest = new HashMap<>();
    Map<String, Duration> worst = new HashMap<>();
    for (Slice slice : slices) {
      if (slice.phase().isPresent()) {
        continue;
      }
      String key = tasks ? slice.name() : slice.host().name();
      totals.merge(key, slice.took().toNanos() / 1e9, Double::sum);
      if (slice.took().compareTo(worst.getOrDefault(key, Duration.ZERO)) > 0) {
        worst.put(key, slice.took());
        slowest.put(key, slice.host());
      }
    }
    List<Map.Entry<String, Double>> out = new ArrayList<>();
    totals.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST)
        .forEach(
            e -> {
              HostName host = slowest.get(e.getKey());
              String where = tasks && host != null ? "  (most on " + host.name() + ")" : "";
              out.add(Map.entry(e.getKey() + where, e.getValue()));
            });
    return out;
  }

  private static void row(StringBuilder out, double seconds, double all, String what) {
    double share = all == 0 ? 0 : 100 * seconds / all;
    out.append(number(seconds))
        .append(String.format(Locale.ROOT, " %3.0f %%  ", share))
        .append(what)
        .append('\n');
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%10.3f", seconds);
  }
}
