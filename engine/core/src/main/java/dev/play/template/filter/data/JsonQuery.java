package dev.play.template.filter.data;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.filter.Inputs;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import io.burt.jmespath.BaseRuntime;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.JmesPathType;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The filter {@code json_query}: JMESPath over our values. */
public final class JsonQuery {
  private JsonQuery() {}

  static Value query(Value v, Arguments a, Evaluation e) {
    String query = a.text("expr");
    Expression<Value> expression;
    try {
      expression = new Runtime().compile(query);
    } catch (JmesPathException wrong) {
      throw EvaluationException.of(
          "JMESPathError in json_query filter plugin: " + wrong.getMessage());
    }
    try {
      return expression.search(v);
    } catch (JmesPathException wrong) {
      throw EvaluationException.of(
          "Error in jmespath.search in json_query filter plugin: " + wrong.getMessage());
    }
  }

  private static final class Runtime extends BaseRuntime<Value> {
    @Override
    public Value parseString(String json) {
      return JsonText.parse(json);
    }

    @Override
    public List<Value> toList(Value value) {
      return switch (value) {
        case Value.Sequence s -> s.items();
        case Value.Dict d -> List.copyOf(d.entries().values());
        default -> List.of();
      };
    }

    @Override
    public String toString(Value value) {
      return value instanceof Value.Text t ? t.text() : JsonText.compact(value);
    }

    @Override
    public Number toNumber(Value value) {
      return value instanceof Value.Int i ? (Number) i.value() : (Number) real(value);
    }

    private static Double real(Value value) {
      return switch (value) {
        case Value.Real r -> r.value();
        case Value.BigInt b -> b.value().doubleValue();
        default -> throw EvaluationException.of("no number: " + PythonText.repr(value));
      };
    }

    @Override
    public boolean isTruthy(Value value) {
      return value instanceof Value.Number || Conditions.truth(value);
    }

    @Override
    public JmesPathType typeOf(Value value) {
      return switch (value) {
        case Value.None n -> JmesPathType.NULL;
        case Value.Bool b -> JmesPathType.BOOLEAN;
        case Value.Number n -> JmesPathType.NUMBER;
        case Value.Sequence s -> JmesPathType.ARRAY;
        case Value.Dict d -> JmesPathType.OBJECT;
        default -> JmesPathType.STRING;
      };
    }

    @Override
    public Value getProperty(Value value, Value name) {
      return value instanceof Value.Dict d
          ? d.entries().getOrDefault(name, Value.NONE)
          : Value.NONE;
    }

    @Override
    public Collection<Value> getPropertyNames(Value value) {
      return value instanceof Value.Dict d ? d.entries().keySet() : List.of();
    }

    @Override
    public Value createNull() {
      return Value.NONE;
    }

    @Override
    public Value createArray(Collection<Value> elements) {
      return new Value.Sequence(List.copyOf(elements));
    }

    @Override
    public Value createString(String text) {
      return Inputs.text(text);
    }

    @Override
    public Value createBoolean(boolean value) {
      return Value.of(value);
    }

    @Override
    public Value createObject(Map<Value, Value> entries) {
      return new Value.Dict(entries);
    }

    @Override
    public Value createNumber(double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Value.of((long) number)
          : new Value.Real(number);
    }

    @Override
    public Value createNumber(long number) {
      return Value.of(number);
    }
  }
}
