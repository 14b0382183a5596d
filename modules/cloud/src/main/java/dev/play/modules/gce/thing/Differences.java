package dev.play.modules.gce.thing;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a thing that is there differs from what is wanted.
 *
 * @param changed what can be changed
 * @param fixed what cannot
 * @param unknown what nobody can tell before the run
 */
public record Differences(
    Value.Dict there, List<Field> changed, List<Field> fixed, List<Field> unknown) {
  public Differences {
    changed = List.copyOf(changed);
    fixed = List.copyOf(fixed);
    unknown = List.copyOf(unknown);
  }

  /** Whether a field that Google calls so is to be changed. */
  public boolean has(String api) {
    return changed.stream().anyMatch(f -> f.api().equals(api));
  }

  /** What it is to be. */
  public Value wanted(String api) {
    return changed.stream()
        .filter(f -> f.api().equals(api))
        .map(Field::wanted)
        .findFirst()
        .orElse(Value.NONE);
  }

  /** Those, in a body; all of a part of which something differs, as is there otherwise. */
  public Value.Dict body(Set<String> apis) {
    Value.Dict out = Value.EMPTY_DICT;
    for (Field field : changed) {
      if (apis.contains(field.api())) {
        out = Wanted.with(out, field.api(), field.wanted());
      }
    }
    return out;
  }

  /** All that is to be changed, by Google's names. */
  public Set<String> apis() {
    Set<String> out = new LinkedHashSet<>();
    changed.forEach(f -> out.add(f.api()));
    return out;
  }

  /** The thing as it will be. */
  public Value.Dict after(Set<String> apis) {
    Value.Dict out = there;
    for (Field field : changed) {
      if (apis.contains(field.api())) {
        out = Wanted.with(out, field.api(), field.wanted());
      }
    }
    for (String fingerprint : List.of("fingerprint", "labelFingerprint")) {
      if (out.get(fingerprint).isPresent()) {
        out = out.with(fingerprint, new Value.Unknown("until it is changed"));
      }
    }
    return out;
  }

  /** What is left when these have been changed. */
  public Differences past(Set<String> apis) {
    return new Differences(
        after(apis),
        changed.stream().filter(f -> !apis.contains(f.api())).toList(),
        fixed,
        unknown);
  }

  /** {@code mtu is 1460, not 1500}, for what cannot be changed. */
  String fixedInWords() {
    List<String> out = new ArrayList<>();
    fixed.forEach(
        f ->
            out.add(
                "%s is %s, not %s"
                    .formatted(f.option(), Told.of(f.of(there)), Told.of(f.wanted()))));
    return String.join("; ", out);
  }

  /** Why something is not known. */
  String unknownBecause() {
    return unknown.stream()
        .flatMap(f -> Field.reason(f.of(there)).or(() -> Field.reason(f.wanted())).stream())
        .findFirst()
        .orElseThrow();
  }

  /** Lines of a diff. */
  String lines(List<Field> fields) {
    StringBuilder out = new StringBuilder();
    for (Field field : fields) {
      out.append("-  ").append(field.option()).append(": ").append(Told.of(field.of(there)));
      out.append("\n+  ").append(field.option()).append(": ").append(Told.of(field.wanted()));
      out.append('\n');
    }
    return out.toString();
  }
}
