package dev.play.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AliasesTest {
  /** A module with an argument of several names. */
  @ModuleDoc(name = "ask", summary = "Asks.", example = "- ask:\n")
  public static final class Ask implements Module<Ask.Args> {
    /** The arguments. */
    public record Args(
        @Param(
                value = "what is asked",
                aliases = {"selection", "setting"})
            Optional<String> question) {}

    @Override
    public Plan plan(Args args, HostView host) {
      return Plan.same();
    }
  }

  private final ModuleSpec spec = ModuleSpec.of(Ask.class);

  private Object bound(String... namesAndValues) {
    Map<Value, Value> arguments = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put(Value.text(namesAndValues[i]), Value.text(namesAndValues[i + 1]));
    }
    return spec.bind(new Value.Dict(arguments));
  }

  @Test
  void takesTheLastAliasWhereSeveralNamesOfAnArgumentAreGiven() {
    assertThat(bound("setting", "c", "question", "a", "selection", "b"))
        .isEqualTo(new Bound.Arguments(new Ask.Args(Optional.of("c"))));
    assertThat(bound("question", "a", "selection", "b"))
        .isEqualTo(new Bound.Arguments(new Ask.Args(Optional.of("b"))));
  }

  @Test
  void warnsOfSeveralNamesForAnArgument() {
    Span span = Span.none("a task");
    Map<String, Argument> arguments = new LinkedHashMap<>();
    arguments.put("setting", new Argument(span, span, Value.text("c")));
    arguments.put("question", new Argument(span, span, Value.text("a")));
    Diagnostics problems = new Diagnostics();
    spec.check(arguments, true, span, problems);
    assertThat(problems.all())
        .extracting(Diagnostic::message)
        .isEqualTo(List.of("argument question is given twice (as question); setting counts"));
    assertThat(problems.all()).noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
