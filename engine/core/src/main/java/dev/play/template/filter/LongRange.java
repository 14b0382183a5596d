package dev.play.template.filter;

import dev.play.template.library.ObjectValue;
import dev.play.value.Value;
import java.util.Optional;

/** A range of so many numbers that they are not listed; one of them may be chosen by chance. */
record LongRange(long start, long step, long size) implements ObjectValue {
  @Override
  public Optional<Value> member(String name) {
    return Optional.empty();
  }

  Value at(long index) {
    return Value.of(start + step * index);
  }

  @Override
  public String typeName() {
    return "range of " + size + " numbers";
  }
}
