package dev.play.compile.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.TagFilter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagFilterTest {
  /** Columns: --tags, --skip-tags, the step's tags, whether it runs. */
  @ParameterizedTest
  @CsvSource({
    ",,,true",
    ",,a,true",
    ",,never,false",
    ",,'never,a',false",
    "a,,'never,a',true",
    "never,,never,true",
    "a,,a,true",
    "a,,b,false",
    "a,,,false",
    "a,,always,true",
    "tagged,,a,true",
    "tagged,,,false",
    "tagged,,never,false",
    "untagged,,,true",
    "untagged,,a,false",
    "untagged,,always,true",
    "all,,a,true",
    ",a,a,false",
    ",a,b,true",
    ",a,'a,always',false",
    ",always,always,false",
    ",all,a,false",
    ",all,always,true",
    ",'all,always',always,false",
    ",tagged,a,false",
    ",tagged,,true",
    ",untagged,,false",
    "'a,b',b,'a,b',false"
  })
  void letsRunWhatAnsibleWould(
      @Nullable String only, @Nullable String skip, @Nullable String tags, boolean runs) {
    assertThat(new TagFilter(set(only), set(skip)).lets(set(tags))).isEqualTo(runs);
  }

  private static Set<String> set(@Nullable String text) {
    return text == null
        ? Set.of()
        : Arrays.stream(text.split(",")).collect(Collectors.toUnmodifiableSet());
  }
}
