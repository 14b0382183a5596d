package dev.play.modules.gce.thing;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A thing as it is wanted: what is given, and how each field compares. */
public final class Wanted {
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Value> once = new LinkedHashMap<>();
  private final Map<String, Value> first = new LinkedHashMap<>();
  private final Set<String> unsent = new HashSet<>();

  /** A field that can be changed. */
  public Wanted field(String option, String api, Optional<?> value) {
    return add(option, api, value, Field::scalar, Value.NONE, true);
  }

  /** A list whose order does not matter, and that can be changed. */
  public Wanted set(String option, String api, Optional<?> value) {
    return add(option, api, value, Field::set, Value.EMPTY_SEQUENCE, true);
  }

  /** A field that is as it was made. */
  public Wanted fixed(String option, String api, Optional<?> value) {
    return add(option, api, value, Field::scalar, Value.NONE, false);
  }

  /** A URL that is as it was made. */
  public Wanted fixedLink(String option, String api, Optional<String> url) {
    return add(option, api, url, Reference::plain, Value.NONE, false);
  }

  /**
   * Any field.
   *
   * @param plain makes values that mean the same equal
   * @param absent what it means where Google does not tell it
   */
  public Wanted add(
      String option,
      String api,
      Optional<?> value,
      UnaryOperator<Value> plain,
      Value absent,
      boolean changeable) {
    value.ifPresent(
        v ->
            fields.add(
                new Field(option, api, Value.ofJava(v), plain, absent, there -> !changeable)));
    return this;
  }

  /** Said when it is made, and not compared afterwards. */
  public Wanted once(String api, Optional<?> value) {
    value.ifPresent(v -> once.put(api, Value.ofJava(v)));
    return this;
  }

  /** A field that is never sent: Google has methods for it. */
  public Wanted afterwards(
      String option, String api, Optional<?> value, UnaryOperator<Value> plain) {
    value.ifPresent(v -> unsent.add(api));
    return add(option, api, value, plain, Value.NONE, true);
  }

  /** What Google makes it at first. */
  public Wanted atFirst(String api, Value value) {
    first.put(api, value);
    return this;
  }

  Map<String, Value> atFirst() {
    return Collections.unmodifiableMap(first);
  }

  /** This, with a field that only some changes can be made to. */
  Wanted fixing(String api, Predicate<Value> isFixed) {
    fields.replaceAll(
        f ->
            f.api().equals(api)
                ? new Field(f.option(), api, f.wanted(), f.plain(), f.absent(), isFixed)
                : f);
    return this;
  }

  /** All that is sent to make it. */
  public Value.Dict body() {
    Value.Dict out = Value.EMPTY_DICT;
    for (Map.Entry<String, Value> entry : once.entrySet()) {
      out = with(out, entry.getKey(), entry.getValue());
    }
    for (Field field : fields) {
      if (!unsent.contains(field.api())) {
        out = with(out, field.api(), field.wanted());
      }
    }
    return out;
  }

  /** What differs of a thing that is there. */
  Differences differences(Value.Dict there) {
    List<Field> changed = new ArrayList<>();
    List<Field> fixed = new ArrayList<>();
    List<Field> unknown = new ArrayList<>();
    for (Field field : fields) {
      Optional<Boolean> same = field.isSame(there);
      if (same.isEmpty()) {
        unknown.add(field);
      } else if (!same.get()) {
        (field.isFixed().test(field.of(there)) ? fixed : changed).add(field);
      }
    }
    return new Differences(there, changed, fixed, unknown);
  }

  /** A dictionary with something set deeper in it. */
  static Value.Dict with(Value.Dict dict, String path, Value value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return dict.with(path, value);
    }
    String first = path.substring(0, dot);
    Value.Dict inner =
        dict.get(first).orElse(Value.NONE) instanceof Value.Dict d ? d : Value.EMPTY_DICT;
    return dict.with(first, with(inner, path.substring(dot + 1), value));
  }
}
