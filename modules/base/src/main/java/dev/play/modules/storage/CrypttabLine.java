package dev.play.modules.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of crypttab(5): a name, a device, a password's file and options.
 *
 * @param device empty where the line has none
 * @param password {@code none} where there are options without one
 */
record CrypttabLine(String name, String device, String password, List<String> options) {
  /** The line, where it is one of an encrypted device. */
  static Optional<CrypttabLine> parse(String line) {
    if (line.isBlank() || line.stripLeading().startsWith("#")) {
      return Optional.empty();
    }
    String[] fields = line.strip().split("\\s+", 4);
    return Optional.of(
        new CrypttabLine(
            fields[0],
            fields.length > 1 ? fields[1] : "",
            fields.length > 2 ? fields[2] : "",
            fields.length > 3 ? list(fields[3]) : List.of()));
  }

  /** Options as they are written: with commas. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(o -> !o.isEmpty()).toList();
  }

  CrypttabLine with(Optional<String> otherDevice, Optional<String> otherPassword) {
    return new CrypttabLine(
        name,
        otherDevice.filter(d -> !d.isEmpty()).orElse(device),
        otherPassword.filter(p -> !p.isEmpty()).orElse(password),
        options);
  }

  CrypttabLine withOptions(List<String> all) {
    return new CrypttabLine(name, device, password, all);
  }

  /** With these, instead of what is set of the same names. */
  CrypttabLine plus(List<String> more) {
    List<String> out = new ArrayList<>(options);
    for (String one : more) {
      int at = index(out, one);
      if (at < 0) {
        out.add(one);
      } else {
        out.set(at, one);
      }
    }
    return withOptions(out);
  }

  CrypttabLine minus(List<String> less) {
    List<String> out = new ArrayList<>(options);
    for (String one : less) {
      int at = index(out, one);
      if (at >= 0) {
        out.remove(at);
      }
    }
    return withOptions(out);
  }

  private static int index(List<String> options, String one) {
    for (int i = 0; i < options.size(); i++) {
      if (key(options.get(i)).equals(key(one))) {
        return i;
      }
    }
    return -1;
  }

  private static String key(String option) {
    return option.split("=", 2)[0];
  }

  String text() {
    StringBuilder out = new StringBuilder(name);
    if (!device.isEmpty()) {
      out.append(' ').append(device);
    }
    if (!password.isEmpty() || !options.isEmpty()) {
      out.append(' ').append(password.isEmpty() ? "none" : password);
    }
    if (!options.isEmpty()) {
      out.append(' ').append(String.join(",", options));
    }
    return out.toString();
  }
}
