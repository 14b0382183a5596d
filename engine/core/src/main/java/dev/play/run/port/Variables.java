package dev.play.run.port;

import dev.play.compile.CompiledPlay;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.Map;

/** The variables of a run: what hosts register and learn outlives a play. Thread-safe. */
public interface Variables {
  /** What a play's own keywords (hosts, serial, name) may use: no host's variables. */
  Scope controller(CompiledPlay play);

  /** Whether {@code -e} gives a variable: no prompt asks for it then. */
  boolean isExtra(String name);

  /**
   * The variables as the tasks of a play see them.
   *
   * @param prompted answers to the play's vars_prompt
   */
  PlayVariables play(CompiledPlay play, Map<String, Value> prompted);
}
