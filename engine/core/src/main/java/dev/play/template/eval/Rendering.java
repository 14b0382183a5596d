package dev.play.template.eval;

import dev.play.template.FileOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One template being rendered with those it extends: its blocks, the most derived first. */
final class Rendering {
  private final FileOptions options;
  private final int nesting;
  private final Map<String, List<Unit.BlockCode>> blocks = new HashMap<>();
  private @Nullable Unit parent;

  /**
   * @param nesting how many templates include each other around this one
   */
  Rendering(FileOptions options, int nesting) {
    this.options = options;
    this.nesting = nesting;
  }

  /** For a template included or imported by this one. */
  Rendering nested() {
    return new Rendering(options, nesting + 1);
  }

  FileOptions options() {
    return options;
  }

  int nesting() {
    return nesting;
  }

  void add(Unit unit) {
    unit.blocks()
        .forEach((name, block) -> blocks.computeIfAbsent(name, n -> new ArrayList<>()).add(block));
  }

  /** The variants of a block, the most derived first. */
  List<Unit.BlockCode> blocks(String name) {
    return blocks.getOrDefault(name, List.of());
  }

  java.util.Set<String> blockNames() {
    return blocks.keySet();
  }

  void extend(Unit unit) {
    parent = unit;
  }

  @Nullable Unit parent() {
    return parent;
  }

  /** The template to go on with, once. */
  @Nullable Unit takeParent() {
    Unit next = parent;
    parent = null;
    return next;
  }
}
