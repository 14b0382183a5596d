package dev.play.modules.tool.xml;

import dev.play.module.ModuleFailure;
import dev.play.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A document that is looked at and changed by XPath, as {@code community.general.xml} does it. */
public final class XmlTree {
  private static final Pattern DOCTYPE =
      Pattern.compile("<!DOCTYPE[^\\[>]*(\\[.*?\\]\\s*)?>", Pattern.DOTALL);

  private final Document document;
  private final String doctype;
  private final Map<String, String> namespaces;
  private final XmlSelection selection;
  private final String before;

  private XmlTree(Document document, String doctype, Map<String, String> namespaces) {
    this.document = document;
    this.doctype = doctype;
    this.namespaces = namespaces;
    this.selection = new XmlSelection(document, namespaces);
    this.before = essence();
  }

  /**
   * Reads one.
   *
   * @param stripped without the blanks between elements, to be written anew
   * @throws ModuleFailure where it is no XML
   */
  public static XmlTree read(
      byte[] bytes, String name, Map<String, String> namespaces, boolean stripped, boolean cdata) {
    try {
      Document document = XmlReader.read(bytes, cdata);
      Matcher found = DOCTYPE.matcher(new String(bytes, StandardCharsets.UTF_8));
      if (stripped) {
        Blanks.remove(document.getDocumentElement());
      }
      return new XmlTree(document, found.find() ? found.group() : "", namespaces);
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure(
          "Error while parsing document: " + name + " (" + e.getMessage() + ")");
    }
  }

  /** The document as text. */
  public String text(boolean pretty) {
    return XmlWriter.write(document, doctype, pretty);
  }

  /** Whether it differs from what was read in more than blanks between elements. */
  public boolean isChanged() {
    return !before.equals(essence());
  }

  private String essence() {
    Document copy = (Document) document.cloneNode(true);
    Blanks.remove(copy.getDocumentElement());
    return XmlWriter.write(copy.getDocumentElement());
  }

  public XmlSelection selection() {
    return selection;
  }

  /** Takes elements or attributes away. */
  public void remove(String xpath) {
    for (Node node : selection.nodes(xpath)) {
      if (node instanceof Attr attribute) {
        attribute.getOwnerElement().removeAttributeNode(attribute);
      } else if (node.getParentNode() instanceof Element parent && !XmlSelection.isText(node)) {
        remove(parent, node);
      } else {
        throw new ModuleFailure("Couldn't delete xpath target: " + xpath);
      }
    }
  }

  /** With the text behind it, which is part of it for lxml. */
  private static void remove(Element parent, Node node) {
    while (node.getNextSibling() != null && XmlSelection.isText(node.getNextSibling())) {
      parent.removeChild(node.getNextSibling());
    }
    parent.removeChild(node);
  }

  /** Has elements hold these children and no others. */
  public void setChildren(String xpath, List<Value> children, boolean asXml) {
    for (Element match : selection.elements(xpath)) {
      List<Element> wanted = new XmlChildren(document).of(children, asXml);
      List<Node> there =
          XmlWriter.children(match).stream().filter(n -> !XmlSelection.isText(n)).toList();
      if (!written(there).equals(written(wanted))) {
        there.forEach(node -> remove(match, node));
        wanted.forEach(child -> append(match, child, Optional.empty()));
      }
    }
  }

  private static List<String> written(List<? extends Node> nodes) {
    return nodes.stream().map(XmlWriter::write).toList();
  }

  /** Where new children go: into what a path leads to, before the first or behind the last. */
  public enum Place {
    INSIDE,
    BEFORE,
    BEHIND
  }

  /** Adds children; nothing where the path leads to no element. */
  public void addChildren(String xpath, List<Value> children, boolean asXml, Place place) {
    List<Element> matches = selection.elements(xpath);
    if (matches.isEmpty()) {
      return;
    }
    if (place == Place.INSIDE) {
      // One element is in one place: the last match has it, as with lxml.
      new XmlChildren(document)
          .of(children, asXml)
          .forEach(child -> append(matches.getLast(), child, Optional.empty()));
      return;
    }
    Element at = place == Place.BEFORE ? matches.getFirst() : matches.getLast();
    if (!(at.getParentNode() instanceof Element parent)) {
      throw new ModuleFailure("nothing can stand beside the root: " + xpath);
    }
    Node next = place == Place.BEFORE ? at : afterTail(at);
    new XmlChildren(document)
        .of(children, asXml)
        .forEach(child -> append(parent, child, Optional.ofNullable(next)));
  }

  private static @org.jspecify.annotations.Nullable Node afterTail(Node node) {
    Node next = node.getNextSibling();
    while (next != null && XmlSelection.isText(next)) {
      next = next.getNextSibling();
    }
    return next;
  }

  /** Gives an element that has a namespace the prefix that is usual where it comes to stand. */
  private static void append(Element parent, Element child, Optional<Node> before) {
    parent.insertBefore(child, before.orElse(null));
    String uri = child.getNamespaceURI();
    if (uri != null && child.getPrefix() == null && !parent.isDefaultNamespace(uri)) {
      String prefix = parent.lookupPrefix(uri);
      if (prefix == null) {
        prefix = "ns0";
        child.setAttributeNS(javax.xml.XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, uri);
      }
      child.setPrefix(prefix);
    }
  }

  /** Sets the text of elements, or an attribute of theirs; makes them where they are not there. */
  public void set(String xpath, Optional<String> attribute, String value) {
    if (selection.elements(xpath).isEmpty()) {
      make(document, xpath);
    }
    List<Element> all = selection.elements(xpath);
    if (all.isEmpty()) {
      throw new ModuleFailure(
          "Xpath " + xpath + " does not reference a node! tree is " + text(false));
    }
    for (Element element : all) {
      if (attribute.isPresent()) {
        setAttribute(element, attribute.get(), value);
      } else {
        setText(element, value);
      }
    }
  }

  private static void setText(Element element, String value) {
    if (XmlSelection.textOf(element).equals(Optional.of(value))) {
      return;
    }
    while (element.getFirstChild() != null && XmlSelection.isText(element.getFirstChild())) {
      element.removeChild(element.getFirstChild());
    }
    element.insertBefore(element.getOwnerDocument().createTextNode(value), element.getFirstChild());
  }

  private void setAttribute(Element element, String name, String value) {
    if (name.startsWith("{")) {
      throw new ModuleFailure("Invalid attribute name '" + name + "'; a namespace has a prefix");
    }
    String clark = XmlPath.clark(name, namespaces);
    try {
      if (!clark.startsWith("{")) {
        element.setAttribute(name, value);
        return;
      }
      String uri = clark.substring(1, clark.indexOf('}'));
      String local = clark.substring(clark.indexOf('}') + 1);
      String known = element.lookupPrefix(uri);
      String prefix = known == null ? name.substring(0, name.indexOf(':')) : known;
      if (known == null) {
        element.setAttributeNS(
            javax.xml.XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, uri);
      }
      element.setAttributeNS(uri, prefix + ":" + local, value);
    } catch (org.w3c.dom.DOMException e) {
      throw new ModuleFailure("Invalid attribute name '" + name + "'");
    }
  }

  /** Has what a path leads to be there. */
  public void ensure(String xpath) {
    if (!selection.holds(xpath)) {
      make(document, xpath);
    }
  }

  private void make(Node from, String xpath) {
    XmlPath path =
        XmlPath.of(xpath)
            .filter(p -> !p.inner().isEmpty())
            .orElseThrow(
                () ->
                    new ModuleFailure(
                        "Can't process Xpath "
                            + xpath
                            + " in order to spawn nodes! tree is "
                            + text(false)));
    if (selection.elements(from, path.inner()).isEmpty()) {
      make(from, path.inner());
    }
    List<Element> all = new ArrayList<>(selection.elements(from, path.inner()));
    for (Element element : all) {
      switch (path.last()) {
        case XmlPath.Step.Child(String name, Optional<String> text) -> {
          Element child = child(element, name);
          text.ifPresent(child::setTextContent);
        }
        case XmlPath.Step.ChildThat(String name, List<String> conditions) -> {
          Element child = child(element, name);
          conditions.forEach(condition -> make(child, "./" + condition));
        }
        case XmlPath.Step.Attribute(String name, Optional<String> value) ->
            setAttribute(element, name, value.orElse(""));
        case XmlPath.Step.Text(String text) -> setText(element, text);
      }
    }
  }

  private Element child(Element parent, String name) {
    Element child =
        new XmlChildren(document)
            .of(List.of(Value.text(XmlPath.clark(name, namespaces))), false)
            .getFirst();
    append(parent, child, Optional.empty());
    return child;
  }
}
