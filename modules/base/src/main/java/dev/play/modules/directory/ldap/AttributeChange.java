package dev.play.modules.directory.ldap;

import dev.play.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is done to one attribute of an entry.
 *
 * @param values that come, or that go where the kind is DELETE; none there for all of them
 * @param before what it has, where all of that goes
 * @param secret whether they are never to be shown
 */
public record AttributeChange(
    Kind kind, String name, List<String> values, List<String> before, boolean secret) {
  /** In the order of the numbers that LDAP has for them (RFC 4511). */
  public enum Kind {
    ADD,
    DELETE,
    REPLACE
  }

  /** Adds it to a record that changes an entry. */
  public void write(Ldif record) {
    record.line(kind.name().toLowerCase(Locale.ROOT) + ": " + name);
    values.forEach(v -> record.value(name, v));
    record.line("-");
  }

  /**
   * As Ansible's modlist has it.
   *
   * @param together one for all values, not one for each
   */
  public Stream<Value> told(boolean together) {
    return together
        ? Stream.of(told(values.isEmpty() ? Value.NONE : Value.texts(values)))
        : values.stream().map(v -> told(Value.text(v)));
  }

  private Value told(Value what) {
    Value all = Value.ofJava(List.of(kind.ordinal(), name, what));
    return secret ? new Value.Secret(all) : all;
  }

  /** Lines of a diff. */
  public String diff() {
    StringBuilder out = new StringBuilder();
    List<String> gone = kind == Kind.DELETE && !values.isEmpty() ? values : before;
    gone.forEach(v -> line(out, '-', v));
    if (kind != Kind.DELETE) {
      values.forEach(v -> line(out, '+', v));
    }
    return out.toString();
  }

  private void line(StringBuilder out, char sign, String value) {
    // A hash of a password is nothing to show either.
    boolean hidden = secret || name.toLowerCase(Locale.ROOT).matches(".*(password|pw)");
    String shown = hidden ? "********" : value.replace("\n", "\\n");
    out.append(sign).append(name).append(": ").append(shown).append('\n');
  }
}
