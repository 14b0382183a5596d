package dev.play.cli.mistakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One-line mistakes as people make them, put into the files of a correct site. */
public final class SeededMistakes {
  /**
   * One changed line.
   *
   * @param kind what went wrong
   * @param line counted from 1
   * @param text what stands there now
   */
  public record Mistake(String kind, Path file, int line, String text) {
    @Override
    public String toString() {
      return kind + " at " + file.getFileName() + ":" + line + ": " + text.strip();
    }
  }

  /** Makes the mistake in a line, in the part that the kind's pattern matches. */
  private interface Slip {
    String make(MatchResult match);
  }

  private record Kind(String name, Pattern line, Slip slip, boolean inTemplates) {}

  private static final String KEYWORDS =
      "when|register|notify|become|loop|loop_control|hosts|roles|tasks|pre_tasks|post_tasks|handlers"
          + "|vars|vars_files|block|rescue|always|no_log|until|retries|changed_when|tags|listen";
  private static final String ARGUMENTS =
      "path|state|mode|src|dest|owner|url|cmd|regexp|enabled|create|paths|recurse|update_cache|groups"
          + "|value|minute|hour|project_src|content";
  private static final String FILTERS =
      "default|length|join|map|ternary|quote|union|lower|upper|bool|sort|dictsort|subelements|random";

  private final List<Kind> kinds = new ArrayList<>();
  private final Random random;

  public SeededMistakes(long seed) {
    this.random = new Random(seed);
    yaml("keyword misspelt", "^(\\s*(?:- )?)(" + KEYWORDS + ")(:.*)$", m -> swapped(m, 2));
    yaml("module misspelt", "^(\\s+(?:- )?ansible\\.builtin\\.)(\\w+)(:.*)$", m -> shortened(m, 2));
    yaml("argument misspelt", "^(\\s{4,8})(" + ARGUMENTS + ")(: .*)$", m -> doubled(m, 2));
    yaml("filter misspelt", "^(.*\\| )(" + FILTERS + ")(\\b.*)$", m -> swapped(m, 2));
    yaml(
        "variable misspelt",
        "^(.*(?:\\{\\{ |when: |- not ))((?:shop|mail|web|common|report|firewall)_\\w+)(.*)$",
        m -> shortened(m, 2));
    yaml("handler misspelt", "^(\\s+notify: )(\\w.*)()$", m -> shortened(m, 2));
    yaml("quote not closed", "^(\\s+[\\w. -]+: \"[^\"]*)(\")()$", m -> m.group(1));
    yaml("braces not closed", "^(.*\\{\\{ [^}]*)(\\}\\})(.*)$", m -> m.group(1) + "}" + m.group(3));
    yaml(
        "choice misspelt",
        "^(\\s+state: )(started|present|directory|restarted|reloaded|absent)()$",
        m -> shortened(m, 2));
    yaml("no mode", "^(\\s+mode: )(\"0\\d+\")()$", m -> m.group(1) + "\"rwx\"");
    yaml(
        "no truth value",
        "^(\\s+(?:become|create|enabled|no_log): )(\\w+)()$",
        m -> m.group(1) + "perhaps");
    yaml(
        "file not there",
        "^(\\s+src: )(\\w[\\w.]+\\.(?:j2|conf|mustache))()$",
        m -> shortened(m, 2));
    yaml(
        "tasks not there",
        "^(.*(?:import_tasks|include_tasks): )(\\w+)(\\.yml)$",
        m -> doubled(m, 2));
    yaml(
        "role not there",
        "^(    - (?:role: )?)(common|firewall|docker|web|shop|mail)()$",
        m -> doubled(m, 2));
    yaml(
        "braces without quotes",
        "^(\\s+\\w+: )\"(\\{\\{[^\"]*\\}\\})(\")$",
        m -> m.group(1) + m.group(2));
    yaml("tab", "^(    )( *)(\\w+:.*)$", m -> "\t" + m.group(2) + m.group(3));
    yaml(
        "one space too many",
        "^(      )(\\w+: )(\\S.*)$",
        m -> m.group(1) + " " + m.group(2) + m.group(3));
    yaml("colon forgotten", "^(\\s+\\w+)(:)( \\w+)$", m -> m.group(1) + m.group(3));
    yaml(
        "key twice",
        "^(\\s{4,8}(?:path|dest|name|src|state)): (.*)()$",
        m -> m.group() + "\n" + m.group());
    yaml("test misspelt", "^(.* is )(succeeded|defined)(.*)$", m -> shortened(m, 2));
    templates(
        "variable misspelt in a template", "^(.*\\{\\{ )(\\w+_\\w+)(.*)$", m -> shortened(m, 2));
    templates("filter misspelt in a template", "^(.*\\| )(\\w+)(.*)$", m -> swapped(m, 2));
    templates(
        "statement misspelt in a template",
        "^(\\{% )(for|if|endfor|endif|else)(.*)$",
        m -> doubled(m, 2));
    templates(
        "braces not closed in a template",
        "^(.*\\{\\{ [^}]*)(\\}\\})(.*)$",
        m -> m.group(1) + m.group(3));
  }

  private void yaml(String name, String line, Slip slip) {
    kinds.add(new Kind(name, Pattern.compile(line), slip, false));
  }

  private void templates(String name, String line, Slip slip) {
    kinds.add(new Kind(name, Pattern.compile(line), slip, true));
  }

  /** That many, of all kinds in turn, as long as a kind finds a place. */
  public List<Mistake> in(Path site, int count) {
    Map<String, List<Mistake>> possible = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      List<Mistake> all = new ArrayList<>();
      files(site, kind.inTemplates()).forEach(file -> all.addAll(of(kind, file)));
      Collections.shuffle(all, random);
      possible.put(kind.name(), all);
    }
    List<Mistake> chosen = new ArrayList<>();
    for (int round = 0; chosen.size() < count && round < 100; round++) {
      for (List<Mistake> all : possible.values()) {
        if (round < all.size() && chosen.size() < count) {
          chosen.add(all.get(round));
        }
      }
    }
    return chosen;
  }

  private static List<Path> files(Path site, boolean templates) {
    try (Stream<Path> all = Files.walk(site)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> !f.toString().contains("/meta/") && !f.toString().contains("/inventories/"))
          .filter(f -> templates ? f.toString().endsWith(".j2") : f.toString().endsWith(".yml"))
          .filter(
              f -> templates || f.toString().matches(".*/(tasks|handlers)/.*|.*/(site|shop)\\.yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Mistake> of(Kind kind, Path file) {
    List<Mistake> out = new ArrayList<>();
    List<String> lines = read(file);
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      String line = lines.get(i);
      Optional.of(kind.line().matcher(line))
          .filter(java.util.regex.Matcher::matches)
          .map(m -> kind.slip().make(m.toMatchResult()))
          .filter(changed -> !changed.equals(line))
          .ifPresent(changed -> out.add(new Mistake(kind.name(), file, number, changed)));
    }
    return out;
  }

  public static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String with(MatchResult match, int group, String word) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= match.groupCount(); i++) {
      out.append(i == group ? word : match.group(i));
    }
    return out.toString();
  }

  private static String swapped(MatchResult match, int group) {
    String word = match.group(group);
    String changed =
        word.length() < 4
            ? word + "s"
            : word.substring(0, 1) + word.charAt(2) + word.charAt(1) + word.substring(3);
    return with(match, group, changed.equals(word) ? word + "x" : changed);
  }

  private static String shortened(MatchResult match, int group) {
    String word = match.group(group);
    int at = word.length() - 2;
    return with(match, group, word.substring(0, at) + word.substring(at + 1));
  }

  private static String doubled(MatchResult match, int group) {
    String word = match.group(group);
    return with(match, group, word.substring(0, 2) + word.charAt(1) + word.substring(2));
  }
}
