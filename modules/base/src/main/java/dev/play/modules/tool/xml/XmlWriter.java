package dev.play.modules.tool.xml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Writes a tree as libxml2 does. */
final class XmlWriter {
  private final StringBuilder out = new StringBuilder();

  private XmlWriter() {}

  /**
   * A document with its declaration.
   *
   * @param doctype as it stood in the source; empty where there was none
   */
  static String write(Document document, String doctype, boolean pretty) {
    XmlWriter writer = new XmlWriter();
    writer.out.append("<?xml version='1.0' encoding='UTF-8'?>\n");
    writer.out.append(doctype.isEmpty() ? "" : doctype + "\n");
    boolean isBehind = false;
    for (Node node : children(document)) {
      if (isBehind) {
        writer.out.append(pretty ? "" : "\n");
      }
      writer.node(node, 0, pretty);
      isBehind |= node instanceof Element;
      writer.out.append(pretty || !isBehind ? "\n" : "");
    }
    return writer.out.toString();
  }

  /** One node as it stands. */
  static String write(Node node) {
    XmlWriter writer = new XmlWriter();
    writer.node(node, 0, false);
    return writer.out.toString();
  }

  static List<Node> children(Node node) {
    List<Node> out = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      out.add(child);
    }
    return out;
  }

  private void node(Node node, int depth, boolean indented) {
    switch (node.getNodeType()) {
      case Node.ELEMENT_NODE -> element((Element) node, depth, indented);
      case Node.CDATA_SECTION_NODE ->
          out.append("<![CDATA[").append(node.getNodeValue()).append("]]>");
      case Node.TEXT_NODE -> out.append(text(String.valueOf(node.getNodeValue())));
      case Node.COMMENT_NODE -> out.append("<!--").append(node.getNodeValue()).append("-->");
      case Node.PROCESSING_INSTRUCTION_NODE -> {
        String data = String.valueOf(node.getNodeValue());
        out.append("<?").append(node.getNodeName());
        out.append(data.isEmpty() ? "" : " " + data).append("?>");
      }
      default -> throw new IllegalStateException("no such node: " + node);
    }
  }

  private void element(Element element, int depth, boolean indented) {
    out.append('<').append(element.getTagName());
    for (Attr attribute : attributes(element)) {
      out.append(' ').append(attribute.getName()).append("=\"");
      out.append(value(attribute.getValue())).append('"');
    }
    List<Node> children = children(element);
    if (children.isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    boolean lines =
        indented
            && children.stream()
                .noneMatch(
                    c ->
                        c.getNodeType() == Node.TEXT_NODE
                            || c.getNodeType() == Node.CDATA_SECTION_NODE);
    for (Node child : children) {
      out.append(lines ? "\n" + "  ".repeat(depth + 1) : "");
      node(child, depth + 1, lines);
    }
    out.append(lines ? "\n" + "  ".repeat(depth) : "");
    out.append("</").append(element.getTagName()).append('>');
  }

  /** In the order of the source, new ones behind; declarations of namespaces first. */
  static List<Attr> attributes(Element element) {
    Set<String> names = new LinkedHashSet<>();
    NamedNodeMap all = element.getAttributes();
    if (element.getUserData(XmlReader.ORDER) instanceof List<?> order) {
      order.forEach(name -> names.add(String.valueOf(name)));
    }
    for (int i = 0; i < all.getLength(); i++) {
      names.add(all.item(i).getNodeName());
    }
    List<Attr> out = new ArrayList<>();
    for (boolean declarations : List.of(true, false)) {
      for (String name : names) {
        Attr attribute = element.getAttributeNode(name);
        if (attribute != null && declares(name) == declarations) {
          out.add(attribute);
        }
      }
    }
    return out;
  }

  static boolean declares(String name) {
    return name.equals("xmlns") || name.startsWith("xmlns:");
  }

  private static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;");
  }

  private static String value(String text) {
    return text(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
  }
}
