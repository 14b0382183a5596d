package dev.play.cli.warm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command line and what surrounds it.
 *
 * @param likeness what has to be the same in both processes
 * @param interactive whether somebody can be asked
 */
record Request(
    Likeness likeness, boolean interactive, List<String> words, Map<String, String> environment) {
  Request {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  byte[] bytes() {
    List<String> all = new ArrayList<>();
    all.add(likeness.build());
    all.add(likeness.process());
    all.add(Boolean.toString(interactive));
    all.add(Integer.toString(words.size()));
    all.addAll(words);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      all.add(variable.getKey());
      all.add(variable.getValue());
    }
    return Words.write(all);
  }

  /**
   * What {@link #bytes} made.
   *
   * @throws IOException when it is something else
   */
  static Request of(byte[] body) throws IOException {
    List<String> all = Words.read(body);
    try {
      int words = 4 + Integer.parseInt(all.get(3));
      Map<String, String> environment = new TreeMap<>();
      for (int i = words; i < all.size(); i += 2) {
        environment.put(all.get(i), all.get(i + 1));
      }
      return new Request(
          new Likeness(all.get(0), all.get(1)),
          Boolean.parseBoolean(all.get(2)),
          all.subList(4, words),
          environment);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("not a request of play's", e);
    }
  }

  /**
   * Whether something in it names what only the command line's own process has open: its input, or
   * a shell's {@code <(command)}.
   */
  boolean namesOpenFiles() {
    // No streams: this is asked in a process that should be over at once.
    for (String word : words) {
      if (word.equals("-") || isOfTheProcess(word)) {
        return true;
      }
    }
    for (String value : environment.values()) {
      if (isOfTheProcess(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheProcess(String text) {
    return text.contains("/dev/stdin") || text.contains("/dev/fd/") || text.contains("/proc/self/");
  }
}
