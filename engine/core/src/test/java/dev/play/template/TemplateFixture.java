package dev.play.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.library.StandardLibrary;
import dev.play.value.Value;
import java.util.List;

/** Short words for tests of templates. */
final class TemplateFixture {
  static final TemplateCompiler COMPILER = new TemplateCompiler(StandardLibrary.create());
  static final Span HERE = new Span("site.yml", 7, 11, 1);

  private TemplateFixture() {}

  static Compiled value(String source) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled = COMPILER.value(source, HERE, problems);
    assertThat(problems.all()).as(source).isEmpty();
    return compiled;
  }

  static Compiled expression(String source) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled = COMPILER.expression(source, HERE, problems);
    assertThat(problems.all()).as(source).isEmpty();
    return compiled;
  }

  static Compiled file(String source, FileOptions options) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled = COMPILER.file(source, "main.j2", options, problems);
    assertThat(problems.all()).as(source).isEmpty();
    return compiled;
  }

  static List<Diagnostic> problems(String expression) {
    Diagnostics problems = new Diagnostics();
    COMPILER.expression(expression, HERE, problems);
    return problems.all();
  }

  static Value evaluate(String expression, Object... variables) {
    return expression(expression).evaluate(MapScope.of(variables));
  }

  static Value secret(Object hidden) {
    return new Value.Secret(Value.ofJava(hidden));
  }

  static Value unknown(String because) {
    return new Value.Unknown(because);
  }

  static Value template(String source) {
    return new Value.Template(source, Span.none(source));
  }
}
