package dev.play.modules.tool.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last step of a path that is to be made, where it is plain enough to be made.
 *
 * @param inner the path to what it is made in
 */
record XmlPath(String inner, Step last) {
  private static final String NAME = "[a-zA-Z-][a-zA-Z0-9_\\-.]*";
  private static final String QNAME = NAME + "(?::" + NAME + ")?";
  private static final String TEXT = "('.*'|\".*\")";
  private static final Pattern ELEMENT = Pattern.compile("^(.*)/(" + QNAME + ")$");
  private static final Pattern ELEMENT_WITH_TEXT =
      Pattern.compile("^(.*)/(" + QNAME + ")/text\\(\\)=" + TEXT + "$");
  private static final Pattern ATTRIBUTE = Pattern.compile("^(.*)/@(" + QNAME + ")$");
  private static final Pattern ATTRIBUTE_WITH_VALUE =
      Pattern.compile("^(.*)/@(" + QNAME + ")=" + TEXT + "$");
  private static final Pattern ELEMENT_THAT = Pattern.compile("^(.*)/(" + QNAME + ")\\[(.*)\\]$");
  private static final Pattern TEXT_ONLY = Pattern.compile("^(.*)/text\\(\\)=" + TEXT + "$");

  /** What a last step asks for. */
  sealed interface Step {
    /** An element, perhaps with a text. */
    record Child(String name, Optional<String> text) implements Step {}

    /** An element of which all of these paths hold. */
    record ChildThat(String name, List<String> conditions) implements Step {}

    record Attribute(String name, Optional<String> value) implements Step {}

    /** The text of what the inner path leads to. */
    record Text(String text) implements Step {}
  }

  /** Takes a path apart; empty where its last step cannot be made. */
  static Optional<XmlPath> of(String path) {
    String xpath = path.strip();
    Matcher m = ELEMENT.matcher(xpath);
    if (m.matches()) {
      return made(m, new Step.Child(m.group(2), Optional.empty()));
    }
    m = ELEMENT_WITH_TEXT.matcher(xpath);
    if (m.matches()) {
      return made(m, new Step.Child(m.group(2), Optional.of(unquoted(m.group(3)))));
    }
    m = ATTRIBUTE.matcher(xpath);
    if (m.matches()) {
      return made(m, new Step.Attribute(m.group(2), Optional.empty()));
    }
    m = ATTRIBUTE_WITH_VALUE.matcher(xpath);
    if (m.matches()) {
      return made(m, new Step.Attribute(m.group(2), Optional.of(unquoted(m.group(3)))));
    }
    m = ELEMENT_THAT.matcher(xpath);
    if (m.matches()) {
      List<String> all = Arrays.stream(m.group(3).split(" and ")).map(String::strip).toList();
      return made(m, new Step.ChildThat(m.group(2), all));
    }
    m = TEXT_ONLY.matcher(xpath);
    return m.matches() ? made(m, new Step.Text(unquoted(m.group(2)))) : Optional.empty();
  }

  private static Optional<XmlPath> made(Matcher m, Step last) {
    return Optional.of(new XmlPath(m.group(1), last));
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1);
  }

  /** A name with its namespace as {@code {URI}name}. */
  static String clark(String name, Map<String, String> namespaces) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return name;
    }
    String uri = namespaces.get(name.substring(0, colon));
    if (uri == null) {
      throw new dev.play.module.ModuleFailure(
          "namespaces has no prefix " + name.substring(0, colon));
    }
    return "{" + uri + "}" + name.substring(colon + 1);
  }
}
