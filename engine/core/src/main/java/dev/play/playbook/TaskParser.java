package dev.play.playbook;

import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of tasks and blocks. */
public final class TaskParser {
  private static final int NESTING_LIMIT = 100;

  private final ModuleNames modules;
  private final Diagnostics problems;
  private final KeywordReader keywordReader;
  private final ModuleCallParser calls;
  private int depth;

  public TaskParser(ModuleNames modules, Diagnostics problems) {
    this.modules = modules;
    this.problems = problems;
    this.keywordReader = new KeywordReader(problems);
    this.calls = new ModuleCallParser(problems);
  }

  /** A file's or a keyword's list of tasks; nothing at all is an empty list. */
  public List<TaskItem> tasks(Optional<Node> node, boolean handlers) {
    if (node.isEmpty()) {
      return List.of();
    }
    return switch (node.get()) {
      case Node.Sequence list -> {
        List<TaskItem> items = new ArrayList<>();
        for (Node item : list.items()) {
          task(item, handlers).ifPresent(items::add);
        }
        yield items;
      }
      case Node.Scalar scalar when scalar.isNull() -> List.of();
      case Node.Mapping mapping -> {
        problems.error(
            mapping.span(),
            "a list of tasks is wanted here, not a dictionary",
            mapping.has("hosts")
                ? "this looks like a play; a file of tasks holds tasks only"
                : "begin each task with a dash");
        yield List.of();
      }
      case Node.Scalar scalar -> {
        problems.error(scalar.span(), "a list of tasks is wanted here, not text");
        yield List.of();
      }
    };
  }

  private Optional<TaskItem> task(Node node, boolean handlers) {
    if (!(node instanceof Node.Mapping mapping)) {
      if (!(node instanceof Node.Scalar scalar && scalar.isNull())) {
        problems.error(
            node.span(), "a task must be a dictionary, not " + node.kind(), taskHint(node));
      }
      return Optional.empty();
    }
    if (mapping.has("block") || mapping.has("rescue") || mapping.has("always")) {
      return block(mapping, handlers);
    }
    if (mapping.entries().isEmpty()) {
      problems.error(mapping.span(), "this task is empty");
      return Optional.empty();
    }
    return single(mapping, handlers ? Keyword.In.HANDLER : Keyword.In.TASK);
  }

  private static String taskHint(Node node) {
    return node instanceof Node.Scalar scalar && scalar.text().contains("=")
        ? "a `:` is missing after the module's name"
        : "write `- MODULE: ARGUMENTS`";
  }

  private Optional<TaskItem> block(Node.Mapping mapping, boolean handlers) {
    if (handlers && depth > 0) {
      problems.error(
          mapping.span(),
          "Using a block as a handler is not supported.",
          "only a handler's own tasks may stand in one block");
    }
    KeywordReader.Read read = keywordReader.read(mapping, Keyword.In.BLOCK);
    List<Node.Entry> unknown = new ArrayList<>();
    for (Node.Entry entry : read.rest()) {
      if (handlers && entry.name().equals("listen")) {
        problems.error(entry.key().span(), "a block cannot listen", "let its tasks listen");
      } else if (modules.isModule(entry.name())) {
        problems.error(
            entry.key().span(),
            "a block cannot call " + entry.name() + " itself",
            "make it a task of the block, one level further in");
      } else {
        unknown.add(entry);
      }
    }
    keywordReader.unknown(unknown, Keyword.In.BLOCK);
    KeywordMap keywords = keywordReader.meant(read.keywords(), unknown, Keyword.In.BLOCK);
    if (!mapping.has("block")) {
      problems.error(mapping.span(), "rescue and always need a block beside them");
    }
    if (++depth > NESTING_LIMIT) {
      problems.error(mapping.span(), "blocks are nested more than " + NESTING_LIMIT + " deep");
      depth--;
      return Optional.empty();
    }
    TaskItem block =
        new TaskItem.Block(
            mapping.span(),
            keywords,
            tasks(keywords.get(Keyword.BLOCK_), handlers),
            tasks(keywords.get(Keyword.RESCUE), handlers),
            tasks(keywords.get(Keyword.ALWAYS), handlers));
    depth--;
    return Optional.of(block);
  }

  private Optional<TaskItem> single(Node.Mapping mapping, Keyword.In place) {
    KeywordReader.Read read = keywordReader.read(mapping, place);
    List<Node.Entry> candidates = new ArrayList<>();
    List<Node.Entry> loops = new ArrayList<>();
    for (Node.Entry entry : read.rest()) {
      (entry.name().startsWith("with_") ? loops : candidates).add(entry);
    }
    KeywordMap keywords = keywordReader.meant(read.keywords(), misspelt(candidates), place);
    Optional<Node> loop = keywords.get(Keyword.LOOP);
    Optional<String> lookup = Optional.empty();
    if (!loops.isEmpty()) {
      if (loops.size() > 1 || read.keywords().has(Keyword.LOOP)) {
        problems.error(loops.getLast().key().span(), "a task can have one loop only");
      }
      lookup = Optional.of(loops.getFirst().name().substring("with_".length()));
      loop = Optional.of(loops.getFirst().value());
    }
    Optional<ModuleCall> call = call(mapping.span(), read.keywords(), candidates, place);
    Optional<String> with = lookup;
    Optional<Node> items = loop;
    return call.map(c -> new TaskItem.Task(mapping.span(), keywords, c, with, items));
  }

  /** What is no module, beside a module or where it looks like a keyword only. */
  private List<Node.Entry> misspelt(List<Node.Entry> candidates) {
    return candidates.stream()
        .filter(
            c -> !modules.isModule(c.name()) && NearName.of(c.name(), modules.known()).isEmpty())
        .toList();
  }

  private Optional<ModuleCall> call(
      Span task, KeywordMap keywords, List<Node.Entry> candidates, Keyword.In place) {
    Optional<Node.Entry> action = action(keywords);
    List<Node.Entry> known = candidates.stream().filter(c -> modules.isModule(c.name())).toList();
    if (action.isPresent()) {
      known.forEach(k -> problems.error(k.key().span(), "a task calls one module only"));
      keywordReader.unknown(candidates.stream().filter(c -> !known.contains(c)).toList(), place);
      return calls.byAction(action.get(), keywords);
    }
    if (!known.isEmpty()) {
      Node.Entry first = known.getFirst();
      for (Node.Entry second : known.subList(1, known.size())) {
        problems.error(
            second.key().span(),
            "this task calls " + first.name() + " already",
            "a task calls one module only; begin another task with a dash");
      }
      keywordReader.unknown(candidates.stream().filter(c -> !known.contains(c)).toList(), place);
      return calls.byName(first, keywords);
    }
    if (candidates.isEmpty()) {
      problems.error(task, "this task calls no module");
    } else {
      // The task stays, so that what it registers is known to the checks that follow.
      return unknownModule(candidates, place).flatMap(module -> calls.byName(module, keywords));
    }
    return Optional.empty();
  }

  private static Optional<Node.Entry> action(KeywordMap keywords) {
    Node.Entry action = keywords.all().get(Keyword.ACTION);
    return Optional.ofNullable(action == null ? keywords.all().get(Keyword.LOCAL_ACTION) : action);
  }

  /** With one candidate it is the module; with several, the first that is near to no keyword. */
  private Optional<Node.Entry> unknownModule(List<Node.Entry> candidates, Keyword.In place) {
    Optional<Node.Entry> told = Optional.empty();
    for (Node.Entry candidate : candidates) {
      Optional<String> keyword = NearName.of(candidate.name(), Keyword.names(place));
      Optional<String> module = NearName.of(candidate.name(), modules.known());
      if (candidates.size() > 1 && keyword.isPresent() && module.isEmpty()) {
        keywordReader.unknown(List.of(candidate), place);
        continue;
      }
      if (told.isPresent()) {
        continue;
      }
      told = Optional.of(module.map(name -> named(candidate, name)).orElse(candidate));
      String message = "there is no module " + candidate.name();
      Optional<String> near = module.or(() -> keyword);
      if (near.isPresent()) {
        problems.error(candidate.key().span(), message, "did you mean " + near.get() + "?");
      } else {
        problems.error(candidate.key().span(), message);
      }
    }
    return told;
  }

  /** The module that was probably meant is called, so that its arguments are checked as well. */
  private static Node.Entry named(Node.Entry misspelt, String module) {
    Node.Scalar key = misspelt.key();
    return new Node.Entry(key.part(key.span(), module), misspelt.value());
  }
}
