package dev.play.modules.web.haproxy;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server of one backend (HAProxy's management guide, "show stat" and "show servers state").
 *
 * @param status UP, DOWN, MAINT, DRAIN and the like
 * @param sessions how many it has now
 * @param admin bits of what an administrator has set
 * @param initial the weight that its configuration has
 * @param own the weight that it was given since
 * @param health bits of its health checks
 * @param agent bits of its agent's checks
 */
public record ProxyServer(
    String backend,
    String name,
    String status,
    String weight,
    String sessions,
    int admin,
    int own,
    int initial,
    int health,
    int agent) {
  /** What asks for all of this at once. */
  public static final String QUESTION = "show stat;show servers state";

  private static final int MAINTENANCE = 1;
  private static final int DRAINING = 8;
  private static final int CONFIGURED = 2;
  private static final int ENABLED = 4;

  /** All that an answer tells of. */
  public static List<ProxyServer> all(String answer) {
    Map<String, String[]> states = new HashMap<>();
    Map<String, String[]> stats = new LinkedHashMap<>();
    for (String line : answer.lines().toList()) {
      String[] words = line.split(" ");
      String[] fields = line.split(",", -1);
      if (words.length > 14 && words[0].matches("\\d+")) {
        states.put(words[1] + "/" + words[3], words);
      } else if (fields.length > 18 && !line.startsWith("#")) {
        stats.put(fields[0] + "/" + fields[1], fields);
      }
    }
    List<ProxyServer> out = new ArrayList<>();
    stats.forEach(
        (name, f) -> {
          String[] s = states.get(name);
          if (s != null) {
            out.add(
                new ProxyServer(
                    f[0],
                    f[1],
                    f[17],
                    f[18],
                    f[4],
                    bits(s[6]),
                    bits(s[7]),
                    bits(s[8]),
                    bits(s[13]),
                    bits(s[14])));
          }
        });
    return out;
  }

  private static int bits(String number) {
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  /** As HAProxy's commands name it. */
  public String path() {
    return backend + "/" + name;
  }

  public boolean isInMaintenance() {
    return (admin & MAINTENANCE) != 0;
  }

  public boolean isDraining() {
    return (admin & DRAINING) != 0;
  }

  /** Whether health checks are configured and stand otherwise than they are to. */
  public boolean wantsHealth(boolean enabled) {
    return differs(health, enabled);
  }

  /** The same of the agent's checks. */
  public boolean wantsAgent(boolean enabled) {
    return differs(agent, enabled);
  }

  private static boolean differs(int bits, boolean enabled) {
    return (bits & CONFIGURED) != 0 && (bits & ENABLED) != 0 != enabled;
  }

  /** Whether it has this weight: a number, or percents of what it was configured with. */
  public boolean hasWeight(String wanted) {
    return wanted.endsWith("%")
        ? own == initial * Integer.parseInt(wanted.substring(0, wanted.length() - 1)) / 100
        : own == Integer.parseInt(wanted);
  }

  /** What is registered of it. */
  public Value told() {
    return Value.dictOf("status", status, "weight", weight, "scur", sessions);
  }
}
