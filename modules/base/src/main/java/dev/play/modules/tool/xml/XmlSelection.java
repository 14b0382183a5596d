package dev.play.modules.tool.xml;

import dev.play.module.ModuleFailure;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What XPath finds in a document. */
public final class XmlSelection {
  private final Document document;
  private final Map<String, String> namespaces;

  XmlSelection(Document document, Map<String, String> namespaces) {
    this.document = document;
    this.namespaces = namespaces;
  }

  /**
   * Whether a text is an expression.
   *
   * @throws ModuleFailure where it is none
   */
  public void require(String xpath) {
    try {
      xpath().compile(xpath);
    } catch (XPathExpressionException e) {
      throw new ModuleFailure("Syntax error in xpath expression: " + xpath + " (" + why(e) + ")");
    }
  }

  List<Node> nodes(String xpath) {
    return nodes(document, xpath);
  }

  private List<Node> nodes(Node from, String xpath) {
    if (!(evaluated(from, xpath, XPathConstants.NODESET) instanceof NodeList found)) {
      return List.of();
    }
    List<Node> out = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      out.add(found.item(i));
    }
    return out;
  }

  /** The elements; none where the first of what is found is none. */
  List<Element> elements(String xpath) {
    return elements(document, xpath);
  }

  List<Element> elements(Node from, String xpath) {
    return nodes(from, xpath).stream()
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  /** Whether it finds an element, or is true. */
  boolean holds(String xpath) {
    try {
      return nodes(xpath).stream().anyMatch(n -> !isText(n));
    } catch (ModuleFailure e) {
      // No set of nodes: a comparison, perhaps.
      return Boolean.TRUE.equals(evaluated(document, xpath, XPathConstants.BOOLEAN));
    }
  }

  /** How many nodes there are. */
  public long count(String xpath) {
    // As in Ansible: a path from the root finds what it names at any depth.
    return evaluated(document, "count(/" + xpath + ")", XPathConstants.NUMBER) instanceof Double n
        ? n.longValue()
        : 0;
  }

  /** Paths to the elements, each to itself alone. */
  public List<String> paths(String xpath) {
    return elements(xpath).stream().map(XmlSelection::path).toList();
  }

  private static String path(Element element) {
    String name = name(element);
    int before = same(element.getPreviousSibling(), name, false);
    int behind = same(element.getNextSibling(), name, true);
    String own = before + behind == 0 ? name : name + "[" + (before + 1) + "]";
    return (element.getParentNode() instanceof Element above ? path(above) : "") + "/" + own;
  }

  private static int same(@org.jspecify.annotations.Nullable Node from, String name, boolean on) {
    int out = 0;
    Node at = from;
    while (at != null) {
      out += at instanceof Element e && (name.equals("*") || name(e).equals(name)) ? 1 : 0;
      at = on ? at.getNextSibling() : at.getPreviousSibling();
    }
    return out;
  }

  private static String name(Element element) {
    return element.getNamespaceURI() != null && element.getPrefix() == null
        ? "*"
        : element.getTagName();
  }

  /**
   * What elements hold, each as a dictionary with its name.
   *
   * @param attributes their attributes, else their texts
   */
  public List<Value> contents(String xpath, boolean attributes) {
    List<Element> all = elements(xpath);
    if (all.isEmpty()) {
      throw new ModuleFailure("Xpath " + xpath + " does not reference a node!");
    }
    List<Value> out = new ArrayList<>();
    for (Element element : all) {
      Value is = attributes ? attributes(element) : Value.text(textOf(element).orElse(null));
      out.add(Value.dictOf(clark(element), is));
    }
    return out;
  }

  private static Value attributes(Element element) {
    Value.Dict out = Value.EMPTY_DICT;
    for (Attr attribute : XmlWriter.attributes(element)) {
      if (!XmlWriter.declares(attribute.getName())) {
        out = out.with(clark(attribute), Value.text(attribute.getValue()));
      }
    }
    return out;
  }

  private static String clark(Node node) {
    String local = node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
    return node.getNamespaceURI() == null ? local : "{" + node.getNamespaceURI() + "}" + local;
  }

  /** The text before the first child; empty where there is none. */
  static Optional<String> textOf(Element element) {
    StringBuilder out = new StringBuilder();
    boolean any = false;
    for (Node child : XmlWriter.children(element)) {
      if (!isText(child)) {
        break;
      }
      any = true;
      out.append(child.getNodeValue());
    }
    return any ? Optional.of(out.toString()) : Optional.empty();
  }

  static boolean isText(Node node) {
    return node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE;
  }

  private Object evaluated(Node from, String xpath, QName kind) {
    try {
      return xpath().evaluate(xpath, from, kind);
    } catch (XPathExpressionException e) {
      throw new ModuleFailure(
          "Evaluation error in xpath expression: " + xpath + " (" + why(e) + ")");
    }
  }

  private static String why(XPathExpressionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private XPath xpath() {
    XPath xpath = XPathFactory.newInstance().newXPath();
    xpath.setNamespaceContext(
        new NamespaceContext() {
          @Override
          public String getNamespaceURI(String prefix) {
            return namespaces.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
          }

          @Override
          public @org.jspecify.annotations.Nullable String getPrefix(String uri) {
            return null;
          }

          @Override
          public Iterator<String> getPrefixes(String uri) {
            return List.<String>of().iterator();
          }
        });
    return xpath;
  }
}
