package dev.play.template.filter.data;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.filter.Inputs;
import dev.play.template.operation.Comparing;
import dev.play.value.Value;
import dev.play.yaml.ScalarTypes;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as data: what it holds is never evaluated. Written as PyYAML writes it. */
public final class YamlText {
  private static final Pattern DATE_LIKE =
      Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \\t]+)[0-9]{1,2}:.*)?");

  /** How collections are written. */
  enum Flow {
    BLOCK,
    FLOW,
    /** Those without collections inside in one line. */
    LEAVES
  }

  private YamlText() {}

  /** Tags of plain scalars by PyYAML's rules. */
  private static final class PythonResolver extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      if (kind != NodeId.scalar || !implicit) {
        return super.resolve(kind, value, false);
      }
      if (DATE_LIKE.matcher(value).matches()) {
        return Tag.TIMESTAMP;
      }
      return switch (value) {
        case "<<" -> Tag.MERGE;
        case "=" -> new Tag("tag:yaml.org,2002:value");
        default -> tag(ScalarTypes.typed(value));
      };
    }

    private static Tag tag(Value value) {
      return switch (value) {
        case Value.None n -> Tag.NULL;
        case Value.Bool b -> Tag.BOOL;
        case Value.Real r -> Tag.FLOAT;
        case Value.Number n -> Tag.INT;
        default -> Tag.STR;
      };
    }

    @Override
    protected void addImplicitResolvers() {
      // none: the method above follows PyYAML's rules
    }
  }

  private static Yaml yaml(DumperOptions dumping) {
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowRecursiveKeys(false);
    return new Yaml(
        new SafeConstructor(loading),
        new Representer(dumping),
        dumping,
        loading,
        new PythonResolver());
  }

  /**
   * @throws EvaluationException when the text is no YAML
   */
  public static Value load(String text) {
    try {
      Node root = yaml(new DumperOptions()).compose(new StringReader(text));
      return root == null ? Value.NONE : value(root);
    } catch (YAMLException | IllegalArgumentException e) {
      // A tag that cannot be one is told by the latter.
      throw EvaluationException.of("this is no YAML: " + e.getMessage());
    }
  }

  static Value loadAll(String text) {
    List<Value> documents = new ArrayList<>();
    try {
      yaml(new DumperOptions())
          .composeAll(new StringReader(text))
          .forEach(n -> documents.add(value(n)));
    } catch (YAMLException | IllegalArgumentException e) {
      // A tag that cannot be one is told by the latter.
      throw EvaluationException.of("this is no YAML: " + e.getMessage());
    }
    return new Value.Sequence(documents);
  }

  private static Value value(Node node) {
    return switch (node) {
      case ScalarNode s when s.getTag().equals(Tag.STR) || s.getTag().equals(Tag.TIMESTAMP) ->
          new Value.Text(s.getValue());
      case ScalarNode s ->
          s.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN
              ? ScalarTypes.typed(s.getValue())
              : new Value.Text(s.getValue());
      case SequenceNode s ->
          new Value.Sequence(s.getValue().stream().map(YamlText::value).toList());
      case MappingNode m -> mapping(m);
      default -> throw EvaluationException.of("this YAML is not supported: " + node.getTag());
    };
  }

  private static Value mapping(MappingNode node) {
    Map<Value, Value> merged = new LinkedHashMap<>();
    Map<Value, Value> own = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        Value below = value(tuple.getValueNode());
        List<Value> all = below instanceof Value.Sequence s ? s.items() : List.of(below);
        all.forEach(each -> Inputs.dict(each).entries().forEach(merged::putIfAbsent));
      } else {
        own.put(value(tuple.getKeyNode()), value(tuple.getValueNode()));
      }
    }
    merged.putAll(own);
    return new Value.Dict(merged);
  }

  /** Data as PyYAML writes it in blocks, with keys in order. */
  public static String dump(Value value) {
    return dump(value, 2, Flow.BLOCK, true, 120, true);
  }

  static String dump(
      Value value, int indent, Flow flow, boolean sortKeys, int width, boolean unicode) {
    DumperOptions options = new DumperOptions();
    options.setIndent(within(indent));
    options.setWidth(width);
    options.setAllowUnicode(unicode);
    options.setSplitLines(true);
    StringWriter out = new StringWriter();
    yaml(options).serialize(node(value, flow, sortKeys), out);
    String text = out.toString();
    return text.endsWith("\n...\n") ? text.substring(0, text.length() - 4) : text;
  }

  /** SnakeYAML indents by one to ten; PyYAML takes what does not fit for two. */
  private static int within(int indent) {
    if (indent > 10) {
      throw EvaluationException.of("YAML can be indented by up to 10 here, not " + indent);
    }
    return indent < 1 ? 2 : indent;
  }

  private static Node node(Value value, Flow flow, boolean sortKeys) {
    return switch (value) {
      case Value.None n -> scalar(Tag.NULL, "null");
      case Value.Bool b -> scalar(Tag.BOOL, Boolean.toString(b.value()));
      case Value.Real r -> scalar(Tag.FLOAT, real(r.value()));
      case Value.Number n -> scalar(Tag.INT, PythonText.str(n));
      case Value.Text t -> scalar(Tag.STR, t.text());
      case Value.Sequence s -> {
        List<Node> items = s.items().stream().map(i -> node(i, flow, sortKeys)).toList();
        yield new SequenceNode(Tag.SEQ, items, style(flow, items));
      }
      case Value.Dict d -> dict(d, flow, sortKeys);
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Opaque o -> scalar(Tag.STR, o.toString());
      case Value.Secret s -> node(s.hidden(), flow, sortKeys);
      case Value.Unknown u -> throw new IllegalArgumentException("unknown " + u.because());
      case Value.Template t -> throw new IllegalArgumentException("a template: " + t.source());
    };
  }

  private static Node dict(Value.Dict dict, Flow flow, boolean sortKeys) {
    List<Map.Entry<Value, Value>> entries = new ArrayList<>(dict.entries().entrySet());
    if (sortKeys) {
      entries.sort(Comparator.comparing(Map.Entry::getKey, Comparing.ORDER));
    }
    List<NodeTuple> tuples = new ArrayList<>();
    List<Node> all = new ArrayList<>();
    for (Map.Entry<Value, Value> entry : entries) {
      Node key = node(entry.getKey(), flow, sortKeys);
      Node each = node(entry.getValue(), flow, sortKeys);
      all.add(each);
      tuples.add(new NodeTuple(key, each));
    }
    return new MappingNode(Tag.MAP, tuples, style(flow, all));
  }

  private static DumperOptions.FlowStyle style(Flow flow, List<Node> inside) {
    boolean inLine =
        switch (flow) {
          case FLOW -> true;
          case BLOCK -> inside.isEmpty();
          case LEAVES -> inside.stream().allMatch(n -> n instanceof ScalarNode);
        };
    return inLine ? DumperOptions.FlowStyle.FLOW : DumperOptions.FlowStyle.BLOCK;
  }

  private static Node scalar(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, DumperOptions.ScalarStyle.PLAIN);
  }

  private static String real(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = PythonText.real(value);
    return text.indexOf('.') < 0 ? text.replace("e", ".0e") : text;
  }
}
