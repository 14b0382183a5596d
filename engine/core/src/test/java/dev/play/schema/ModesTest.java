package dev.play.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.FileMode;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModesTest {
  /** A module with a mode. */
  @ModuleDoc(name = "set", summary = "Sets.", example = "- set:\n")
  public static final class SetMode implements Module<SetMode.Args> {
    /** The arguments. */
    public record Args(@Param("permissions") FileMode mode) {}

    @Override
    public Plan plan(Args args, HostView host) {
      return Plan.same();
    }
  }

  private static Bound bound(String mode) {
    return ModuleSpec.of(SetMode.class).bind(Value.dictOf("mode", mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"u=foo", "foo=r", "ufoo=r", "abc=r", "ao=r", "oa=r", "99", "u"})
  void saysInAnsiblesWordsWhatIsNoMode(String mode) {
    assertThat(bound(mode))
        .isInstanceOfSatisfying(
            Bound.Wrong.class,
            wrong -> {
              assertThat(wrong.problems().getFirst())
                  .startsWith("mode must be in octal or symbolic form");
              assertThat(wrong.values().get("details"))
                  .contains(Value.text("bad symbolic permission for mode: " + mode));
            });
  }

  @Test
  void takesWhatIsOne() {
    for (String mode : new String[] {"0644", "u=rwX,go=rX", "a=r", "+x", "ug+s,o-w", "g=u"}) {
      assertThat(bound(mode)).isInstanceOf(Bound.Arguments.class);
    }
  }
}
