package dev.play.template.test;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.Values;
import dev.play.template.library.CallableValue;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Comparing;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.Locale;

/** Jinja2's own tests. */
public final class CoreTests {
  private CoreTests() {}

  public static void register(Library.Builder library) {
    library
        .test(
            "defined",
            "",
            (v, a, e) -> !(v instanceof Value.Undefined),
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test(
            "undefined",
            "",
            (v, a, e) -> v instanceof Value.Undefined,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test(
            "none",
            "",
            (v, a, e) -> v instanceof Value.None,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test(
            "boolean",
            "",
            (v, a, e) -> v instanceof Value.Bool,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test("true", "", (v, a, e) -> v.equals(Value.TRUE), Trait.SEES_UNDEFINED, Trait.STRUCTURAL)
        .test(
            "false", "", (v, a, e) -> v.equals(Value.FALSE), Trait.SEES_UNDEFINED, Trait.STRUCTURAL)
        .test(
            "integer",
            "",
            (v, a, e) -> v instanceof Value.Int || v instanceof Value.BigInt,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test(
            "float",
            "",
            (v, a, e) -> v instanceof Value.Real,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test(
            "number",
            "",
            (v, a, e) -> v instanceof Value.Number || v instanceof Value.Bool,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test(
            "string",
            "",
            (v, a, e) -> v instanceof Value.Text,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test(
            "mapping",
            "",
            (v, a, e) -> v instanceof Value.Dict || v instanceof LazyDict,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test("sequence", "", (v, a, e) -> iterable(v), Trait.SEES_UNDEFINED, Trait.STRUCTURAL)
        .test("iterable", "", (v, a, e) -> iterable(v), Trait.STRUCTURAL)
        .test(
            "callable",
            "",
            (v, a, e) -> v instanceof CallableValue,
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test("escaped", "", (v, a, e) -> false, Trait.STRUCTURAL)
        .test(
            "sameas",
            "other",
            (v, a, e) -> same(v, a.value("other")),
            Trait.SEES_UNDEFINED,
            Trait.STRUCTURAL)
        .test("lower", "", (v, a, e) -> cased(v, true))
        .test("upper", "", (v, a, e) -> cased(v, false))
        .test("even", "", (v, a, e) -> remainder(v, 2).signum() == 0)
        .test("odd", "", (v, a, e) -> remainder(v, 2).signum() != 0)
        .test("divisibleby", "num", (v, a, e) -> remainder(v, a.integer("num")).signum() == 0)
        .test("eq equalto ==", "other", (v, a, e) -> Comparing.equal(v, a.value("other")))
        .test("ne !=", "other", (v, a, e) -> !Comparing.equal(v, a.value("other")))
        .test("lt lessthan <", "other", (v, a, e) -> Comparing.order(v, a.value("other")) < 0)
        .test("le <=", "other", (v, a, e) -> Comparing.order(v, a.value("other")) <= 0)
        .test("gt greaterthan >", "other", (v, a, e) -> Comparing.order(v, a.value("other")) > 0)
        .test("ge >=", "other", (v, a, e) -> Comparing.order(v, a.value("other")) >= 0)
        .test("in", "seq", (v, a, e) -> Comparing.contains(a.value("seq"), v))
        .test(
            "truthy",
            "convert_bool?",
            (v, a, e) -> truthy(v, a.flag("convert_bool", false)),
            Trait.STRUCTURAL)
        .test(
            "falsy",
            "convert_bool?",
            (v, a, e) -> !truthy(v, a.flag("convert_bool", false)),
            Trait.STRUCTURAL)
        .test("filter", "", (v, a, e) -> e.compiler().library().filter(name(v)).isPresent())
        .test("test", "", (v, a, e) -> e.compiler().library().test(name(v)).isPresent());
  }

  private static boolean iterable(Value v) {
    return v instanceof Value.Sequence
        || v instanceof Value.Dict
        || v instanceof Value.Text
        || v instanceof LazyDict;
  }

  private static boolean same(Value a, Value b) {
    return Values.typeName(a).equals(Values.typeName(b))
        && (a == b || !(a instanceof Value.Sequence) && !(a instanceof Value.Dict) && a.equals(b));
  }

  private static String name(Value v) {
    if (v instanceof Value.Text t) {
      return t.text();
    }
    throw EvaluationException.of("a name is needed here, not " + Values.typeName(v));
  }

  private static boolean cased(Value v, boolean lower) {
    String text = dev.play.template.PythonText.str(v);
    String changed = lower ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
    return text.equals(changed) && text.chars().anyMatch(Character::isLetter);
  }

  private static BigInteger remainder(Value v, long by) {
    if (by == 0) {
      throw EvaluationException.fault("division by zero");
    }
    return switch (v) {
      case Value.Int i -> BigInteger.valueOf(i.value() % by);
      case Value.BigInt b -> b.value().remainder(BigInteger.valueOf(by));
      case Value.Bool b -> BigInteger.valueOf((b.value() ? 1 : 0) % by);
      case Value other ->
          throw EvaluationException.of(
              "an integer is needed here, not " + Values.typeName(other), "use the filter int");
    };
  }

  private static boolean truthy(Value v, boolean convert) {
    if (convert && v instanceof Value.Text t) {
      switch (t.text().strip().toLowerCase(Locale.ROOT)) {
        case "y", "yes", "on", "1", "true", "t", "1.0" -> {
          return true;
        }
        case "n", "no", "off", "0", "false", "f", "0.0" -> {
          return false;
        }
        default -> {}
      }
    }
    return Conditions.truth(v);
  }
}
