package dev.play.yaml;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.vault.ClosedVault;
import dev.play.vault.VaultSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Scalars: their style, their place, their meaning by tag or by look. */
final class ScalarConverter {
  private final SourceLines lines;
  private final VaultSecrets vault;
  private final boolean secret;
  private final Diagnostics problems;

  ScalarConverter(SourceLines lines, VaultSecrets vault, boolean secret, Diagnostics problems) {
    this.lines = lines;
    this.vault = vault;
    this.secret = secret;
    this.problems = problems;
  }

  /**
   * @param data whether expressions in it stay text: keys and what is marked {@code !unsafe}
   */
  Node.Scalar convert(ScalarNode node, boolean data) {
    Span span = lines.span(node.getStartMark(), node.getEndMark());
    Node.Style style = style(node);
    Span textSpan = textSpan(node, style, span);
    Value value = value(node, textSpan, data);
    return new Node.Scalar(span, textSpan, lines.value(node), secret ? hide(value) : value, style);
  }

  /**
   * Booleans and null tell nothing; everything else in an encrypted file is a secret. Not all are
   * passwords, though, and words of a language occur in other texts.
   */
  private Value hide(Value value) {
    if (value instanceof Value.Bool || value instanceof Value.None) {
      return value;
    }
    if (value instanceof Value.Text(String text) && !VaultSecrets.isWord(text)) {
      vault.found(text);
    }
    return new Value.Secret(value);
  }

  private Value value(ScalarNode node, Span textSpan, boolean data) {
    String text = lines.value(node);
    return switch (node.getTag().getValue()) {
      case "tag:play,plain" -> {
        Value typed = ScalarTypes.typed(text);
        yield typed instanceof Value.Text ? text(text, textSpan, data) : typed;
      }
      case "tag:yaml.org,2002:str", "!" -> text(text, textSpan, data);
      case "!unsafe" -> new Value.Text(text);
      case "!vault", "!vault-encrypted" -> opened(text, textSpan, data);
      case "tag:yaml.org,2002:int" -> ScalarTypes.integer(text);
      case "tag:yaml.org,2002:float" -> ScalarTypes.real(text);
      case "tag:yaml.org,2002:bool" -> ScalarTypes.typed(text);
      case "tag:yaml.org,2002:null" -> Value.NONE;
      case "tag:yaml.org,2002:binary" -> new Value.Text(text);
      default -> {
        problems.error(
            lines.span(node.getStartMark(), node.getEndMark()),
            "no meaning is known for the tag " + node.getTag().getValue(),
            "known are !vault, !unsafe and YAML's own");
        yield new Value.Text(text);
      }
    };
  }

  static Value text(String text, Span span, boolean data) {
    return !data && isTemplate(text) ? new Value.Template(text, span) : new Value.Text(text);
  }

  static boolean isTemplate(String text) {
    int brace = text.indexOf('{');
    while (brace >= 0 && brace + 1 < text.length()) {
      char next = text.charAt(brace + 1);
      if (next == '{' || next == '%' || next == '#') {
        return true;
      }
      brace = text.indexOf('{', brace + 1);
    }
    return false;
  }

  private Value opened(String envelope, Span span, boolean data) {
    return switch (vault.open(envelope)) {
      case VaultSecrets.Opened.Plain(byte[] bytes) -> {
        try {
          String plain =
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
          vault.found(plain);
          yield new Value.Secret(text(plain, span, data));
        } catch (CharacterCodingException e) {
          problems.error(span, "what this vault holds is not UTF-8 text");
          yield new Value.Secret(new Value.Text(""));
        }
      }
      case VaultSecrets.Opened.Refused(String message, String hint) -> {
        problems.warning(span, message + ": " + hint);
        yield new ClosedVault(envelope, message);
      }
    };
  }

  private static Node.Style style(ScalarNode node) {
    return switch (node.getScalarStyle()) {
      case SINGLE_QUOTED -> Node.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Node.Style.DOUBLE_QUOTED;
      case LITERAL -> Node.Style.LITERAL;
      case FOLDED -> Node.Style.FOLDED;
      case PLAIN -> Node.Style.PLAIN;
    };
  }

  private Span textSpan(ScalarNode node, Node.Style style, Span span) {
    return switch (style) {
      case PLAIN -> span;
      case SINGLE_QUOTED, DOUBLE_QUOTED ->
          node.getStartMark().getLine() == node.getEndMark().getLine()
              ? span.shifted(1, span.length() - 2)
              : span.shifted(1, span.length() - 1);
      case LITERAL, FOLDED -> blockText(node, span);
    };
  }

  /** The first line below the indicator, at its indentation. */
  private Span blockText(ScalarNode node, Span indicator) {
    int first = node.getStartMark().getLine() + 1;
    int shown = first;
    while (shown < lines.count() && lines.line(shown).isBlank()) {
      shown++;
    }
    if (shown >= lines.count()) {
      return indicator;
    }
    String line = lines.line(shown);
    int indent = line.length() - line.stripLeading().length();
    // Templates count their lines from the first one, blank or not.
    return lines.at(first, indent, lines.line(first).stripTrailing().length() - indent);
  }
}
