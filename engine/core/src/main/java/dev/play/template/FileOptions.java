package dev.play.template;

/**
 * How a template file is read: the options of Ansible's {@code template} module and of Jinja2's
 * environment. Empty prefixes switch line statements and comments off.
 */
public record FileOptions(
    String variableStart,
    String variableEnd,
    String blockStart,
    String blockEnd,
    String commentStart,
    String commentEnd,
    String lineStatementPrefix,
    String lineCommentPrefix,
    boolean trimBlocks,
    boolean lstripBlocks,
    boolean keepTrailingNewline,
    String newlineSequence) {

  /** As the template module reads files: trim_blocks on, the final newline kept. */
  public static final FileOptions TEMPLATE_MODULE =
      new FileOptions("{{", "}}", "{%", "%}", "{#", "#}", "", "", true, false, true, "\n");

  /** As texts in YAML are read. */
  public static final FileOptions YAML_VALUE =
      new FileOptions("{{", "}}", "{%", "%}", "{#", "#}", "", "", true, false, true, "\n");

  /**
   * One option set, by the names of the template module and of the {@code #jinja2:} header line.
   *
   * @throws IllegalArgumentException for a name or value that is none
   */
  public FileOptions with(String option, String value) {
    return switch (option) {
      case "variable_start_string" -> copy(0, value);
      case "variable_end_string" -> copy(1, value);
      case "block_start_string" -> copy(2, value);
      case "block_end_string" -> copy(3, value);
      case "comment_start_string" -> copy(4, value);
      case "comment_end_string" -> copy(5, value);
      case "line_statement_prefix" -> copy(6, value);
      case "line_comment_prefix" -> copy(7, value);
      case "trim_blocks" -> flags(bool(option, value), lstripBlocks, keepTrailingNewline);
      case "lstrip_blocks" -> flags(trimBlocks, bool(option, value), keepTrailingNewline);
      case "keep_trailing_newline" -> flags(trimBlocks, lstripBlocks, bool(option, value));
      case "newline_sequence" -> copy(8, newline(value));
      default -> throw new IllegalArgumentException("there is no template option " + option);
    };
  }

  private FileOptions copy(int which, String value) {
    String[] all = {
      variableStart,
      variableEnd,
      blockStart,
      blockEnd,
      commentStart,
      commentEnd,
      lineStatementPrefix,
      lineCommentPrefix,
      newlineSequence
    };
    if (which < 6 && value.isEmpty()) {
      throw new IllegalArgumentException("a delimiter must not be empty");
    }
    all[which] = value;
    return new FileOptions(
        all[0],
        all[1],
        all[2],
        all[3],
        all[4],
        all[5],
        all[6],
        all[7],
        trimBlocks,
        lstripBlocks,
        keepTrailingNewline,
        all[8]);
  }

  private FileOptions flags(boolean trim, boolean lstrip, boolean keep) {
    return new FileOptions(
        variableStart,
        variableEnd,
        blockStart,
        blockEnd,
        commentStart,
        commentEnd,
        lineStatementPrefix,
        lineCommentPrefix,
        trim,
        lstrip,
        keep,
        newlineSequence);
  }

  private static String newline(String value) {
    return switch (value) {
      case "\n", "\\n" -> "\n";
      case "\r", "\\r" -> "\r";
      case "\r\n", "\\r\\n" -> "\r\n";
      default -> throw new IllegalArgumentException("newline_sequence must be \\n, \\r or \\r\\n");
    };
  }

  private static boolean bool(String option, String value) {
    return switch (value.strip().toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default ->
          throw new IllegalArgumentException(option + " must be true or false, not " + value);
    };
  }
}
