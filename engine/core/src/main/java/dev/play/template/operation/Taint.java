package dev.play.template.operation;

import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.value.Value;
import dev.play.vault.ClosedVault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Secret and unknown values: the one place that says how they pass through operations. Unknown wins
 * over secret, for an unknown value tells nothing.
 */
public final class Taint {
  private Taint() {}

  /** An operation over two operands, which are opened for it; their containers are not. */
  public static Value lift(Value a, Value b, BinaryOperator<Value> operation) {
    if (a instanceof Value.Unknown) {
      return a;
    }
    if (b instanceof Value.Unknown) {
      return b;
    }
    if (a instanceof Value.Secret || b instanceof Value.Secret) {
      return secretly("the operation", () -> operation.apply(surface(a), surface(b)));
    }
    return operation.apply(a, b);
  }

  /** What an operation on secrets gives, as a secret. Its mistakes are told without their words. */
  public static Value secretly(String what, Supplier<Value> operation) {
    try {
      return secret(operation.get());
    } catch (EvaluationException e) {
      throw e.kind() == EvaluationException.Kind.UNDEFINED
          ? e
          : EvaluationException.of(what + " failed on a secret value, so it is not told how");
    }
  }

  /**
   * A container whose secret or unknown elements make all of it so; any other value as it is.
   * Templates must have been resolved.
   */
  public static Value whole(Value value) {
    if (plain(value)) {
      return value;
    }
    Value.Unknown unknown = findUnknown(value);
    if (unknown != null) {
      return unknown;
    }
    return holdsSecret(value) ? secret(open(value)) : value;
  }

  /** The value behind a secret; any other as it is. */
  public static Value surface(Value value) {
    return value instanceof Value.Secret s ? s.hidden() : value;
  }

  /** The value as a secret; unknown and undefined stay what they are. */
  public static Value secret(Value value) {
    return value instanceof Value.Unknown || value instanceof Value.Undefined
        ? value
        : new Value.Secret(value);
  }

  /** Whether there can be nothing inside. */
  public static boolean plain(Value value) {
    return switch (value) {
      case Value.None n -> true;
      case Value.Bool b -> true;
      case Value.Number n -> true;
      case Value.Text t -> true;
      case Value.Sequence s -> s.items().isEmpty();
      case Value.Dict d -> d.entries().isEmpty();
      case Value.Undefined u -> false;
      case Value.Unknown u -> false;
      case Value.Secret s -> false;
      case Value.Template t -> false;
      case Value.Opaque o -> !(o instanceof LazyDict || o instanceof ClosedVault);
    };
  }

  /**
   * The value behind secrecy, for those that see elements as they are.
   *
   * @throws RuntimeException that makes the result unknown when the value is
   */
  public static Value known(Value value) {
    Value surface = surface(value);
    if (surface instanceof Value.Unknown u) {
      throw new UnknownSignal(u);
    }
    return surface;
  }

  /** The first unknown value in it, however deep. */
  public static Optional<Value.Unknown> unknown(Value value) {
    return Optional.ofNullable(findUnknown(value));
  }

  private static Value.@Nullable Unknown findUnknown(Value value) {
    return switch (value) {
      case Value.Unknown u -> u;
      case Value.Secret s -> findUnknown(s.hidden());
      case Value.Sequence s -> firstUnknown(s.items());
      case Value.Dict d -> {
        Value.Unknown key = firstUnknown(d.entries().keySet());
        yield key == null ? firstUnknown(d.entries().values()) : key;
      }
      default -> null;
    };
  }

  private static Value.@Nullable Unknown firstUnknown(Iterable<Value> values) {
    for (Value value : values) {
      Value.Unknown found = plain(value) ? null : findUnknown(value);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether it is or holds a secret, however deep. */
  public static boolean holdsSecret(Value value) {
    return switch (value) {
      case Value.Secret s -> true;
      case Value.Sequence s -> anySecret(s.items());
      case Value.Dict d -> anySecret(d.entries().values()) || anySecret(d.entries().keySet());
      default -> false;
    };
  }

  private static boolean anySecret(Iterable<Value> values) {
    for (Value value : values) {
      if (!plain(value) && holdsSecret(value)) {
        return true;
      }
    }
    return false;
  }

  /** The same value without the marks of secrecy; whoever uses it makes the result secret. */
  public static Value open(Value value) {
    return switch (value) {
      case Value.Secret s -> open(s.hidden());
      case Value.Sequence s when anySecret(s.items()) -> {
        List<Value> copy = new ArrayList<>(s.items().size());
        s.items().forEach(item -> copy.add(open(item)));
        yield new Value.Sequence(copy);
      }
      case Value.Dict d when holdsSecret(d) -> {
        Map<Value, Value> copy = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> copy.put(open(k), open(v)));
        yield new Value.Dict(copy);
      }
      default -> value;
    };
  }
}
