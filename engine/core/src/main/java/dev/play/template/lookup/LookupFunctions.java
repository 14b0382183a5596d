package dev.play.template.lookup;

import dev.play.schema.NearName;
import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Lookup;
import dev.play.template.library.Trait;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code lookup}, {@code query} and {@code q}. */
public final class LookupFunctions {
  private LookupFunctions() {}

  public static void register(Library.Builder library) {
    library
        .function(
            "lookup",
            "_name *terms **options",
            (a, e) -> lookup(a, e, false),
            Trait.IMPURE,
            Trait.STRUCTURAL)
        .function(
            "query q",
            "_name *terms **options",
            (a, e) -> lookup(a, e, true),
            Trait.IMPURE,
            Trait.STRUCTURAL);
  }

  private static Value lookup(Arguments a, Evaluation e, boolean asList) {
    Map<String, Value> options = new LinkedHashMap<>(a.named());
    // Lookups have no option of this name; Ansible passes over it.
    options.remove("name");
    Value wanted = options.remove("wantlist");
    boolean list = asList || wanted != null && Conditions.truth(wanted);
    boolean strict = strict(options.remove("errors"));
    try {
      List<Value> found = run(a.text("_name"), a.rest(), options, e);
      return list ? new Value.Sequence(found) : joined(found);
    } catch (EvaluationException failed) {
      if (strict) {
        throw failed;
      }
      return list ? Value.EMPTY_SEQUENCE : Value.NONE;
    }
  }

  /** Templates have nobody to warn, so {@code warn} is {@code ignore}. */
  private static boolean strict(@Nullable Value errors) {
    return switch (errors == null ? Value.NONE : Taint.known(errors)) {
      case Value.None n -> true;
      case Value.Text t when t.text().equals("strict") -> true;
      case Value.Text t when t.text().equals("ignore") || t.text().equals("warn") -> false;
      case Value other ->
          throw EvaluationException.of(
              "the argument errors of a lookup is strict, ignore or warn, not "
                  + PythonText.repr(other));
    };
  }

  /** What a lookup finds, as {@code with_NAME} runs it too. */
  public static List<Value> run(
      String name, List<Value> terms, Map<String, Value> options, Evaluation e) {
    Library library = e.compiler().library();
    Library.Entry<Lookup> entry =
        library
            .lookup(name)
            .orElseThrow(
                () -> {
                  EvaluationException none =
                      EvaluationException.of("there is no lookup '" + name + "'");
                  return NearName.of(name, library.names(Library.Kind.LOOKUP))
                      .map(near -> none.hinting("did you mean " + near + "?"))
                      .orElse(none);
                });
    var problem = entry.signature().problem(0, options.keySet());
    if (problem.isPresent()) {
      throw EvaluationException.of("the lookup '" + name + "' " + problem.get());
    }
    return entry.has(Trait.STRUCTURAL)
        ? entry.code().run(terms, entry.signature().bind(List.of(), options), e)
        : opened(entry, terms, options, e);
  }

  /** Most lookups see plain values only; secret ones make the result secret. */
  private static List<Value> opened(
      Library.Entry<Lookup> entry, List<Value> terms, Map<String, Value> options, Evaluation e) {
    boolean secret = false;
    List<Value> plainTerms = new ArrayList<>();
    for (Value term : terms) {
      Value whole = Taint.whole(e.deepResolve(term));
      secret |= whole instanceof Value.Secret;
      plainTerms.add(Taint.known(whole));
    }
    Map<String, Value> plainOptions = new LinkedHashMap<>();
    for (Map.Entry<String, Value> option : options.entrySet()) {
      Value whole = Taint.whole(e.deepResolve(option.getValue()));
      secret |= whole instanceof Value.Secret;
      plainOptions.put(option.getKey(), Taint.known(whole));
    }
    entry
        .signature()
        .refusal(List.of(), plainOptions)
        .ifPresent(
            why -> {
              throw EvaluationException.of("the lookup '" + entry.name() + "' " + why);
            });
    Arguments bound = entry.signature().bind(List.of(), plainOptions);
    List<Value> found = entry.code().run(plainTerms, bound, e);
    return secret ? found.stream().map(Taint::secret).toList() : found;
  }

  /** One value as it is, several texts with commas between, anything else as a list. */
  private static Value joined(List<Value> found) {
    if (found.size() == 1) {
      return found.getFirst();
    }
    boolean texts = found.stream().allMatch(v -> Taint.surface(v) instanceof Value.Text);
    if (found.isEmpty() || !texts) {
      return new Value.Sequence(found);
    }
    Value joined = new Value.Text(String.join(",", found.stream().map(PythonText::str).toList()));
    return found.stream().anyMatch(v -> v instanceof Value.Secret) ? Taint.secret(joined) : joined;
  }
}
