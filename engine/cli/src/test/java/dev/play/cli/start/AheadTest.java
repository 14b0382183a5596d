package dev.play.cli.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.schema.ClassPathModules;
import dev.play.schema.ModuleLibrary;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AheadTest {
  private static final ModuleLibrary NONE =
      new ClassPathModules(AheadTest.class.getClassLoader(), List.of(), List.of());

  @Test
  void makesEachThingOnceWhetherTheThreadWasStartedOrNot() {
    for (boolean started : List.of(true, false)) {
      AtomicInteger asked = new AtomicInteger();
      Ahead ahead =
          new Ahead(
              () -> {
                asked.incrementAndGet();
                return NONE;
              });
      if (started) {
        ahead.start();
      }

      assertThat(ahead.modules()).isSameAs(ahead.modules()).isSameAs(NONE);
      assertThat(ahead.library()).isSameAs(ahead.library());
      assertThat(ahead.random()).isSameAs(ahead.random());
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void tellsWhoAsksWhatWentWrongInTheThread() {
    Ahead ahead =
        new Ahead(
            () -> {
              throw new IllegalStateException("the class path cannot be read");
            });
    ahead.start();

    assertThatThrownBy(ahead::modules)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the class path cannot be read");
    assertThat(ahead.library()).isNotNull();
  }
}
