package dev.play.testkit.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.schema.ClassPathModules;
import dev.play.schema.ModuleSpec;
import dev.play.schema.ParamSpec;
import dev.play.testkit.CaseFile;
import dev.play.testkit.ModuleCase;
import dev.play.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds a project's modules to having a YAML case for every option: one that sets it, by its name
 * or an alias, to something else than its default. Of what several modules share by one record, a
 * case of one of them will do. What still lacks one stands in the resource {@value #LACKING}, a
 * {@code module.option} a line, and that list can only shrink.
 */
public final class OptionCases {
  private static final String LACKING = "/options-without-a-case.txt";

  private OptionCases() {}

  /**
   * Compares schemas, cases and the list.
   *
   * @param test a class of the project
   * @param packages where its modules live
   * @throws AssertionError when an option lacks a case and is not listed, or is listed and has one
   */
  public static void areComplete(Class<?> test, String... packages) {
    ClassPathModules modules =
        new ClassPathModules(test.getClassLoader(), List.of(packages), List.of());
    Set<String> options = new TreeSet<>();
    Set<String> withCase = new TreeSet<>();
    for (String name : modules.names()) {
      ModuleSpec spec = modules.find(name).orElseThrow();
      spec.params().forEach(p -> options.add(name(spec, p)));
      withCase.addAll(inCases(spec));
    }
    assertThat(options).describedAs("options of modules in %s", List.of(packages)).isNotEmpty();
    Set<String> lacking = new TreeSet<>(options);
    lacking.removeAll(withCase);
    assertThat(lacking)
        .describedAs("options that no case sets to other than their default (see %s)", LACKING)
        .containsExactlyInAnyOrderElementsOf(listed(test));
  }

  private static Set<String> inCases(ModuleSpec spec) {
    Set<String> out = new TreeSet<>();
    for (ModuleCase one : CaseFile.all(spec)) {
      for (Map.Entry<Value, Value> argument : one.arguments().entries().entrySet()) {
        String name = CaseFile.plain(argument.getKey());
        Stream.of(name)
            .flatMap(n -> spec.param(n).stream())
            .filter(p -> !isDefault(p, argument.getValue()))
            .forEach(p -> out.add(name(spec, p)));
      }
    }
    return out;
  }

  /** What several modules share is one option: a case of one of them will do. */
  private static String name(ModuleSpec spec, ParamSpec option) {
    return option.group().map(Class::getSimpleName).orElse(spec.name()) + "." + option.name();
  }

  private static boolean isDefault(ParamSpec param, Value value) {
    return switch (value) {
      case Value.Text(String text) -> param.defaultText().filter(text::equals).isPresent();
      case Value.Int(long i) -> param.defaultText().filter(Long.toString(i)::equals).isPresent();
      case Value.Bool(boolean b) ->
          param.defaultText().filter(Boolean.toString(b)::equals).isPresent();
      default -> false;
    };
  }

  private static List<String> listed(Class<?> test) {
    try (InputStream in = test.getResourceAsStream(LACKING)) {
      if (in == null) {
        return new ArrayList<>();
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
