package dev.play.schema;

import java.util.List;

/** What became of a task's arguments. */
public sealed interface Bound {
  /** The module's record. */
  record Arguments(Record record) implements Bound {}

  /** They don't fit; each message names the argument. */
  record Wrong(List<String> problems) implements Bound {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }

  /** One of them is only known after another task has run. */
  record Unknown(String because) implements Bound {}
}
