package dev.play.report;

import dev.play.event.Status;

/** Colours, or none. */
public enum Palette {
  PLAIN,
  COLOURED;

  /** In the colour that Ansible's users know for it; rescued and ignored failures likewise. */
  public String status(Status status, String text) {
    return switch (status) {
      case OK -> green(text);
      case CHANGED, WOULD_CHANGE -> yellow(text);
      case UNKNOWN -> paint("35", text);
      case SKIPPED -> cyan(text);
      case FAILED -> red(text);
      case UNREACHABLE -> paint("1;31", text);
    };
  }

  public String green(String text) {
    return paint("32", text);
  }

  public String yellow(String text) {
    return paint("33", text);
  }

  public String red(String text) {
    return paint("31", text);
  }

  public String cyan(String text) {
    return paint("36", text);
  }

  public String magenta(String text) {
    return paint("35", text);
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** A unified diff with its lines coloured. */
  public String diff(String text) {
    if (this == PLAIN) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      String painted =
          switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> green(line);
            case '-' -> red(line);
            case '@' -> cyan(line);
            default -> line;
          };
      out.append(out.isEmpty() ? "" : "\n").append(painted);
    }
    return out.toString();
  }
}
