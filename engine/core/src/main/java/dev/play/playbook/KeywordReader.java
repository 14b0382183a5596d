package dev.play.playbook;

import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sorts a dictionary's entries into keywords and the rest, and checks the keywords' types. */
final class KeywordReader {
  /**
   * @param rest entries that are no keywords of that place
   */
  record Read(KeywordMap keywords, List<Node.Entry> rest) {}

  private final Diagnostics problems;

  KeywordReader(Diagnostics problems) {
    this.problems = problems;
  }

  Read read(Node.Mapping mapping, Keyword.In place) {
    for (Node.Entry twice : mapping.overridden()) {
      problems.error(twice.key().span(), twice.name() + " is given twice in " + place.words());
    }
    Map<Keyword, Node.Entry> keywords = new EnumMap<>(Keyword.class);
    List<Node.Entry> rest = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      Optional<Keyword> keyword = Keyword.find(entry.name(), place);
      if (keyword.isEmpty()) {
        rest.add(entry);
        continue;
      }
      Optional<String> misfit = keyword.get().type().misfit(entry.value());
      if (misfit.isPresent() && mayFail(mapping) && keyword.get().type().isScalar()) {
        problems.warning(entry.value().span(), entry.name() + " " + misfit.get());
        keywords.put(keyword.get(), entry);
      } else if (misfit.isPresent()) {
        misfit(keyword.get(), entry, misfit.get());
      } else {
        keywords.put(keyword.get(), entry);
      }
    }
    return new Read(new KeywordMap(keywords), rest);
  }

  /**
   * The keywords with those that are misspelt taken for what was probably meant, so that what
   * stands behind them is checked as well and is known to the checks that follow.
   *
   * @param misspelt entries that are told of as such
   */
  KeywordMap meant(KeywordMap keywords, List<Node.Entry> misspelt, Keyword.In place) {
    Map<Keyword, Node.Entry> all = new EnumMap<>(Keyword.class);
    all.putAll(keywords.all());
    for (Node.Entry entry : misspelt) {
      NearName.of(entry.name(), Keyword.names(place))
          .flatMap(near -> Keyword.find(near, place))
          .filter(keyword -> keyword.type().misfit(entry.value()).isEmpty())
          .ifPresent(keyword -> all.putIfAbsent(keyword, entry));
    }
    return new KeywordMap(all);
  }

  /** A task that may fail without harm may fail of its own keywords. */
  private static boolean mayFail(Node.Mapping task) {
    return task.get("ignore_errors")
        .filter(node -> !(node instanceof Node.Scalar s && Value.FALSE.equals(s.value())))
        .isPresent();
  }

  private void misfit(Keyword keyword, Node.Entry entry, String misfit) {
    String words = entry.name() + " " + misfit;
    switch (keyword) {
      case TASKS, PRE_TASKS, POST_TASKS, HANDLERS ->
          problems.error(
              entry.value().span(),
              "A malformed block was encountered while loading "
                  + entry.name()
                  + told(entry.value())
                  + " should be a list or None");
      case ROLES ->
          problems.error(
              entry.value().span(), "A malformed role declaration was encountered.", words);
      default -> problems.error(entry.value().span(), words);
    }
  }

  private static String told(Node value) {
    return value instanceof Node.Scalar scalar ? ": " + scalar.text() : ":";
  }

  /** An error for each entry, with the keyword that was probably meant. */
  void unknown(List<Node.Entry> entries, Keyword.In place) {
    for (Node.Entry entry : entries) {
      String message = "'" + entry.name() + "' is not a valid attribute for " + place.title();
      Optional<String> hint = hint(entry.name(), place);
      if (hint.isPresent()) {
        problems.error(entry.key().span(), message, hint.get());
      } else {
        problems.error(entry.key().span(), message);
      }
    }
  }

  private static Optional<String> hint(String name, Keyword.In place) {
    if (name.equals("sudo") || name.equals("su")) {
      return Optional.of("use become: true");
    }
    if (name.equals("sudo_user") || name.equals("su_user")) {
      return Optional.of("use become_user");
    }
    if (Keyword.isKeyword(name)) {
      return Optional.of(
          "it may stand in "
              + String.join(
                  ", ",
                  java.util.Arrays.stream(Keyword.In.values())
                      .filter(in -> Keyword.find(name, in).isPresent())
                      .map(Keyword.In::words)
                      .toList()));
    }
    return NearName.of(name, Keyword.names(place)).map(near -> "did you mean " + near + "?");
  }
}
