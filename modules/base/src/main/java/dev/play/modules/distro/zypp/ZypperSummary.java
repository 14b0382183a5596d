package dev.play.modules.distro.zypp;

import dev.play.host.CommandOutput;
import dev.play.host.PackageInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What zypper would do, as the summary says that {@code --xmlout --dry-run} prints. */
public record ZypperSummary(List<Row> rows) {
  private static final Pattern ELEMENT =
      Pattern.compile("<(/?to-[a-z-]+|solvable|message)\\b([^>]*)>([^<]*)");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

  /**
   * Something of it.
   *
   * @param section what becomes of it: to-install, to-upgrade, to-remove, ...
   * @param kind package, patch, ...
   */
  public record Row(String section, String kind, String name, String edition, String architecture) {
    /** By what names it can be asked for. */
    List<String> names() {
      String version = edition.replaceFirst("^\\d+:", "");
      return List.of(
          name,
          name + "." + architecture,
          name + "-" + version,
          name + "-" + version + "." + architecture);
    }

    PackageInfo info() {
      return section.equals("to-remove")
          ? PackageInfo.absent(name)
          : new PackageInfo(
              name, true, Optional.of(edition), Optional.of(architecture), false, false);
    }
  }

  public ZypperSummary {
    rows = List.copyOf(rows);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Reads a summary. */
  public static ZypperSummary read(CommandOutput output) {
    List<Row> rows = new ArrayList<>();
    String section = "";
    Matcher element = ELEMENT.matcher(output.out());
    while (element.find()) {
      String name = element.group(1);
      if (name.startsWith("to-")) {
        section = name;
      } else if (name.startsWith("/")) {
        section = "";
      } else if (name.equals("solvable") && !section.isEmpty()) {
        String text = element.group(2);
        rows.add(
            new Row(
                section,
                attribute(text, "type"),
                attribute(text, "name"),
                attribute(text, "edition"),
                attribute(text, "arch")));
      }
    }
    return new ZypperSummary(rows);
  }

  /** What it complains of, without the XML. */
  public static String messages(CommandOutput output) {
    List<String> out = new ArrayList<>();
    Matcher element = ELEMENT.matcher(output.out());
    while (element.find()) {
      if (element.group(1).equals("message") && !element.group(2).contains("\"info\"")) {
        out.add(plain(element.group(3)).strip());
      }
    }
    return out.isEmpty() ? output.err().strip() : String.join("\n", out);
  }

  /** The value of an element's attribute; empty where it has none. */
  static String attribute(String text, String name) {
    Matcher one = ATTRIBUTE.matcher(text);
    while (one.find()) {
      if (one.group(1).equals(name)) {
        return plain(one.group(2));
      }
    }
    return "";
  }

  static String plain(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
