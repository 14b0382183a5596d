package dev.play.report;

import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Warnings as Ansible writes them: each once, in lines of 79 columns. */
final class Warnings {
  private static final int FOLD_AT = 79;

  private final Screen screen;
  private final Palette palette;
  private final Set<String> told = new HashSet<>();

  Warnings(Screen screen, Palette palette) {
    this.screen = screen;
    this.palette = palette;
  }

  void tell(Event.Warning e) {
    String text =
        "[WARNING]: "
            + e.text()
            + e.host().map(h -> " [" + h + "]").orElse("")
            + e.span().map(s -> " (" + s + ")").orElse("");
    if (told.add(text)) {
      screen.error(palette.magenta(folded(text)));
    }
  }

  /** Those that a module gives with its result. */
  void of(Ended ended) {
    if (ended.result().get("warnings").orElse(Value.NONE) instanceof Value.Sequence all) {
      all.items()
          .forEach(
              one ->
                  tell(new Event.Warning(PythonText.str(one), Optional.empty(), Optional.empty())));
    }
  }

  private static String folded(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split("\\s+")) {
      boolean fits = column + 1 + word.length() <= FOLD_AT;
      out.append(column == 0 ? "" : fits ? " " : "\n").append(word);
      column = (fits && column > 0 ? column + 1 : 0) + word.length();
    }
    return out.toString();
  }
}
