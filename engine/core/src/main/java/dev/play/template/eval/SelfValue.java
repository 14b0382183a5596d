package dev.play.template.eval;

import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.util.Optional;

/** {@code self}: the template's blocks, to be called. */
public record SelfValue(Frame frame) implements ObjectValue {
  @Override
  public Optional<Value> member(String name) {
    return frame.rendering().blockNames().contains(name)
        ? Optional.of(new SuperValue(name, 0, frame))
        : Optional.empty();
  }

  @Override
  public String typeName() {
    return "TemplateReference";
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "<TemplateReference>";
  }
}
