package dev.play.lint.rule;

import dev.play.lint.Findings;
import dev.play.lint.seen.FileKind;
import dev.play.lint.seen.RoleSeen;
import dev.play.lint.seen.SourceFile;
import dev.play.source.Span;
import dev.play.yaml.Node;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Rules for roles as a whole. */
public final class RoleRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private RoleRules() {}

  /** role-name. */
  public static void name(RoleSeen role, Findings findings) {
    for (SourceFile file : role.files()) {
      if (file.kind() == FileKind.ROLE_META
          && file.yaml().root().orElse(null) instanceof Node.Mapping meta
          && meta.get("galaxy_info").orElse(null) instanceof Node.Mapping info
          && info.get("role_name").orElse(null) instanceof Node.Scalar name) {
        told(name.text(), name.span(), findings);
        return;
      }
    }
    Path parent = role.path().getParent();
    // The directory of a checkout is called as its owner likes.
    if (parent != null && parent.endsWith("roles") && !role.files().isEmpty()) {
      told(role.name(), Span.none(role.files().getFirst().name()), findings);
    }
  }

  private static void told(String name, Span span, Findings findings) {
    // OWNER.ROLE, as galaxies have it.
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (!NAME.matcher(last).matches()) {
      findings.at(
          span,
          "no good name for a role: " + name,
          "lower case letters, digits and _, as collections want it");
    }
  }
}
