package dev.play.testkit.hostile;

import dev.play.schema.ModuleSpec;
import dev.play.schema.ParamSpec;
import dev.play.testkit.CaseFile;
import dev.play.testkit.ModuleCase;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A module's own cases with hostile text in the place of one option's value. */
record Mutants(ModuleSpec spec, List<ModuleCase> cases) {
  private static final Set<String> NOT_TEXT = Set.of("bool", "int", "float");

  /**
   * A case with hostile text in it.
   *
   * @param option as by {@link #name}
   */
  record Mutant(String option, String name, ModuleCase one) {}

  Mutants {
    cases = List.copyOf(cases);
  }

  static Mutants of(ModuleSpec spec) {
    return new Mutants(spec, CaseFile.all(spec));
  }

  /**
   * Options to put hostile text into. Those that several modules share are tried where the cases
   * show all of them.
   */
  List<ParamSpec> options() {
    return texts().stream()
        .filter(
            p ->
                p.group().isEmpty()
                    || texts().stream()
                        .filter(o -> o.group().equals(p.group()))
                        .noneMatch(o -> shows(o).isEmpty()))
        .toList();
  }

  /** Options that can hold any text: neither numbers nor one of a few words. */
  List<ParamSpec> texts() {
    return spec.params().stream()
        .filter(p -> p.choices().isEmpty() && !NOT_TEXT.contains(p.typeName()))
        .toList();
  }

  /** {@code MODULE.OPTION}, or {@code RECORD.OPTION} where several modules share it. */
  String name(ParamSpec option) {
    return option.group().map(Class::getSimpleName).orElse(spec.name()) + "." + option.name();
  }

  /** Cases that show what an option does; those that change something come first. */
  List<ModuleCase> shows(ParamSpec option) {
    return cases.stream()
        .filter(c -> argument(c, option).isPresent())
        .sorted(Comparator.comparingInt(c -> rank(c.expected().status())))
        .toList();
  }

  private static int rank(String status) {
    return switch (status) {
      case "changed" -> 0;
      case "same" -> 1;
      case "refused" -> 3;
      default -> 2;
    };
  }

  private Optional<Map.Entry<Value, Value>> argument(ModuleCase one, ParamSpec option) {
    return one.arguments().entries().entrySet().stream()
        .filter(a -> spec.param(CaseFile.plain(a.getKey())).equals(Optional.of(option)))
        .findFirst();
  }

  /**
   * An option's cases with each of the texts in each place that holds text.
   *
   * @param most cases
   * @param again whether it may do its work again and again
   */
  List<Mutant> of(ParamSpec option, List<String> texts, int most, boolean again) {
    List<Mutant> out = new ArrayList<>();
    for (ModuleCase one : shows(option).stream().limit(most).toList()) {
      texts.forEach(text -> out.addAll(of(option, text, one, again)));
    }
    return out;
  }

  private List<Mutant> of(ParamSpec option, String text, ModuleCase one, boolean again) {
    Map.Entry<Value, Value> argument = argument(one, option).orElseThrow();
    String placed = option.typeName().contains("path") && !text.startsWith("-") ? "ROOT/" : "";
    List<Mutant> out = new ArrayList<>();
    for (Leaves.Changed changed : Leaves.with(argument.getValue(), placed + text)) {
      String name = option.name() + changed.place() + ": " + visible(text);
      String written = CaseFile.plain(argument.getKey());
      out.add(new Mutant(name(option), name, mutated(one, name, written, changed.value(), again)));
    }
    return out;
  }

  private static String visible(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }

  private static ModuleCase mutated(
      ModuleCase one, String name, String option, Value value, boolean again) {
    return new ModuleCase(
        one.name() + ", with " + name,
        ModuleCase.Where.ROOT,
        one.given(),
        one.prepare(),
        one.environment(),
        one.controller(),
        one.arguments().with(option, value),
        ModuleCase.Expected.whatever(),
        again ? "changed" : one.again(),
        false);
  }
}
