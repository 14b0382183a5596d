package dev.play.yaml;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** SnakeYAML's nodes to ours: merge keys merged, duplicates found, aliases kept within bounds. */
final class NodeConverter {
  /** How many nodes aliases may stand for in one file. */
  private static final long ALIAS_LIMIT = 1_000_000;

  private record Converted(Optional<Node> node, long size) {}

  private final SourceLines lines;
  private final Diagnostics problems;
  private final ScalarConverter scalars;
  private final Map<org.yaml.snakeyaml.nodes.Node, Converted> done = new IdentityHashMap<>();
  private final Map<org.yaml.snakeyaml.nodes.Node, Boolean> under = new IdentityHashMap<>();
  private long aliased;
  private long size;
  private boolean unsafe;

  NodeConverter(SourceLines lines, VaultSecrets vault, boolean secret, Diagnostics problems) {
    this.lines = lines;
    this.problems = problems;
    this.scalars = new ScalarConverter(lines, vault, secret, problems);
  }

  Optional<Node> convert(org.yaml.snakeyaml.nodes.Node node) {
    Converted before = done.get(node);
    if (before != null) {
      return again(node, before);
    }
    if (under.put(node, true) != null) {
      problems.error(span(node), "this alias contains itself");
      return Optional.empty();
    }
    long sizeBefore = size++;
    boolean unsafeBefore = unsafe;
    unsafe |= node.getTag().getValue().equals("!unsafe");
    Optional<Node> converted =
        switch (node) {
          case ScalarNode scalar -> Optional.of(scalars.convert(scalar, unsafe));
          case SequenceNode sequence -> Optional.of(sequence(sequence));
          case MappingNode mapping -> mapping(mapping);
          default -> throw new IllegalStateException("no such YAML node: " + node);
        };
    unsafe = unsafeBefore;
    under.remove(node);
    done.put(node, new Converted(converted, size - sizeBefore));
    return converted;
  }

  private Optional<Node> again(org.yaml.snakeyaml.nodes.Node node, Converted before) {
    boolean refusedAlready = aliased > ALIAS_LIMIT;
    aliased += before.size();
    size += before.size();
    if (aliased <= ALIAS_LIMIT) {
      return before.node();
    }
    if (!refusedAlready) {
      problems.error(
          span(node), "the aliases in this file stand for more than " + ALIAS_LIMIT + " nodes");
    }
    return Optional.empty();
  }

  private Node sequence(SequenceNode sequence) {
    List<Node> items = new ArrayList<>(sequence.getValue().size());
    for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
      convert(item).ifPresent(items::add);
    }
    return new Node.Sequence(span(sequence), items);
  }

  private Optional<Node> mapping(MappingNode mapping) {
    Map<Value, Node.Entry> entries = new LinkedHashMap<>();
    List<Node.Entry> overridden = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple)) {
        merge(tuple.getValueNode(), entries);
      }
    }
    Map<Value, Boolean> own = new java.util.HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple)) {
        continue;
      }
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        badKey(mapping, tuple);
        return Optional.empty();
      }
      Node.Scalar key = scalars.convert(keyNode, true);
      Optional<Node> value = convert(tuple.getValueNode());
      if (value.isEmpty()) {
        continue;
      }
      Node.Entry replaced = entries.put(key.value(), new Node.Entry(key, value.get()));
      if (own.put(key.value(), true) != null && replaced != null) {
        overridden.add(replaced);
      }
    }
    return Optional.of(new Node.Mapping(span(mapping), List.copyOf(entries.values()), overridden));
  }

  /** {@code foo: {{ bar }}} is, to YAML, a dictionary whose key is a dictionary. */
  private void badKey(MappingNode mapping, NodeTuple tuple) {
    Span span = span(tuple.getKeyNode());
    if (tuple.getKeyNode() instanceof MappingNode && mapping.getFlowStyle() != null) {
      String line = lines.line(mapping.getStartMark().getLine());
      if (line.contains("{{")) {
        problems.error(
            lines.span(mapping.getStartMark(), 2),
            "a value that begins with {{ must be quoted",
            YamlMistakes.quoteHint(line));
        return;
      }
    }
    problems.error(span, "a key must be text, not " + (kind(tuple.getKeyNode())));
  }

  private static String kind(org.yaml.snakeyaml.nodes.Node node) {
    return node instanceof SequenceNode ? "a list" : "a dictionary";
  }

  private static boolean isMerge(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode key
        && key.isPlain()
        && key.getValue().equals("<<");
  }

  /** The first of several merged dictionaries wins; own entries, set later, win over all. */
  private void merge(org.yaml.snakeyaml.nodes.Node source, Map<Value, Node.Entry> entries) {
    List<org.yaml.snakeyaml.nodes.Node> sources =
        source instanceof SequenceNode several ? several.getValue().reversed() : List.of(source);
    for (org.yaml.snakeyaml.nodes.Node one : sources) {
      Optional<Node> converted = convert(one);
      if (converted.isPresent() && converted.get() instanceof Node.Mapping merged) {
        merged.entries().forEach(entry -> entries.put(entry.key().value(), entry));
      } else if (converted.isPresent()) {
        problems.error(span(one), "`<<` merges dictionaries; this is " + converted.get().kind());
      }
    }
  }

  private Span span(org.yaml.snakeyaml.nodes.Node node) {
    return switch (node) {
      case MappingNode mapping when isBlock(mapping) && !mapping.getValue().isEmpty() ->
          lines.span(
              mapping.getStartMark(), mapping.getValue().getFirst().getKeyNode().getEndMark());
      case SequenceNode sequence when isBlock(sequence) -> lines.span(sequence.getStartMark(), 1);
      default -> lines.span(node.getStartMark(), node.getEndMark());
    };
  }

  private static boolean isBlock(org.yaml.snakeyaml.nodes.CollectionNode<?> node) {
    return node.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK;
  }
}
