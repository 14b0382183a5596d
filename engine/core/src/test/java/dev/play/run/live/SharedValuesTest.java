package dev.play.run.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedValuesTest {
  private final SharedValues values = new SharedValues();

  private static Value.Dict facts(String name) {
    return Value.dictOf(
        "hostname",
        name,
        "mounts",
        List.of(Value.dictOf("mount", "/", "size", 5)),
        "env",
        Value.dictOf("LANG", "C.UTF-8", "PATH", "/bin"));
  }

  private static Value member(Value.Dict dict, String name) {
    return dict.get(name).orElseThrow();
  }

  @Test
  void whatHostsTellAlikeIsKeptOnce() {
    Value.Dict one = values.dict(facts("one"));
    Value.Dict two = values.dict(facts("two"));

    assertThat(two).isEqualTo(facts("two")).isNotEqualTo(one);
    assertThat(member(two, "mounts")).isSameAs(member(one, "mounts"));
    assertThat(member(two, "env")).isSameAs(member(one, "env"));
    assertThat(values.dict(facts("one"))).isSameAs(one);
  }

  @Test
  void aDictionaryInAnotherOrderStaysAsItIs() {
    Value.Dict one = values.dict(Value.dictOf("a", 1, "b", 2));
    Value.Dict other = values.dict(Value.dictOf("b", 2, "a", 1));

    assertThat(other).isEqualTo(one);
    assertThat(new ArrayList<>(other.entries().keySet()))
        .containsExactly(Value.text("b"), Value.text("a"));
  }

  @Test
  void kindsOfValuesAreToldApart() {
    assertThat(values.shared(Value.of(1))).isEqualTo(Value.of(1));
    assertThat(values.shared(new Value.Real(1))).isEqualTo(new Value.Real(1));
    assertThat(values.shared(Value.text("1"))).isEqualTo(Value.text("1"));
    assertThat(values.shared(Value.TRUE)).isEqualTo(Value.TRUE);
    assertThat(values.shared(Value.list(List.of()))).isEqualTo(Value.EMPTY_SEQUENCE);
    assertThat(values.shared(Value.dictOf())).isEqualTo(Value.EMPTY_DICT);
  }
}
