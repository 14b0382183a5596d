package dev.play.modules.tool.xml;

import dev.play.module.ModuleFailure;
import dev.play.modules.base.text.ValueText;
import dev.play.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Elements that a task describes. */
final class XmlChildren {
  private final Document document;

  XmlChildren(Document document) {
    this.document = document;
  }

  /**
   * Elements for add_children and set_children.
   *
   * @param asXml their texts are XML
   */
  List<Element> of(List<Value> given, boolean asXml) {
    List<Element> out = new ArrayList<>();
    for (Value one : given) {
      out.add(asXml ? parsed(ValueText.plain(one)) : of(one));
    }
    return out;
  }

  private Element parsed(String text) {
    try {
      Document read = XmlReader.read(text.getBytes(StandardCharsets.UTF_8), true);
      return (Element) document.adoptNode(read.getDocumentElement());
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure("Error while parsing child element: " + e.getMessage());
    }
  }

  private Element of(Value given) {
    Value child = given instanceof Value.Secret(Value hidden) ? hidden : given;
    if (child instanceof Value.Text(String name)) {
      return named(name);
    }
    if (!(child instanceof Value.Dict(Map<Value, Value> entries))) {
      throw new ModuleFailure(
          "Invalid child type: "
              + ValueText.plain(child)
              + ". Children must be either strings or hashes.");
    }
    if (entries.size() != 1) {
      throw new ModuleFailure("Can only create children from hashes with one key");
    }
    Map.Entry<Value, Value> entry = entries.entrySet().iterator().next();
    Element out = named(ValueText.plain(entry.getKey()));
    switch (entry.getValue()) {
      case Value.Dict(Map<Value, Value> inside) -> fill(out, inside);
      case Value.None n -> {}
      case Value other -> out.setTextContent(ValueText.plain(other));
    }
    return out;
  }

  /** {@code _} are its children, {@code +value} its text, the rest its attributes. */
  private void fill(Element element, Map<Value, Value> inside) {
    inside.forEach(
        (key, value) -> {
          String name = ValueText.plain(key);
          switch (name) {
            case "+value" ->
                element.insertBefore(
                    document.createTextNode(ValueText.plain(value)), element.getFirstChild());
            case "_" -> {
              if (!(value instanceof Value.Sequence(List<Value> children))) {
                throw new ModuleFailure("Invalid children type: it must be a list");
              }
              of(children, false).forEach(element::appendChild);
            }
            default -> attribute(element, name, ValueText.plain(value));
          }
        });
  }

  private static void attribute(Element element, String name, String value) {
    try {
      element.setAttribute(name, value);
    } catch (DOMException e) {
      throw new ModuleFailure("Invalid attribute name '" + name + "'");
    }
  }

  private Element named(String name) {
    try {
      int end = name.startsWith("{") ? name.indexOf('}') : -1;
      return end < 0
          ? document.createElementNS(null, name)
          : document.createElementNS(name.substring(1, end), name.substring(end + 1));
    } catch (DOMException e) {
      throw new ModuleFailure("Invalid tag name '" + name + "'");
    }
  }
}
