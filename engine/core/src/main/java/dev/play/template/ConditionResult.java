package dev.play.template;

/** What a condition says: yes, no, or only known after a task has run. */
public sealed interface ConditionResult {
  ConditionResult TRUE = new Decided(true);
  ConditionResult FALSE = new Decided(false);

  record Decided(boolean holds) implements ConditionResult {}

  record Unknown(String because) implements ConditionResult {}

  static ConditionResult of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** Kleene's and: false wins over unknown. */
  default ConditionResult and(ConditionResult other) {
    if (equals(FALSE) || other.equals(TRUE)) {
      return this;
    }
    return other.equals(FALSE) || equals(TRUE) ? other : this;
  }

  /** Kleene's or: true wins over unknown. */
  default ConditionResult or(ConditionResult other) {
    if (equals(TRUE) || other.equals(FALSE)) {
      return this;
    }
    return other.equals(TRUE) || equals(FALSE) ? other : this;
  }
}
