package dev.play.schema;

import java.util.Locale;
import java.util.Optional;

/** A module's documentation as text, for {@code play doc}. */
public final class ModuleDocText {
  private ModuleDocText() {}

  public static String of(ModuleSpec spec) {
    StringBuilder out = new StringBuilder();
    out.append(spec.name()).append(": ").append(spec.doc().summary()).append('\n');
    if (spec.doc().also().length > 0) {
      out.append("also: ").append(String.join(", ", spec.doc().also())).append('\n');
    }
    if (!spec.params().isEmpty()) {
      out.append("\narguments:\n");
      spec.params().forEach(param -> param(param, out));
    }
    groups(out, "at most one of", spec.doc().mutuallyExclusive());
    groups(out, "at least one of", spec.doc().requiredOneOf());
    groups(out, "together", spec.doc().requiredTogether());
    groups(out, "required if", spec.doc().requiredIf());
    together(spec).ifPresent(text -> out.append("\nnote: ").append(text).append('\n'));
    for (String note : spec.doc().notes()) {
      out.append("\nnote: ").append(note).append('\n');
    }
    if (!spec.doc().example().isBlank()) {
      out.append("\nexample:\n");
      spec.doc().example().strip().lines().forEach(l -> out.append("  ").append(l).append('\n'));
    }
    return out.toString();
  }

  /** What loops over the module may count on. */
  static Optional<String> together(ModuleSpec spec) {
    return Optional.of(spec.doc().together())
        .filter(list -> !list.isEmpty())
        .map(list -> "Items of a loop that differ in " + list + " only are done as one.");
  }

  private static void param(ParamSpec param, StringBuilder out) {
    out.append("  ").append(param.name());
    boolean required = param.required();
    out.append(required ? " (required)" : "");
    out.append("\n      ").append(param.description()).append('\n');
    if (!param.aliases().isEmpty()) {
      out.append("      aliases: ").append(String.join(", ", param.aliases())).append('\n');
    }
    if (!param.choices().isEmpty()) {
      out.append("      choices: ").append(String.join(", ", param.choices())).append('\n');
    }
    Optional<String> otherwise = param.defaultText().filter(text -> !text.isEmpty());
    otherwise.ifPresent(text -> out.append("      default: ").append(text).append('\n'));
  }

  private static void groups(StringBuilder out, String what, String[] groups) {
    for (String group : groups) {
      out.append("\n").append(what.toLowerCase(Locale.ROOT)).append(": ");
      out.append(group.replace(",", ", ")).append('\n');
    }
  }
}
