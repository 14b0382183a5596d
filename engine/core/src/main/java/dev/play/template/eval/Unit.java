package dev.play.template.eval;

import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template's statements and blocks. */
public final class Unit {
  /** A block's body. */
  public record BlockCode(Step body, boolean required) {}

  private final String name;
  private final List<Step> steps;
  private final Map<String, BlockCode> blocks;

  public Unit(String name, List<Step> steps, Map<String, BlockCode> blocks) {
    this.name = name;
    this.steps = steps;
    this.blocks = blocks;
  }

  public Map<String, BlockCode> blocks() {
    return blocks;
  }

  /** Renders it, or what it extends, into an output. */
  public void render(Frame frame, Output out) {
    Rendering rendering = frame.rendering();
    rendering.add(this);
    if (!blocks.isEmpty()) {
      frame.set("self", new SelfValue(frame));
    }
    Output scratch = new Output(frame);
    for (Step step : steps) {
      step.run(frame, rendering.parent() == null ? out : scratch);
    }
    Unit parent = rendering.takeParent();
    if (parent != null) {
      parent.render(frame, out);
    }
  }

  /** The names it sets, for import. */
  public ModuleValue module(Frame frame) {
    Output out = new Output(frame);
    render(frame, out);
    Map<String, Value> names = new LinkedHashMap<>();
    frame
        .locals()
        .forEach(
            (key, value) -> {
              if (!key.startsWith("_") && !key.equals("self")) {
                names.put(key, value);
              }
            });
    return new ModuleValue(name, names, out.textResult());
  }

  /** Runs a block as the most derived template defines it, or {@code level} steps further up. */
  public static void block(String block, int level, Frame frame, Output out) {
    List<BlockCode> variants = frame.rendering().blocks(block);
    if (level >= variants.size()) {
      throw EvaluationException.of("there is no parent block called '" + block + "'");
    }
    BlockCode code = variants.get(level);
    if (code.required()) {
      throw EvaluationException.of("the required block '" + block + "' is not filled");
    }
    Frame inside = frame.child();
    inside.set("super", new SuperValue(block, level + 1, frame));
    code.body().run(inside, out);
  }
}
