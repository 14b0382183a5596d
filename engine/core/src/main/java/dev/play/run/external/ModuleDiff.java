package dev.play.run.external;

import dev.play.effect.TextDiff;
import dev.play.event.ResultJson;
import dev.play.template.PythonText;
import dev.play.value.Value;

/** The {@code diff} of a module's answer as text: before and after, or what it has made ready. */
public final class ModuleDiff {
  private ModuleDiff() {}

  /** Empty where it tells none. */
  public static String of(Value.Dict result) {
    return text(result.get("diff").orElse(Value.NONE));
  }

  private static String text(Value diff) {
    return switch (diff) {
      case Value.Sequence s -> String.join("", s.items().stream().map(ModuleDiff::text).toList());
      case Value.Dict d when d.get("prepared").isPresent() -> lines(d.get("prepared").get());
      case Value.Dict d when d.get("before").isPresent() || d.get("after").isPresent() ->
          TextDiff.unified(
              lines(d.get("before").orElse(Value.text(""))),
              lines(d.get("after").orElse(Value.text(""))),
              header(d, "before"),
              header(d, "after"));
      default -> "";
    };
  }

  private static String header(Value.Dict diff, String side) {
    return diff.get(side + "_header").map(h -> side + ": " + PythonText.str(h)).orElse(side);
  }

  private static String lines(Value side) {
    String text =
        switch (side) {
          case Value.Text t -> t.text();
          case Value.None n -> "";
          default -> new ResultJson().pretty(side);
        };
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }
}
