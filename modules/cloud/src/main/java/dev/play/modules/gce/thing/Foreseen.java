package dev.play.modules.gce.thing;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a thing will be that is to be made. */
final class Foreseen {
  private Foreseen() {}

  /** As asked for, with its URL; what only Google can tell is unknown. */
  static Value.Dict made(Thing thing, Value.Dict body) {
    String because = "until " + thing.inWords() + " is made";
    Value.Dict out = (Value.Dict) certain(body, because);
    for (Map.Entry<String, Value> first : thing.wanted().atFirst().entrySet()) {
      out = out.with(first.getKey(), first.getValue());
    }
    for (String api : thing.unknown()) {
      out = out.with(api, new Value.Unknown(because));
    }
    if (!thing.at().api().equals("compute")) {
      return out;
    }
    return out.with("selfLink", certain(Value.text(Reference.url(thing.at())), because))
        .with("id", new Value.Unknown(because));
  }

  /** A URL in a project that nobody has named is not known yet. */
  static Value certain(Value value, String because) {
    return switch (value) {
      case Value.Text(String text)
          when text.matches("https://www\\.googleapis\\.com/.*\\{(project|zone|region)\\}.*") ->
          new Value.Unknown(because);
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, certain(v, because)));
        yield new Value.Dict(out);
      }
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(v -> certain(v, because)).toList());
      default -> value;
    };
  }

  /** Lines of a diff. */
  static String lines(Thing thing) {
    StringBuilder out = new StringBuilder("+ " + thing.kind() + " " + thing.name() + "\n");
    thing
        .wanted()
        .body()
        .entries()
        .forEach(
            (k, v) ->
                out.append("+  ").append(Told.of(k)).append(": ").append(Told.of(v)).append('\n'));
    return out.toString();
  }
}
