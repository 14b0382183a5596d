package dev.play.event;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what leaves a run: values that are secret, and texts that hold the text of a
 * secret seen before (a command that prints the password it was given). Thread-safe.
 */
public final class Redactor {
  /** What stands in a secret's place. */
  public static final String MASK = "********";

  /** Shorter texts occur by chance; they are masked only where the value itself is secret. */
  private static final int SHORTEST = 6;

  /** Lines of a key are hardly shorter; its first and last, which start so, tell nothing. */
  private static final int SHORTEST_LINE = 16;

  private static final String ARMOUR = "-----";

  private final CopyOnWriteArrayList<String> known = new CopyOnWriteArrayList<>();

  /** Remembers a secret's text: from now on it is masked wherever it shows. */
  public void learn(String secret) {
    String text = secret.strip();
    if (text.length() < SHORTEST || known.contains(text)) {
      return;
    }
    known.add(text);
    if (text.indexOf('\n') > 0) {
      // A log's last lines hold parts of it.
      text.lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith(ARMOUR))
          .forEach(known::addIfAbsent);
    }
    known.sort(Comparator.comparingInt(String::length).reversed());
  }

  /** Learns all secret texts in a value. */
  public void learn(Value value) {
    switch (value) {
      case Value.Secret s -> learnHidden(s.hidden());
      case Value.Sequence s -> s.items().forEach(this::learn);
      case Value.Dict d -> d.entries().values().forEach(this::learn);
      default -> {}
    }
  }

  private void learnHidden(Value value) {
    switch (value) {
      case Value.Text t -> learn(t.text());
      case Value.Template t -> learn(t.source());
      case Value.Sequence s -> s.items().forEach(this::learnHidden);
      case Value.Dict d -> d.entries().values().forEach(this::learnHidden);
      default -> {}
    }
  }

  /** A text with all known secrets masked. */
  public String clean(String text) {
    String out = text;
    for (String secret : known) {
      if (out.contains(secret)) {
        out = out.replace(secret, MASK);
      }
    }
    return out;
  }

  public Optional<String> clean(Optional<String> text) {
    return text.map(this::clean);
  }

  /** A value with secrets masked, at any depth. */
  public Value clean(Value value) {
    return switch (value) {
      case Value.Secret s -> new Value.Text(MASK);
      case Value.Text t -> {
        String cleaned = clean(t.text());
        yield cleaned.equals(t.text()) ? t : new Value.Text(cleaned);
      }
      case Value.Sequence s -> clean(s);
      case Value.Dict d -> clean(d);
      default -> value;
    };
  }

  private Value.Sequence clean(Value.Sequence sequence) {
    @Nullable List<Value> out = null;
    for (int i = 0; i < sequence.items().size(); i++) {
      Value item = sequence.items().get(i);
      Value clean = clean(item);
      if (out == null && clean != item) {
        out = new ArrayList<>(sequence.items().subList(0, i));
      }
      if (out != null) {
        out.add(clean);
      }
    }
    return out == null ? sequence : new Value.Sequence(out);
  }

  /** The same dictionary where it holds no secret, as nearly all results do. */
  public Value.Dict clean(Value.Dict dict) {
    @Nullable Map<Value, Value> out = null;
    int plain = 0;
    for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
      Value key = clean(entry.getKey());
      Value value = clean(entry.getValue());
      if (out == null && key == entry.getKey() && value == entry.getValue()) {
        plain++;
        continue;
      }
      if (out == null) {
        out = new LinkedHashMap<>();
        for (Map.Entry<Value, Value> before : dict.entries().entrySet()) {
          if (out.size() == plain) {
            break;
          }
          out.put(before.getKey(), before.getValue());
        }
      }
      out.put(key, value);
    }
    return out == null ? dict : new Value.Dict(out);
  }
}
