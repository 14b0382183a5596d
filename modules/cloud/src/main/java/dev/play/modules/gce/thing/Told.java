package dev.play.modules.gce.thing;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Values as a person reads them, short; secrets are not told. */
final class Told {
  private static final Pattern BEFORE_PROJECT =
      Pattern.compile("https://[^/]+/compute/v1/projects/(\\{project\\}/)?");

  /** Start scripts and the like are told by their head. */
  private static final int LONG = 200;

  private Told() {}

  static String of(Value value) {
    return switch (value) {
      case Value.None n -> "(none)";
      case Value.Text(String text) when text.length() > LONG ->
          text.substring(0, LONG).strip() + "... (" + text.length() + " characters)";
      case Value.Text(String text) -> BEFORE_PROJECT.matcher(text).replaceFirst("");
      case Value.Bool(boolean b) -> Boolean.toString(b);
      case Value.Int(long i) -> Long.toString(i);
      case Value.Unknown(String because) -> "(unknown " + because + ")";
      case Value.Secret s -> s.toString();
      case Value.Sequence s -> {
        List<String> out = new ArrayList<>();
        s.items().forEach(item -> out.add(of(item)));
        yield "[" + String.join(", ", out) + "]";
      }
      case Value.Dict d -> {
        List<String> out = new ArrayList<>();
        d.entries().forEach((k, v) -> out.add(of(k) + ": " + of(v)));
        yield "{" + String.join(", ", out) + "}";
      }
      default -> value.toString();
    };
  }
}
