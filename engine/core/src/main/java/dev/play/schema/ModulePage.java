package dev.play.schema;

import java.util.ArrayList;
import java.util.List;

/** A module's documentation as a page of Markdown, for docs/modules. */
public final class ModulePage {
  private ModulePage() {}

  /** The page of one module. */
  public static String of(ModuleSpec spec) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(spec.name()).append("\n\n").append(text(spec.doc().summary()));
    out.append('\n');
    if (spec.doc().also().length > 0) {
      out.append("\nAlso called `").append(String.join("`, `", spec.doc().also())).append("`.\n");
    }
    if (!spec.params().isEmpty()) {
      out.append("\n| option | type | default | meaning |\n|---|---|---|---|\n");
      spec.params().forEach(param -> row(param, out));
    }
    if (spec.doc().open()) {
      out.append("\nAny other names are taken, too.\n");
    }
    groups(out, "At most one of", spec.doc().mutuallyExclusive());
    groups(out, "At least one of", spec.doc().requiredOneOf());
    groups(out, "Together", spec.doc().requiredTogether());
    groups(out, "Required where the first is the second", spec.doc().requiredIf());
    ModuleDocText.together(spec).ifPresent(text -> out.append('\n').append(text).append('\n'));
    for (String note : spec.doc().notes()) {
      out.append('\n').append(text(note)).append('\n');
    }
    if (!spec.doc().example().isBlank()) {
      // One task: only its first line begins an item.
      out.append("\n```yaml\n- ").append(spec.doc().example().strip().replace("\n", "\n  "));
      out.append("\n```\n");
    }
    return out.toString();
  }

  /** The list of all modules, with links to their pages. */
  public static String index(List<ModuleSpec> specs) {
    StringBuilder out = new StringBuilder("# Modules\n\n");
    out.append("Written by `./play doc --write docs/modules` from the modules themselves.\n\n");
    out.append("| module | options | what it does |\n|---|---|---|\n");
    for (ModuleSpec spec : specs) {
      out.append(
          "| [%s](%s.md) | %d | %s |\n"
              .formatted(
                  spec.name(), spec.name(), spec.params().size(), cell(spec.doc().summary())));
    }
    return out.toString();
  }

  private static void row(ParamSpec param, StringBuilder out) {
    List<String> meaning = new ArrayList<>();
    meaning.add(cell(param.description()));
    if (!param.choices().isEmpty()) {
      meaning.add("one of `" + String.join("`, `", param.choices()) + "`");
    }
    if (!param.aliases().isEmpty()) {
      meaning.add("also `" + String.join("`, `", param.aliases()) + "`");
    }
    if (param.secret()) {
      meaning.add("never shown");
    }
    String otherwise =
        param.required()
            ? "required"
            : param
                .defaultText()
                .filter(t -> !t.isEmpty())
                .map(t -> "`" + cell(t) + "`")
                .orElse("");
    out.append(
        "| `%s` | %s | %s | %s |\n"
            .formatted(param.name(), param.typeName(), otherwise, String.join("; ", meaning)));
  }

  private static void groups(StringBuilder out, String what, String[] groups) {
    for (String group : groups) {
      out.append('\n').append(what).append(": `");
      out.append(group.replace(",", "`, `")).append("`.\n");
    }
  }

  private static String text(String sentence) {
    return sentence.replace("<", "&lt;").replace("*", "\\*");
  }

  private static String cell(String words) {
    return text(words).replace("|", "\\|").replace("\n", " ");
  }
}
