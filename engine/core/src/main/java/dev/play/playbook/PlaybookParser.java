package dev.play.playbook;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads playbooks and lists of roles. */
public final class PlaybookParser {
  private final Diagnostics problems;
  private final KeywordReader keywordReader;
  private final TaskParser tasks;

  public PlaybookParser(ModuleNames modules, Diagnostics problems) {
    this.problems = problems;
    this.keywordReader = new KeywordReader(problems);
    this.tasks = new TaskParser(modules, problems);
  }

  /** A playbook's plays and imports. */
  public List<PlaybookItem> playbook(YamlFile file) {
    if (file.root().isEmpty()) {
      if (file.problems().isEmpty()) {
        problems.error(new Span(file.name(), 1, 1, 1), "A playbook must contain at least one play");
      }
      return List.of();
    }
    if (!(file.root().get() instanceof Node.Sequence list)) {
      problems.error(
          file.root().get().span(),
          "a playbook is a list of plays, not " + file.root().get().kind(),
          "begin each play with a dash, as in `- hosts: all`");
      return List.of();
    }
    if (list.items().isEmpty()) {
      problems.error(list.span(), "A playbook must contain at least one play");
    }
    List<PlaybookItem> items = new ArrayList<>();
    for (Node item : list.items()) {
      if (item instanceof Node.Mapping mapping) {
        item(mapping).ifPresent(items::add);
      } else {
        problems.error(item.span(), "a play must be a dictionary, not " + item.kind());
      }
    }
    return items;
  }

  private Optional<PlaybookItem> item(Node.Mapping mapping) {
    Optional<Node.Entry> imported =
        mapping
            .entry("import_playbook")
            .or(() -> mapping.entry("ansible.builtin.import_playbook"))
            .or(() -> mapping.entry("ansible.legacy.import_playbook"));
    if (imported.isPresent()) {
      return importPlaybook(mapping, imported.get());
    }
    return Optional.of(play(mapping));
  }

  private Optional<PlaybookItem> importPlaybook(Node.Mapping mapping, Node.Entry imported) {
    KeywordReader.Read read = keywordReader.read(mapping, Keyword.In.IMPORT);
    List<Node.Entry> unknown =
        read.rest().stream().filter(e -> !e.name().endsWith(".import_playbook")).toList();
    keywordReader.unknown(unknown, Keyword.In.IMPORT);
    if (imported.value() instanceof Node.Scalar file && !file.isNull()) {
      return Optional.of(new PlaybookItem.Import(mapping.span(), read.keywords(), file));
    }
    problems.error(imported.value().span(), "import_playbook needs the name of a file");
    return Optional.empty();
  }

  private PlaybookItem play(Node.Mapping mapping) {
    KeywordReader.Read read = keywordReader.read(mapping, Keyword.In.PLAY);
    KeywordMap keywords = keywordReader.meant(read.keywords(), read.rest(), Keyword.In.PLAY);
    if (!mapping.has("hosts") && looksLikeTask(read)) {
      problems.error(
          mapping.span(),
          firstUnknown(read) + " is not a valid attribute for a Play",
          "this looks like a task, but a playbook is a list of plays: put it under `tasks:` of a"
              + " play with `hosts:`");
    } else {
      keywordReader.unknown(read.rest(), Keyword.In.PLAY);
      hosts(mapping, keywords);
    }
    if (keywords.has(Keyword.USER) && keywords.has(Keyword.REMOTE_USER)) {
      problems.error(
          keywords.span(Keyword.USER).orElse(mapping.span()),
          "both 'user' and 'remote_user' are set for this play.",
          "The use of 'user' is deprecated, and should be removed");
    }
    return new PlaybookItem.Play(
        mapping.span(),
        keywords,
        roles(keywords.get(Keyword.ROLES)),
        tasks.tasks(keywords.get(Keyword.PRE_TASKS), false),
        tasks.tasks(keywords.get(Keyword.TASKS), false),
        tasks.tasks(keywords.get(Keyword.POST_TASKS), false),
        tasks.tasks(keywords.get(Keyword.HANDLERS), true));
  }

  private static boolean looksLikeTask(KeywordReader.Read read) {
    return read.rest().stream().anyMatch(e -> !Keyword.isKeyword(e.name()))
        && !read.keywords().has(Keyword.TASKS)
        && !read.keywords().has(Keyword.ROLES);
  }

  private static String firstUnknown(KeywordReader.Read read) {
    return read.rest().stream()
        .map(Node.Entry::name)
        .filter(name -> !Keyword.isKeyword(name))
        .findFirst()
        .map(name -> "'" + name + "'")
        .orElse("this");
  }

  private void hosts(Node.Mapping mapping, KeywordMap keywords) {
    Optional<Node> hosts = keywords.get(Keyword.HOSTS);
    boolean none =
        hosts.isEmpty()
            || (hosts.get() instanceof Node.Scalar scalar && scalar.text().isBlank())
            || (hosts.get() instanceof Node.Sequence list && list.items().isEmpty());
    boolean wrongType = hosts.isEmpty() && mapping.get("hosts").isPresent();
    if (none && !(wrongType && mapping.get("hosts").get() instanceof Node.Mapping)) {
      problems.error(
          mapping.span(),
          hosts.isPresent()
              ? "Hosts list cannot be empty. Please check your playbook"
              : "this play does not say which hosts it is for");
    }
  }

  /** The {@code roles} of a play or the {@code dependencies} of a role. */
  public List<RoleUse> roles(Optional<Node> node) {
    if (node.isEmpty() || (node.get() instanceof Node.Scalar scalar && scalar.isNull())) {
      return List.of();
    }
    if (!(node.get() instanceof Node.Sequence list)) {
      problems.error(node.get().span(), "a list of roles is wanted, not " + node.get().kind());
      return List.of();
    }
    List<RoleUse> uses = new ArrayList<>();
    for (Node item : list.items()) {
      switch (item) {
        case Node.Scalar name when name.text().contains(",") ->
            problems.error(name.span(), "Invalid old style role requirement: " + name.text());
        case Node.Scalar name when !name.isNull() ->
            uses.add(new RoleUse(name.span(), name, KeywordMap.NONE, List.of()));
        case Node.Mapping mapping -> role(mapping).ifPresent(uses::add);
        default -> problems.error(item.span(), "a role is a name or a dictionary");
      }
    }
    return uses;
  }

  /** The {@code apply} of an include: keywords of a block. */
  public KeywordMap applied(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.error(node.span(), "apply must be a dictionary of keywords, not " + node.kind());
      return KeywordMap.NONE;
    }
    KeywordReader.Read read = keywordReader.read(mapping, Keyword.In.BLOCK);
    keywordReader.unknown(read.rest(), Keyword.In.BLOCK);
    return read.keywords();
  }

  private Optional<RoleUse> role(Node.Mapping mapping) {
    KeywordReader.Read read = keywordReader.read(mapping, Keyword.In.ROLE);
    Optional<Node.Scalar> name =
        read.keywords()
            .scalar(Keyword.ROLE_)
            .or(() -> read.keywords().scalar(Keyword.NAME))
            .or(() -> source(mapping));
    if (name.isEmpty()) {
      problems.error(mapping.span(), "this role has no name", "write `- role: NAME`");
      return Optional.empty();
    }
    return Optional.of(new RoleUse(mapping.span(), name.get(), read.keywords(), read.rest()));
  }

  /** A galaxy requirement among the dependencies: {@code src: owner.role}. */
  private static Optional<Node.Scalar> source(Node.Mapping mapping) {
    return mapping.get("src").filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
  }
}
