package dev.play.template.syntax;

import java.util.Optional;

/** A text that does not parse. The compiler turns it into a diagnostic. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int offset;
  private final int length;
  private final transient Optional<String> hint;

  SyntaxException(String message, int offset, int length, Optional<String> hint) {
    super(message, null, false, false);
    this.offset = offset;
    this.length = length;
    this.hint = hint;
  }

  SyntaxException(String message, Token token) {
    this(message, token.offset(), token.length(), Optional.empty());
  }

  SyntaxException(String message, Token token, String hint) {
    this(message, token.offset(), token.length(), Optional.of(hint));
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  /** Where in the text, in UTF-16 units. */
  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public Optional<String> hint() {
    return hint;
  }
}
