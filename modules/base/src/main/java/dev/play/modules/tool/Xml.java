package dev.play.modules.tool;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.edit.TextFile;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.text.PythonRegex;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.tool.xml.XmlTree;
import dev.play.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parts of XML documents. Options and results as in {@code community.general.xml}; the document is
 * read and written by play, so the host needs nothing for it.
 */
@ModuleDoc(
    name = "xml",
    also = "community.general.xml",
    summary = "Looks at and changes parts of an XML file or text.",
    example =
        """
        - xml:
            path: /etc/app/server.xml
            xpath: /server/port
            value: '8080'
        """,
    mutuallyExclusive = {
      "add_children,content,set_children,value",
      "path,xmlstring",
      "insertbefore,insertafter"
    },
    requiredOneOf = "path,xmlstring",
    notes = {
      "A file that is changed is written anew as libxml2 writes it, in UTF-8.",
      "XPath is 1.0, without functions of lxml's own."
    })
public final class Xml implements Module<Xml.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value = "the file",
              aliases = {"dest", "file"})
          Optional<HostPath> path,
      @Param(value = "a document to change, which is registered", raw = true)
          Optional<String> xmlstring,
      @Param("what is meant") Optional<String> xpath,
      @Param(value = "namespaces by the prefixes in xpath", def = "")
          Map<String, String> namespaces,
      @Param(value = "whether it is to be there", aliases = "ensure", def = "present") State state,
      @Param("the attribute that value is for") Optional<String> attribute,
      @Param("the text of elements, or of an attribute") Optional<Value> value,
      @Param("elements to add: names, or dictionaries") Optional<List<Value>> addChildren,
      @Param("all the elements that are to be inside") Optional<List<Value>> setChildren,
      @Param(value = "tell how many there are", def = "false") boolean count,
      @Param(value = "tell where they are", def = "false") boolean printMatch,
      @Param(value = "indent anew", def = "false") boolean prettyPrint,
      @Param("tell what elements hold") Optional<Content> content,
      @Param(value = "how children are written", def = "yaml") InputType inputType,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param(value = "make CDATA sections plain text", def = "false") boolean stripCdataTags,
      @Param(value = "add children before the first match", def = "false") boolean insertbefore,
      @Param(value = "add children behind the last match", def = "false") boolean insertafter) {
    public Args {
      boolean asks = count || printMatch || insertbefore || insertafter || content.isPresent();
      boolean changes = value.isPresent() || addChildren.isPresent() || setChildren.isPresent();
      if (xpath.isEmpty() && (asks || changes || state == State.ABSENT)) {
        throw new IllegalArgumentException(
            "xpath is missing: it says what in the document is meant");
      }
      if (xpath.isEmpty() && !prettyPrint) {
        throw new IllegalArgumentException("xpath or pretty_print is needed");
      }
      if (attribute.isPresent() && value.isEmpty()) {
        throw new IllegalArgumentException("missing parameter(s) required by 'attribute': value");
      }
      if ((count || printMatch) && (changes || content.isPresent() || (count && printMatch))) {
        throw new IllegalArgumentException(
            "parameters are mutually exclusive: add_children|content|count|print_match|set_children|value");
      }
    }

    private XmlTree.Place place() {
      return insertbefore
          ? XmlTree.Place.BEFORE
          : insertafter ? XmlTree.Place.BEHIND : XmlTree.Place.INSIDE;
    }
  }

  /** Whether something is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** What is told of elements. */
  public enum Content {
    ATTRIBUTE,
    TEXT
  }

  /** How children are written. */
  public enum InputType {
    XML,
    YAML
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.path().<Set<Resource>>map(p -> Set.of(Resource.path(p))).orElse(Set.of());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Optional<TextFile> file = args.path().map(p -> TextFile.read(host, p));
    byte[] source =
        file.isPresent()
            ? file.get().old().orElseThrow(() -> missing(args)).bytes()
            : args.xmlstring().orElseThrow().getBytes(StandardCharsets.UTF_8);
    XmlTree tree =
        XmlTree.read(
            source,
            args.path().map(HostPath::text).orElse("xml_string"),
            args.namespaces(),
            args.prettyPrint(),
            !args.stripCdataTags());
    args.xpath().ifPresent(x -> tree.selection().require(x));
    TaskResult told = told(args, tree);
    if (args.xpath().isPresent() && !isQuestion(args)) {
      change(args, tree);
    }
    String text = tree.text(args.prettyPrint());
    boolean changed =
        args.xpath().isPresent()
            ? tree.isChanged()
            : !text.equals(new String(source, StandardCharsets.UTF_8));
    if (args.xmlstring().isPresent()) {
      TaskResult with = told.with("xmlstring", text);
      return Plan.same(with.changed(changed));
    }
    if (!changed) {
      return Plan.same(told);
    }
    Placement placement = new Placement(true, true, args.backup(), Optional.empty(), false);
    return file.orElseThrow()
        .become(host, PythonRegex.bytes(text), FileAttributes.NONE, placement, told);
  }

  private static ModuleFailure missing(Args args) {
    return new ModuleFailure(
        "The target XML source '" + args.path().orElseThrow() + "' does not exist.");
  }

  private static boolean isQuestion(Args args) {
    return args.count() || args.printMatch() || args.content().isPresent();
  }

  private static TaskResult told(Args args, XmlTree tree) {
    if (args.xpath().isEmpty()) {
      return TaskResult.EMPTY;
    }
    String xpath = args.xpath().get();
    String state = args.state().name().toLowerCase(Locale.ROOT);
    TaskResult out =
        TaskResult.of(
            "actions",
            Value.dictOf("xpath", xpath, "namespaces", args.namespaces(), "state", state));
    if (args.printMatch()) {
      List<String> paths = tree.selection().paths(xpath);
      String shown = ValueText.json(Value.texts(paths));
      return out.with("matches", List.of()).with("msg", "selector '" + xpath + "' match: " + shown);
    }
    if (args.count()) {
      long found = tree.selection().count(xpath);
      return out.with("count", found).with("msg", "found " + found + " nodes");
    }
    if (args.content().isPresent()) {
      List<Value> found =
          tree.selection().contents(xpath, args.content().get() == Content.ATTRIBUTE);
      return out.with("matches", found).with("count", found.size()).with("msg", found.size());
    }
    return out;
  }

  private static void change(Args args, XmlTree tree) {
    String xpath = args.xpath().orElseThrow();
    boolean asXml = args.inputType() == InputType.XML;
    if (args.state() == State.ABSENT) {
      tree.remove(xpath);
    } else if (args.setChildren().isPresent()) {
      tree.setChildren(xpath, args.setChildren().get(), asXml);
    } else if (args.addChildren().filter(c -> !c.isEmpty()).isPresent()) {
      tree.addChildren(xpath, args.addChildren().get(), asXml, args.place());
    } else if (args.value().filter(v -> !(v instanceof Value.None)).isPresent()) {
      Value value = args.value().get();
      tree.set(
          xpath,
          args.attribute(),
          ValueText.plain(value instanceof Value.Secret(Value v) ? v : value));
    } else {
      tree.ensure(xpath);
    }
  }
}
