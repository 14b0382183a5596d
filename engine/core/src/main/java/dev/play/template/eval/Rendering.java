package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.template.FileOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One template being rendered with those it extends: its blocks, the most derived first. */
public final class Rendering {
  /**
   * Macros within macros: more than Python's thousand frames hold of Jinja's, at several a macro.
   */
  private static final int DEEPEST = 400;

  private int calls;
  private final FileOptions options;
  private final int nesting;
  private final Map<String, List<Unit.BlockCode>> blocks = new HashMap<>();
  private @Nullable Unit parent;

  /**
   * @param nesting how many templates include each other around this one
   */
  public Rendering(FileOptions options, int nesting) {
    this.options = options;
    this.nesting = nesting;
  }

  /** For a template included or imported by this one. */
  public Rendering nested() {
    return new Rendering(options, nesting + 1);
  }

  public FileOptions options() {
    return options;
  }

  /**
   * Begins a macro within those that are under way.
   *
   * @throws EvaluationException where they call each other without end
   */
  void enter() {
    if (calls >= DEEPEST) {
      throw EvaluationException.of(
          "maximum recursion depth exceeded", "a macro or an include calls itself without end");
    }
    calls++;
  }

  /** Ends the innermost macro. */
  void leave() {
    calls--;
  }

  public int nesting() {
    return nesting;
  }

  public void add(Unit unit) {
    unit.blocks()
        .forEach((name, block) -> blocks.computeIfAbsent(name, n -> new ArrayList<>()).add(block));
  }

  /** The variants of a block, the most derived first. */
  public List<Unit.BlockCode> blocks(String name) {
    return blocks.getOrDefault(name, List.of());
  }

  public java.util.Set<String> blockNames() {
    return blocks.keySet();
  }

  public void extend(Unit unit) {
    parent = unit;
  }

  public @Nullable Unit parent() {
    return parent;
  }

  /** The template to go on with, once. */
  public @Nullable Unit takeParent() {
    Unit next = parent;
    parent = null;
    return next;
  }
}
