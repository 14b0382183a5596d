package dev.play.modules.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void readsSetsAsFnmatchDoes() {
    assertThat(Glob.matches("a[b-d]*", "ac/x")).isTrue();
    assertThat(Glob.matches("[!/]*", "srv:/x")).isTrue();
    assertThat(Glob.matches("[!/]*", "/dev/sda")).isFalse();
    assertThat(Glob.matches("[]]", "]")).isTrue();
    assertThat(Glob.matches("[!]]", "]")).isFalse();
    assertThat(Glob.matches("[!]]", "x")).isTrue();
    assertThat(Glob.matches("[a-]", "-")).isTrue();
    assertThat(Glob.matches("[^a]", "^")).isTrue();
  }

  @Test
  void takesNothingInASetForMoreThanACharacter() {
    assertThat(Glob.matches("[z-a]", "m")).isFalse();
    assertThat(Glob.matches("[!z-a]", "m")).isTrue();
    assertThat(Glob.matches("[a&&b]", "&")).isTrue();
    assertThat(Glob.matches("[a&&b]", "a")).isTrue();
    assertThat(Glob.matches("[\\d]", "1")).isFalse();
    assertThat(Glob.matches("[", "[")).isTrue();
  }
}
