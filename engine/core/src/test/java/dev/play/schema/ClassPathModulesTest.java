package dev.play.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassPathModulesTest {
  private static final String PACKAGE = "dev.play.compile.modules";

  private static ClassPathModules modules(Optional<List<String>> listed) {
    return new ClassPathModules(
        ClassPathModulesTest.class.getClassLoader(), List.of(PACKAGE), List.of(), listed);
  }

  @Test
  void findsTheSameInAListOfClassesAsOnTheClassPath() {
    ClassPathModules looked = modules(Optional.empty());
    List<String> listed =
        looked.names().stream()
            .map(name -> looked.find(name).orElseThrow().create().getClass().getName())
            .toList();

    assertThat(listed).isNotEmpty();
    assertThat(modules(Optional.of(listed)).names()).isEqualTo(looked.names());
  }

  @Test
  void looksNowhereElseWhereAListIsGiven() {
    List<String> elsewhere = List.of("dev.play.compile.other.Thing");

    assertThat(modules(Optional.of(elsewhere)).names()).isEmpty();
    assertThat(modules(Optional.of(elsewhere)).find("thing")).isEmpty();
  }
}
