package dev.play.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceTest {
  @Test
  void aGroupThatIsMadeBearsOnWhatWasAskedByNumber() {
    assertThat(Resource.ofGroup("staff").affects(Resource.ofGroup("1100"))).isTrue();
    assertThat(Resource.ofUser("ann").affects(Resource.ofUser("1100"))).isTrue();
    assertThat(Resource.ofUser("ann").affects(Resource.ofGroup("1100"))).isFalse();
    assertThat(Resource.ofGroup("staff").affects(Resource.ofGroup("wheel"))).isFalse();
  }
}
