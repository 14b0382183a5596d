package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what {@link FactScript} wrote. */
public final class FactReply {
  private FactReply() {}

  /** The facts under Ansible's names, without the prefix. */
  public static Value.Dict read(String text, String mark, Set<String> subsets) {
    Map<String, Value> out = new LinkedHashMap<>();
    for (String part : text.split(Pattern.quote(mark + ":"))) {
      int line = part.indexOf('\n');
      if (line > 0 && !subsets.isEmpty()) {
        out.put(part.substring(0, line), Value.text(part.substring(line + 1)));
      }
    }
    return Value.dict(out);
  }
}
