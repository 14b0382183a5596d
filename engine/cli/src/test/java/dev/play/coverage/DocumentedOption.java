package dev.play.coverage;

import dev.play.schema.ModuleSpec;
import dev.play.schema.ParamSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Ansible documents of an option: a line of compat/documented-options.
 *
 * @param owner the module's full name there
 * @param module its name here
 * @param standard the default as text; empty when there is none
 */
public record DocumentedOption(
    String owner,
    String module,
    String name,
    List<String> aliases,
    String type,
    boolean required,
    String standard,
    List<String> choices) {

  public static List<DocumentedOption> all(Path file) throws IOException {
    List<DocumentedOption> out = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] f = line.split("\t", -1);
      out.add(
          new DocumentedOption(
              f[0], f[1], f[2], words(f[3]), f[4], !f[5].isEmpty(), f[6], words(f[7])));
    }
    return out;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  /** The names by which differences are told: the option's own, or {@code OPTION.FACT}. */
  public List<Difference> differences(ModuleSpec spec) {
    Optional<ParamSpec> found = spec.param(name);
    if (found.isEmpty()) {
      return List.of(new Difference(module, name, "is not there"));
    }
    ParamSpec own = found.get();
    List<Difference> out = new ArrayList<>();
    for (String alias : aliases) {
      if (spec.param(alias).filter(own::equals).isEmpty()) {
        out.add(new Difference(module, name + ".alias", "lacks the alias " + alias));
      }
    }
    if (required != own.required() && !own.freeForm()) {
      out.add(
          new Difference(
              module, name + ".required", required ? "is required there" : "is required here"));
    }
    String mine = own.defaultText().orElse("");
    if (!required && !same(standard, mine, type)) {
      out.add(new Difference(module, name + ".default", "'" + standard + "', here '" + mine + "'"));
    }
    Set<String> missing = new HashSet<>(choices.stream().map(DocumentedOption::choice).toList());
    own.choices().forEach(c -> missing.remove(choice(c)));
    boolean free = own.choices().isEmpty();
    if (!missing.isEmpty() && !free && !type.equals("bool")) {
      out.add(new Difference(module, name + ".choices", "lacks " + missing));
    }
    if (choices.isEmpty() && !free && !type.equals("bool")) {
      out.add(new Difference(module, name + ".choices", "has choices here only"));
    }
    if (!kind(type).equals(kind(own.typeName())) && !isAny(own.typeName()) && !isAny(type)) {
      out.add(new Difference(module, name + ".type", type + ", here " + own.typeName()));
    }
    return out;
  }

  private static String choice(String text) {
    return text.replace('_', '-').toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean isAny(String type) {
    return type.equals("raw") || type.equals("any");
  }

  /** Paths and modes are texts with a meaning; so are dictionaries within lists what they hold. */
  private static String kind(String type) {
    String element = type.replaceFirst("^list of ", "");
    String plain =
        Arrays.asList("path", "mode", "raw", "any", "sid", "jsonarg").contains(element)
            ? "str"
            : element;
    return type.startsWith("list of ") ? "list of " + plain : plain;
  }

  private static boolean isTrue(String text) {
    return List.of("true", "yes", "True").contains(text);
  }

  private static boolean same(String theirs, String ours, String type) {
    if (type.equals("bool")) {
      return isTrue(theirs) == isTrue(ours);
    }
    return theirs.equals(ours) || theirs.isEmpty() && ours.equals("{}");
  }
}
