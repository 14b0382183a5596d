package dev.play.template.syntax;

import dev.play.template.FileOptions;
import dev.play.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a template into text and tags and takes care of whitespace: {@code -} and {@code +} marks,
 * {@code trim_blocks}, {@code lstrip_blocks}, line statements and comments, raw blocks.
 */
final class Lexer {
  private enum Type {
    VARIABLE,
    BLOCK,
    COMMENT,
    LINE_STATEMENT,
    LINE_COMMENT
  }

  /**
   * @param inside where its content starts
   * @param sign {@code -}, {@code +} or 0
   */
  private record Tag(Type type, int offset, int inside, char sign) {}

  private final String source;
  private final FileOptions options;
  private final boolean literalBackslashes;
  private final Optional<Matcher> lineStatement;
  private final Optional<Matcher> lineComment;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean lineStarting = true;

  private Lexer(String source, LexerOptions options) {
    this.source = source;
    this.options = options.file();
    this.literalBackslashes = options.literalBackslashes();
    lineStatement = prefix("(?m)^[ \\t\\x0B]*", this.options.lineStatementPrefix());
    lineComment = prefix("(?m)(?:^|(?<=\\S))[^\\S\\r\\n]*", this.options.lineCommentPrefix());
  }

  private Optional<Matcher> prefix(String before, String prefix) {
    return prefix.isEmpty()
        ? Optional.empty()
        : Optional.of(Pattern.compile(before + Pattern.quote(prefix)).matcher(source));
  }

  static List<Token> tokens(String source, LexerOptions options) {
    return new Lexer(source, options).run();
  }

  /** The tokens of a bare expression. */
  static List<Token> expression(String source) {
    List<Token> tokens = new ArrayList<>();
    new ExpressionLexer(source, tokens, false).run(0, ExpressionLexer.Ending.none());
    tokens.add(new Token(Kind.END, "", source.length(), 1));
    return tokens;
  }

  private List<Token> run() {
    while (at < source.length()) {
      Optional<Tag> next = nextTag();
      if (next.isEmpty()) {
        data(source.substring(at), at);
        break;
      }
      Tag tag = next.get();
      text(tag);
      at = tag.inside;
      switch (tag.type) {
        case VARIABLE -> variable(tag);
        case BLOCK -> block(tag);
        case COMMENT -> comment(tag);
        case LINE_STATEMENT -> lineStatement(tag);
        case LINE_COMMENT -> at = endOfLine(at);
      }
      lineStarting = at > 0 && source.charAt(at - 1) == '\n';
    }
    tokens.add(new Token(Kind.END, "", source.length(), 1));
    return tokens;
  }

  private Optional<Tag> nextTag() {
    Optional<Tag> delimited = Optional.empty();
    for (int i = at; i < source.length() && delimited.isEmpty(); i++) {
      delimited = tagAt(i);
    }
    Optional<Tag> line = lineTag(lineStatement, Type.LINE_STATEMENT);
    Optional<Tag> note = lineTag(lineComment, Type.LINE_COMMENT);
    return earlier(earlier(line, note), delimited);
  }

  private static Optional<Tag> earlier(Optional<Tag> a, Optional<Tag> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return b.get().offset < a.get().offset ? b : a;
  }

  private Optional<Tag> lineTag(Optional<Matcher> matcher, Type type) {
    return matcher
        .filter(m -> m.find(at))
        .map(m -> new Tag(type, m.start(), afterSign(m.end()), sign(m.end())));
  }

  private Optional<Tag> tagAt(int i) {
    int best = 0;
    Type type = Type.VARIABLE;
    if (source.startsWith(options.variableStart(), i)) {
      best = options.variableStart().length();
    }
    if (options.commentStart().length() > best && source.startsWith(options.commentStart(), i)) {
      best = options.commentStart().length();
      type = Type.COMMENT;
    }
    if (options.blockStart().length() > best && source.startsWith(options.blockStart(), i)) {
      best = options.blockStart().length();
      type = Type.BLOCK;
    }
    return best == 0
        ? Optional.empty()
        : Optional.of(new Tag(type, i, afterSign(i + best), sign(i + best)));
  }

  private char sign(int i) {
    char c = i < source.length() ? source.charAt(i) : 0;
    return c == '-' || c == '+' ? c : 0;
  }

  private int afterSign(int i) {
    return sign(i) == 0 ? i : i + 1;
  }

  /** The text in front of a tag, stripped as the tag asks. */
  private void text(Tag tag) {
    String text = source.substring(at, tag.offset);
    if (tag.sign == '-') {
      text = text.stripTrailing();
    } else if (tag.sign != '+' && options.lstripBlocks() && tag.type != Type.VARIABLE) {
      int line = text.lastIndexOf('\n') + 1;
      if ((line > 0 || lineStarting) && text.substring(line).isBlank()) {
        text = text.substring(0, line);
      }
    }
    data(text, at);
  }

  private void data(String text, int offset) {
    if (!text.isEmpty()) {
      String out =
          options.newlineSequence().equals("\n")
              ? text
              : text.replace("\n", options.newlineSequence());
      tokens.add(new Token(Kind.DATA, out, offset, text.length()));
    }
  }

  private void variable(Tag tag) {
    tokens.add(new Token(Kind.VARIABLE_BEGIN, options.variableStart(), tag.offset, length(tag)));
    at =
        new ExpressionLexer(source, tokens, literalBackslashes)
            .run(at, new ExpressionLexer.Ending(options.variableEnd(), false, false, false));
    tokens.add(new Token(Kind.VARIABLE_END, options.variableEnd(), at - 1, 1));
  }

  private static int length(Tag tag) {
    return tag.inside - tag.offset;
  }

  private void block(Tag tag) {
    if (raw(tag)) {
      return;
    }
    tokens.add(new Token(Kind.BLOCK_BEGIN, options.blockStart(), tag.offset, length(tag)));
    at =
        new ExpressionLexer(source, tokens, false)
            .run(
                at,
                new ExpressionLexer.Ending(options.blockEnd(), true, options.trimBlocks(), false));
    tokens.add(new Token(Kind.BLOCK_END, options.blockEnd(), at - 1, 1));
  }

  private boolean raw(Tag tag) {
    // Nearly no block is raw, so that is seen first; and never is more than the block looked at.
    int word = ExpressionLexer.skipSpace(source, at);
    if (!source.startsWith("raw", word)) {
      return false;
    }
    String end = Pattern.quote(options.blockEnd());
    Matcher begin =
        Pattern.compile("raw\\s*(?:-" + end + "\\s*|" + end + ")")
            .matcher(source)
            .region(word, source.length());
    if (!begin.lookingAt()) {
      return false;
    }
    Matcher finish =
        Pattern.compile(
                Pattern.quote(options.blockStart())
                    + "([-+]?)\\s*endraw\\s*(?:\\+"
                    + end
                    + "|-"
                    + end
                    + "\\s*|"
                    + end
                    + (options.trimBlocks() ? "\\n?" : "")
                    + ")")
            .matcher(source);
    if (!finish.find(begin.end())) {
      throw new SyntaxException(
          "this raw block is not closed", tag.offset, length(tag), Optional.of("add endraw"));
    }
    at = begin.end();
    char sign = finish.group(1).isEmpty() ? 0 : finish.group(1).charAt(0);
    text(new Tag(Type.BLOCK, finish.start(), finish.end(), sign));
    at = finish.end();
    return true;
  }

  private void comment(Tag tag) {
    int end = source.indexOf(options.commentEnd(), at);
    if (end < 0) {
      throw new SyntaxException(
          "this comment is not closed",
          tag.offset,
          length(tag),
          Optional.of("add " + options.commentEnd()));
    }
    char before = end > at ? source.charAt(end - 1) : 0;
    at = end + options.commentEnd().length();
    if (before == '-') {
      at = ExpressionLexer.skipSpace(source, at);
    } else if (before != '+' && options.trimBlocks() && source.startsWith("\n", at)) {
      at++;
    }
  }

  private void lineStatement(Tag tag) {
    tokens.add(new Token(Kind.BLOCK_BEGIN, options.lineStatementPrefix(), tag.offset, length(tag)));
    at =
        new ExpressionLexer(source, tokens, false)
            .run(at, new ExpressionLexer.Ending("", true, false, true));
    tokens.add(new Token(Kind.BLOCK_END, "end of line", Math.max(0, at - 1), 1));
  }

  private int endOfLine(int from) {
    int end = source.indexOf('\n', from);
    return end < 0 ? source.length() : end;
  }
}
