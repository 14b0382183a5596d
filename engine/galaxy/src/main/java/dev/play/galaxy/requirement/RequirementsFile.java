package dev.play.galaxy.requirement;

import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads requirements.yml: a list of roles, or {@code roles:} and {@code collections:} (Ansible's
 * galaxy user guide, "Installing roles and collections from the same requirements.yml file").
 */
public final class RequirementsFile {
  private static final List<String> ROLE_KEYS =
      List.of("src", "role", "scm", "version", "name", "include", "type");
  private static final List<String> COLLECTION_KEYS =
      List.of("name", "version", "source", "type", "signatures");

  private final YamlFiles yaml;
  private final Diagnostics problems;
  private final Set<Path> reading = new HashSet<>();
  private final List<Requirement> found = new ArrayList<>();

  /**
   * @param problems where mistakes go
   */
  public RequirementsFile(YamlFiles yaml, Diagnostics problems) {
    this.yaml = yaml;
    this.problems = problems;
  }

  /** All that a file asks for, with what it includes. */
  public List<Requirement> read(Path file) {
    load(file);
    return List.copyOf(found);
  }

  private void load(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (!reading.add(absolute)) {
      problems.error(Span.none(yaml.nameOf(file)), yaml.nameOf(file) + " includes itself");
      return;
    }
    YamlFile loaded = yaml.load(file);
    loaded.problems().forEach(problems::add);
    loaded.root().ifPresent(root -> document(root, absolute));
    reading.remove(absolute);
  }

  private void document(Node root, Path file) {
    switch (root) {
      case Node.Sequence(var span, List<Node> items) -> items.forEach(item -> role(item, file));
      case Node.Mapping mapping -> {
        for (Node.Entry entry : mapping.entries()) {
          switch (entry.name()) {
            case "roles" -> items(entry).forEach(item -> role(item, file));
            case "collections" -> items(entry).forEach(this::collection);
            default -> unknown(entry, List.of("roles", "collections"), "a requirements file");
          }
        }
      }
      case Node.Scalar scalar when scalar.isNull() -> {
        // An empty file asks for nothing.
      }
      case Node.Scalar scalar ->
          problems.error(
              scalar.span(),
              "a requirements file is a list of roles, or has the keys roles and collections");
    }
  }

  private List<Node> items(Node.Entry entry) {
    if (entry.value() instanceof Node.Sequence(var span, List<Node> items)) {
      return items;
    }
    if (!(entry.value() instanceof Node.Scalar scalar && scalar.isNull())) {
      problems.error(entry.value().span(), entry.name() + " must be a list");
    }
    return List.of();
  }

  private void unknown(Node.Entry entry, List<String> known, String what) {
    String message = entry.name() + " is no key of " + what;
    Optional<String> near = NearName.of(entry.name(), known);
    if (near.isPresent()) {
      problems.error(entry.key().span(), message, "did you mean " + near.get() + "?");
    } else {
      problems.error(entry.key().span(), message, "there are " + String.join(", ", known));
    }
  }

  private void role(Node node, Path file) {
    switch (node) {
      case Node.Scalar scalar when !scalar.isNull() ->
          found.add(RequirementText.role(scalar.text(), scalar.span()));
      case Node.Mapping mapping when mapping.has("include") ->
          text(mapping, "include", problems)
              .ifPresent(name -> load(file.resolveSibling(name.strip())));
      case Node.Mapping mapping -> {
        mapping.entries().stream()
            .filter(entry -> !ROLE_KEYS.contains(entry.name()))
            .forEach(entry -> unknown(entry, ROLE_KEYS, "a role"));
        roleOf(mapping, problems).ifPresent(found::add);
      }
      default -> problems.error(node.span(), "a role is a name, a source, or a dictionary");
    }
  }

  /**
   * A dependency of a role as a dictionary, which may hold keywords and parameters too. What is
   * wrong with it is told when the role is used.
   */
  public static Optional<Requirement> dependency(Node.Mapping mapping) {
    List<Node.Entry> own =
        mapping.entries().stream().filter(entry -> ROLE_KEYS.contains(entry.name())).toList();
    Node.Mapping plain = new Node.Mapping(mapping.span(), own, List.of());
    return roleOf(plain, new Diagnostics());
  }

  private static Optional<Requirement> roleOf(Node.Mapping mapping, Diagnostics problems) {
    Optional<String> source =
        text(mapping, "src", problems)
            .or(() -> text(mapping, "role", problems))
            .or(() -> text(mapping, "name", problems));
    if (source.isEmpty()) {
      problems.error(mapping.span(), "a role needs src or name");
      return Optional.empty();
    }
    Requirement plain = RequirementText.role(source.get(), mapping.span());
    String scm = text(mapping, "scm", problems).orElse("");
    if (!scm.isEmpty() && !scm.equals("git")) {
      problems.error(mapping.span(), "play gets roles by git, not by " + scm);
      return Optional.empty();
    }
    Origin origin =
        scm.equals("git")
            ? RequirementText.git(source.get().split(",", 2)[0])
            : typed(plain.origin(), source.get().split(",", 2)[0], mapping, problems);
    Optional<String> name = text(mapping, "name", problems).filter(n -> !n.equals(source.get()));
    return Optional.of(
        new Requirement(
            ContentKind.ROLE,
            name.or(plain::name),
            origin,
            text(mapping, "version", problems).or(plain::version),
            mapping.span()));
  }

  private static Origin typed(
      Origin usual, String source, Node.Mapping mapping, Diagnostics problems) {
    return switch (text(mapping, "type", problems).orElse("")) {
      case "" -> usual;
      case "git" -> RequirementText.git(source);
      case "url", "file" -> new Origin.Archive(source);
      case "dir", "subdirs" -> new Origin.Directory(source);
      case "galaxy" -> new Origin.Server(source, text(mapping, "source", problems));
      default -> {
        problems.error(
            mapping.span(),
            "there is no type " + text(mapping, "type", problems).orElse(""),
            "there are git, url, file, dir, subdirs and galaxy");
        yield usual;
      }
    };
  }

  private void collection(Node node) {
    switch (node) {
      case Node.Scalar scalar when !scalar.isNull() ->
          found.add(RequirementText.collection(scalar.text(), scalar.span()));
      case Node.Mapping mapping -> collectionOf(mapping).ifPresent(found::add);
      default -> problems.error(node.span(), "a collection is a name, or a dictionary");
    }
  }

  private Optional<Requirement> collectionOf(Node.Mapping mapping) {
    mapping.entries().stream()
        .filter(entry -> !COLLECTION_KEYS.contains(entry.name()))
        .forEach(entry -> unknown(entry, COLLECTION_KEYS, "a collection"));
    if (mapping.has("signatures")) {
      problems.error(
          mapping.entry("signatures").orElseThrow().key().span(),
          "play does not check signatures of collections; its lock file holds their digests");
    }
    Optional<String> name = text(mapping, "name", problems);
    Optional<String> source = text(mapping, "source", problems);
    Optional<String> version = text(mapping, "version", problems).filter(v -> !v.equals("*"));
    boolean named = name.filter(n -> RequirementText.COLLECTION.matcher(n).matches()).isPresent();
    if (name.isEmpty() && source.isEmpty()) {
      problems.error(mapping.span(), "a collection needs a name");
      return Optional.empty();
    }
    String where = named ? source.orElse("") : name.or(() -> source).orElse("");
    boolean server =
        named && List.of("", "galaxy").contains(text(mapping, "type", problems).orElse(""));
    boolean direct = server && source.isPresent() && isNoServer(source.get());
    Origin origin =
        server && !direct
            ? new Origin.Server(name.get(), source)
            : typed(RequirementText.origin(where, Optional.empty()), where, mapping, problems);
    if (!server && where.isEmpty()) {
      problems.error(mapping.span(), "a collection of this type needs source");
      return Optional.empty();
    }
    return Optional.of(
        new Requirement(
            ContentKind.COLLECTION,
            named ? name : Optional.empty(),
            origin,
            version,
            mapping.span()));
  }

  /** A source that can only be git's or an archive, though no type says so. */
  private static boolean isNoServer(String source) {
    return source.startsWith("git+")
        || source.startsWith("git@")
        || source.endsWith(".git")
        || source.endsWith(".tar.gz");
  }

  private static Optional<String> text(Node.Mapping mapping, String key, Diagnostics problems) {
    Optional<Node> value = mapping.get(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Node.Scalar scalar) {
      return scalar.value() instanceof Value.None || scalar.text().isBlank()
          ? Optional.empty()
          : Optional.of(scalar.text().strip());
    }
    problems.error(value.get().span(), key + " must be text");
    return Optional.empty();
  }
}
