package dev.play.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitPropertiesTest {
  @Test
  void readsTheSameStateTheSameWayWhateverTheOrderOfItsSets() {
    String one = "Id=a.service\nAfter=system.slice basic.target sysinit.target\nType=simple\n";
    String other = "Id=a.service\nAfter=sysinit.target system.slice basic.target\nType=simple\n";
    assertThat(UnitSection.blocks(one)).isEqualTo(UnitSection.blocks(other));
  }
}
