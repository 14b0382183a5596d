package dev.play.schema;

import dev.play.value.Value;
import java.util.List;

/** What became of a task's arguments. */
public sealed interface Bound {
  /** The module's record. */
  record Arguments(Record record) implements Bound {}

  /**
   * They don't fit; each message names the argument.
   *
   * @param values what a task that fails by it registers beside the message
   */
  record Wrong(List<String> problems, Value.Dict values) implements Bound {
    public Wrong {
      problems = List.copyOf(problems);
    }

    Wrong(List<String> problems) {
      this(problems, Value.EMPTY_DICT);
    }
  }

  /** One of them is only known after another task has run. */
  record Unknown(String because) implements Bound {}
}
