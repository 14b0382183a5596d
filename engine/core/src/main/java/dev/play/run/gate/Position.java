package dev.play.run.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a play's steps, in the order in which they are done: the numbers of steps from the
 * play inwards. In a block, body, rescue and always are 0, 1 and 2. Steps that an include brings
 * are told apart by what was included.
 */
public record Position(List<Part> parts) implements Comparable<Position> {
  /** The play itself. */
  public static final Position PLAY = new Position(List.of());

  /**
   * One step inwards.
   *
   * @param key what was included; empty for anything else
   */
  public record Part(int index, String key) implements Comparable<Part> {
    @Override
    public int compareTo(Part other) {
      int byIndex = Integer.compare(index, other.index);
      return byIndex != 0 ? byIndex : key.compareTo(other.key);
    }
  }

  public Position {
    parts = List.copyOf(parts);
  }

  public Position child(int index) {
    return child(index, "");
  }

  public Position child(int index, String key) {
    List<Part> longer = new ArrayList<>(parts.size() + 1);
    longer.addAll(parts);
    longer.add(new Part(index, key));
    return new Position(longer);
  }

  @Override
  public int compareTo(Position other) {
    int common = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < common; i++) {
      int here = parts.get(i).compareTo(other.parts.get(i));
      if (here != 0) {
        return here;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }
}
