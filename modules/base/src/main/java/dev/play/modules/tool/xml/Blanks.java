package dev.play.modules.tool.xml;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Blanks that only indent. */
final class Blanks {
  private Blanks() {}

  /** Takes them away below an element; libxml2's rule: not where text stands beside elements. */
  static void remove(Element element) {
    boolean mixed = false;
    Node first = element.getFirstChild();
    for (Node child : XmlWriter.children(element)) {
      if (child instanceof Element inner) {
        remove(inner);
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        boolean blank = String.valueOf(child.getNodeValue()).isBlank();
        boolean alone = child == first && child.getNextSibling() == null;
        if (blank && !mixed && !alone) {
          element.removeChild(child);
        } else {
          // What begins with text keeps all that follows.
          mixed |= child == first || !blank;
        }
      }
    }
  }
}
