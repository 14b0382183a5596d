package dev.play.template;

import dev.play.source.Span;
import dev.play.value.Value;

/** How values are read as conditions. */
public final class Conditions {
  private Conditions() {}

  /**
   * Python's truth of a value.
   *
   * @throws EvaluationException for undefined values
   * @throws IllegalArgumentException for unknown values and templates, which have no truth yet
   */
  public static boolean truth(Value value) {
    return switch (value) {
      case Value.Bool b -> b.value();
      case Value.None n -> false;
      case Value.Int i -> i.value() != 0;
      case Value.BigInt b -> b.value().signum() != 0;
      case Value.Real r -> r.value() != 0;
      case Value.Text t -> !t.text().isEmpty();
      case Value.Sequence s -> !s.items().isEmpty();
      case Value.Dict d -> !d.entries().isEmpty();
      case Value.Secret s -> truth(s.hidden());
      case LazyDict l -> !l.keys().isEmpty();
      case Value.Opaque o -> true;
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Unknown u -> throw new IllegalArgumentException("unknown " + u.because());
      case Value.Template t -> throw new IllegalArgumentException("a template: " + t.source());
    };
  }

  /**
   * A condition's value: as in Ansible up to 2.18, whatever Python takes for true will do.
   *
   * @throws EvaluationException for undefined values
   */
  public static ConditionResult decide(Value value, Span span) {
    return switch (value) {
      case Value.Unknown u -> new ConditionResult.Unknown(u.because());
      case Value.Undefined u -> throw Values.undefined(u).at(span);
      case Value.Secret s -> decide(s.hidden(), span);
      default -> ConditionResult.of(truth(value));
    };
  }
}
