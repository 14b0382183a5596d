package dev.play.lint.rule;

import dev.play.lint.Findings;
import dev.play.lint.seen.FileKind;
import dev.play.lint.seen.RoleSeen;
import dev.play.lint.seen.Scalars;
import dev.play.lint.seen.SourceFile;
import dev.play.source.Span;
import dev.play.yaml.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules for what a role has and does not use. They keep still where a name may be put together:
 * what they tell is sure to be in no text of the role, but others may use it.
 */
public final class UnusedRules {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Where names of variables may be put together. */
  private static final Pattern COMPOSED =
      Pattern.compile(
          "\\bvars\\s*\\[|hostvars|varnames|(lookup|query|q)\\(\\s*['\"]([a-z.]+\\.)?vars['\"]");

  private static final long LARGEST = 1 << 20;

  private UnusedRules() {}

  /** unused[variable]. */
  public static void variables(RoleSeen role, Findings findings) {
    List<String> texts = new ArrayList<>();
    role.files().forEach(file -> values(file).forEach(scalar -> texts.add(scalar.text())));
    below(role.path(), List.of("templates", "files")).forEach(file -> texts.add(text(file)));
    if (texts.stream().anyMatch(text -> COMPOSED.matcher(text).find())) {
      return;
    }
    Set<String> words = new HashSet<>();
    texts.forEach(text -> words(text, words));
    for (SourceFile file : role.files()) {
      if (isOwnVariables(file) && file.yaml().root().orElse(null) instanceof Node.Mapping map) {
        map.entries().stream()
            .filter(entry -> !words.contains(entry.name()) && !entry.name().startsWith("ansible_"))
            .forEach(
                entry ->
                    findings.at(
                        entry.key().span(),
                        "nothing in this role uses " + entry.name(),
                        "remove it, unless others read it"));
      }
    }
  }

  private static boolean isOwnVariables(SourceFile file) {
    return file.kind() == FileKind.VARIABLES
        && file.role()
            .map(role -> role.resolve("defaults"))
            .filter(file.path()::startsWith)
            .isPresent();
  }

  private static List<Node.Scalar> values(SourceFile file) {
    return file.yaml()
        .root()
        .map(
            root -> file.kind() == FileKind.VARIABLES ? Scalars.in(root) : Scalars.withKeysIn(root))
        .orElse(List.of());
  }

  private static void words(String text, Set<String> words) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
  }

  /** unused[handler]. */
  public static void handlers(RoleSeen role, Findings findings) {
    Set<String> notified = new HashSet<>();
    List<Node.Mapping> handlers = new ArrayList<>();
    for (SourceFile file : role.files()) {
      for (Node.Mapping mapping : file.mappings().values()) {
        mapping
            .get("notify")
            .ifPresent(node -> Scalars.in(node).forEach(text -> notified.add(text.text())));
      }
      if (file.kind() == FileKind.HANDLERS
          && file.yaml().root().orElse(null) instanceof Node.Sequence list) {
        list.items().stream()
            .filter(Node.Mapping.class::isInstance)
            .map(Node.Mapping.class::cast)
            .forEach(handlers::add);
      }
    }
    if (notified.stream().anyMatch(text -> text.contains("{{"))) {
      return;
    }
    for (Node.Mapping handler : handlers) {
      List<Node.Scalar> names = new ArrayList<>();
      handler.get("name").ifPresent(node -> names.addAll(Scalars.texts(node)));
      handler.get("listen").ifPresent(node -> names.addAll(Scalars.texts(node)));
      boolean unused =
          !names.isEmpty()
              && names.stream().noneMatch(name -> notified.contains(name.text()))
              && names.stream().noneMatch(Scalars::isTemplate);
      if (unused) {
        findings.at(
            names.getFirst().span(),
            "nothing in this role notifies " + names.getFirst().text(),
            "remove it, unless others notify it");
      }
    }
  }

  /** unused[file]. */
  public static void files(RoleSeen role, Findings findings) {
    List<String> texts =
        role.files().stream()
            .flatMap(file -> values(file).stream())
            .map(Node.Scalar::text)
            .toList();
    List<Pattern> globs =
        texts.stream()
            .filter(t -> t.contains("{{") && t.length() < 500)
            .map(UnusedRules::glob)
            .toList();
    List<Path> all = below(role.path(), List.of("templates", "files"));
    List<String> contents = new ArrayList<>();
    all.forEach(file -> contents.add(text(file)));
    for (Path file : all) {
      if (!isNamed(role.path().relativize(file), texts, globs, contents)) {
        findings.at(
            Span.none(role.files().getFirst().name()),
            "nothing in this role names " + role.path().relativize(file),
            "remove it, unless others use it");
      }
    }
  }

  /** By its name, by that of a directory above it, or by what a template may come to. */
  private static boolean isNamed(
      Path relative, List<String> texts, List<Pattern> globs, List<String> contents) {
    for (int i = relative.getNameCount() - 1; i > 0; i--) {
      String part = relative.getName(i).toString();
      String plain = part.endsWith(".j2") ? part.substring(0, part.length() - 3) : part;
      String below = relative.subpath(1, i + 1).toString();
      if (texts.stream().anyMatch(t -> t.contains(plain))
          || contents.stream().anyMatch(t -> t.contains(part))
          || globs.stream()
              .anyMatch(g -> g.matcher(part).matches() || g.matcher(below).matches())) {
        return true;
      }
    }
    return false;
  }

  /** What a text with templates may come to; one that is a template alone says nothing. */
  private static Pattern glob(String text) {
    String[] parts = text.split("\\{\\{.*?\\}\\}|\\{%.*?%\\}", -1);
    StringBuilder out = new StringBuilder();
    boolean any = false;
    for (int i = 0; i < parts.length; i++) {
      out.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
      any |= !parts[i].isBlank();
    }
    return Pattern.compile(any ? out.toString() : "(?!)");
  }

  private static List<Path> below(Path role, List<String> parts) {
    List<Path> found = new ArrayList<>();
    for (String part : parts) {
      Path directory = role.resolve(part);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> all = Files.walk(directory)) {
          all.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .forEach(found::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.size(file) > LARGEST
          ? ""
          : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
