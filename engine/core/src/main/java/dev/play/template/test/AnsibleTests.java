package dev.play.template.test;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Comparing;
import dev.play.template.operation.Iteration;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import dev.play.vault.ClosedVault;
import dev.play.vault.VaultSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ansible's tests over task results, lists and secrets. */
public final class AnsibleTests {
  private AnsibleTests() {}

  public static void register(Library.Builder library) {
    library
        .test("failed failure", "", (v, a, e) -> flag(v, "failed", "failed"), Trait.STRUCTURAL)
        .test(
            "succeeded success successful",
            "",
            (v, a, e) -> !flag(v, "failed", "success"),
            Trait.STRUCTURAL)
        .test("changed change", "", (v, a, e) -> changed(v), Trait.STRUCTURAL)
        .test("skipped skip", "", (v, a, e) -> flag(v, "skipped", "skipped"), Trait.STRUCTURAL)
        .test(
            "unreachable", "", (v, a, e) -> flag(v, "unreachable", "unreachable"), Trait.STRUCTURAL)
        .test("reachable", "", (v, a, e) -> !flag(v, "unreachable", "reachable"), Trait.STRUCTURAL)
        .test(
            "started",
            "",
            (v, a, e) ->
                result(v, "started").get("started").isEmpty() || flag(v, "started", "started"),
            Trait.STRUCTURAL)
        .test(
            "finished",
            "",
            (v, a, e) ->
                result(v, "finished").get("finished").isEmpty() || flag(v, "finished", "finished"),
            Trait.STRUCTURAL)
        .test("timedout", "", (v, a, e) -> timedOut(v), Trait.STRUCTURAL)
        .test("subset issubset", "b", (v, a, e) -> within(v, a.value("b")))
        .test("superset issuperset", "b", (v, a, e) -> within(a.value("b"), v))
        .test("contains", "value", (v, a, e) -> Comparing.contains(v, a.value("value")))
        .test("all", "", (v, a, e) -> Iteration.items(v).stream().allMatch(Conditions::truth))
        .test("any", "", (v, a, e) -> Iteration.items(v).stream().anyMatch(Conditions::truth))
        .test("nan isnan", "", (v, a, e) -> v instanceof Value.Real r && Double.isNaN(r.value()))
        .test("version version_compare", "version operator? strict? version_type?", Versions::test)
        .test(
            "vault_encrypted",
            "",
            (v, a, e) -> v instanceof Value.Secret || v instanceof ClosedVault || isEnvelope(v),
            Trait.SEES_ALL)
        .test("uri", "schemes?", (v, a, e) -> schemeFits(v, a))
        .test(
            "url",
            "schemes?",
            (v, a, e) ->
                schemeFits(v, a)
                    && PythonText.str(v).matches("(?s)(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]+.*"))
        .test(
            "urn",
            "",
            (v, a, e) -> PythonText.str(v).toLowerCase(java.util.Locale.ROOT).startsWith("urn:"));
  }

  private static boolean isEnvelope(Value v) {
    return v instanceof Value.Text(String text) && VaultSecrets.isEnvelope(text);
  }

  /** Any text is a URI to Ansible unless schemes are asked for. */
  private static boolean schemeFits(Value v, Arguments a) {
    String text = PythonText.str(v);
    if (!a.has("schemes")) {
      return true;
    }
    int colon = text.indexOf(':');
    Value scheme = Value.text(colon < 0 ? "" : text.substring(0, colon));
    return Comparing.contains(a.value("schemes"), scheme);
  }

  private static Value.Dict result(Value v, String test) {
    if (v instanceof Value.Dict d) {
      return d;
    }
    if (v instanceof LazyDict lazy) {
      Map<Value, Value> known = new LinkedHashMap<>();
      lazy.keys().forEach(key -> lazy.get(key).ifPresent(value -> known.put(key, value)));
      return new Value.Dict(known);
    }
    throw EvaluationException.of(
        "The '" + test + "' test expects a dictionary",
        "it is meant for what `register` kept; this is of the type " + Values.typeName(v));
  }

  private static boolean flag(Value v, String key, String test) {
    Optional<Value> found = result(v, test).get(key);
    return found.isPresent() && Conditions.truth(Taint.known(found.get()));
  }

  private static boolean changed(Value v) {
    Value.Dict result = result(v, "changed");
    if (result.get("changed").isPresent()) {
      return flag(v, "changed", "changed");
    }
    List<Value> results =
        result.get("results").orElse(Value.NONE) instanceof Value.Sequence s
            ? s.items()
            : List.of();
    boolean any = false;
    for (Value each : results) {
      Value surface = Taint.known(each);
      any |= surface instanceof Value.Dict && flag(surface, "changed", "changed");
    }
    return any;
  }

  private static boolean timedOut(Value v) {
    Value found = result(v, "timedout").get("timedout").orElse(Value.NONE);
    return Taint.known(found) instanceof Value.Dict
        && flag(Taint.known(found), "period", "timedout");
  }

  private static boolean within(Value small, Value large) {
    List<Value> all = Iteration.items(large);
    return Iteration.items(small).stream()
        .allMatch(x -> all.stream().anyMatch(y -> Comparing.equal(x, y)));
  }
}
