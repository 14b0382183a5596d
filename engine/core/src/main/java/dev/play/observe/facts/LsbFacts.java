package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What lsb_release says, or where there is none its file. */
final class LsbFacts {
  private LsbFacts() {}

  static void into(Map<String, Value> facts, Gathered gathered) {
    Map<String, Value> out = new LinkedHashMap<>();
    for (String line : gathered.lines("lsb_release")) {
      String[] pair = line.split(":\\s*", 2);
      if (pair.length == 2) {
        put(out, pair[0], pair[1]);
      }
    }
    if (out.isEmpty()) {
      gathered
          .pairs("lsb-release")
          .forEach(
              (key, value) ->
                  put(
                      out,
                      switch (key) {
                        case "DISTRIB_ID" -> "Distributor ID";
                        case "DISTRIB_RELEASE" -> "Release";
                        case "DISTRIB_CODENAME" -> "Codename";
                        case "DISTRIB_DESCRIPTION" -> "Description";
                        default -> "";
                      },
                      value));
    }
    facts.put("lsb", Value.dict(out));
  }

  private static void put(Map<String, Value> out, String name, String value) {
    switch (name) {
      case "Distributor ID" -> out.put("id", Value.text(value));
      case "Codename" -> out.put("codename", Value.text(value));
      case "Description" -> out.put("description", Value.text(value));
      case "Release" -> {
        out.put("release", Value.text(value));
        out.put("major_release", Value.text(value.split("\\.")[0]));
      }
      default -> {}
    }
  }
}
