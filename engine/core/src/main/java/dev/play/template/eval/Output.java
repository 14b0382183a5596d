package dev.play.template.eval;

import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a template puts out: one single value stays as it is, several are joined as text.
 * None is nothing. Text joined with something secret is secret, with something unknown unknown.
 */
public final class Output {
  private final Frame frame;
  private @Nullable Value single;
  private @Nullable StringBuilder text;
  private boolean secret;
  private Value.@Nullable Unknown unknown;

  public Output(Frame frame) {
    this.frame = frame;
  }

  public void text(String data) {
    if (single == null && text == null) {
      text = new StringBuilder(data);
    } else {
      joined().append(data);
    }
  }

  public void add(Value value) {
    if (value instanceof Value.None) {
      return;
    }
    if (single == null && text == null) {
      single = value;
      return;
    }
    StringBuilder out = joined();
    append(value, out);
  }

  private StringBuilder joined() {
    StringBuilder out = text;
    if (out == null) {
      out = new StringBuilder();
      text = out;
    }
    if (single != null) {
      append(single, out);
      single = null;
    }
    return out;
  }

  private void append(Value value, StringBuilder out) {
    switch (value) {
      case Value.Text t -> out.append(t.text());
      case Value.Unknown u -> unknown = unknown == null ? u : unknown;
      case Value.Undefined u -> {
        if (!u.equals(Undefineds.NO_ELSE)) {
          throw Values.undefined(u);
        }
      }
      case Value.Secret s -> {
        secret = true;
        frame.tellParts(s);
        append(s.hidden(), out);
      }
      default -> {
        Value whole =
            Taint.plain(value) ? value : Resolver.deep(value, frame, Resolver.Mode.STRICT);
        unknown = unknown == null ? Taint.unknown(whole).orElse(null) : unknown;
        if (Taint.holdsSecret(whole)) {
          secret = true;
          frame.tellParts(whole);
        }
        if (unknown == null) {
          out.append(PythonText.str(whole));
        }
      }
    }
  }

  /** One value as it is, several as text, none as None. */
  public Value result() {
    if (single != null) {
      return single;
    }
    if (unknown != null) {
      return unknown;
    }
    if (text == null) {
      return Value.NONE;
    }
    Value result = new Value.Text(text.toString());
    return secret ? Taint.secret(result) : result;
  }

  /** Everything as text. */
  public Value textResult() {
    if (single == null && text == null) {
      return new Value.Text("");
    }
    StringBuilder out = joined();
    if (unknown != null) {
      return unknown;
    }
    Value result = new Value.Text(out.toString());
    return secret ? Taint.secret(result) : result;
  }
}
