package dev.play.template.syntax;

/**
 * @param text what it says: for strings the value, for everything else the characters
 * @param offset where it starts in the text
 */
record Token(Kind kind, String text, int offset, int length) {
  enum Kind {
    DATA,
    VARIABLE_BEGIN,
    VARIABLE_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean operator(String wanted) {
    return kind == Kind.OPERATOR && text.equals(wanted);
  }

  boolean name(String wanted) {
    return kind == Kind.NAME && text.equals(wanted);
  }

  /** For error messages. */
  String described() {
    return switch (kind) {
      case DATA -> "text";
      case VARIABLE_BEGIN, BLOCK_BEGIN -> "'" + text + "'";
      case VARIABLE_END -> "end of the expression";
      case BLOCK_END -> "end of the statement";
      case STRING -> "a string";
      case NAME, INTEGER, FLOAT, OPERATOR -> "'" + text + "'";
      case END -> "end of the text";
    };
  }
}
