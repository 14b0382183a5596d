package dev.play.modules.packages.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "==1.0 | 1.0.0 | true",
        "==1.0 | 1.0+debian1 | true",
        "==1.0+x | 1.0 | false",
        "==1.1.* | 1.1.7 | true",
        "==1.1.* | 1.10 | false",
        "!=1.1.* | 1.2 | true",
        "~=2.2 | 2.9 | true",
        "~=2.2 | 3.0 | false",
        "~=2.2.1 | 2.3 | false",
        "~=2.2.post3 | 2.5 | true",
        "<2 | 2.0rc1 | false",
        "<2rc2 | 2.0rc1 | true",
        ">1.7 | 1.7.post1 | false",
        ">1.7.post1 | 1.7.post2 | true",
        ">=1.0 | 1.0.dev1 | false",
        "<=1.0 | 1.0a1 | true",
        ">1.11.0,<1.12.0 | 1.11.9 | true",
        ">1.11.0,<1.12.0 | 1.9 | false",
        "===1.0-odd | 1.0-ODD | true",
        "==1!1.0 | 1.0 | false",
      })
  void ordersVersionsAsPythonDoes(String conditions, String version, boolean holds) {
    assertThat(Requirement.of("x" + conditions).isMet(Map.of("x", version))).isEqualTo(holds);
  }

  @Test
  void ordersWhatComesBeforeAndAfterARelease() {
    List<PythonVersion> inOrder =
        List.of(
                "1.0.dev1",
                "1.0a1.dev2",
                "1.0a1",
                "1.0b2",
                "1.0rc1",
                "1.0",
                "1.0+a",
                "1.0+1",
                "1.0.post1.dev1",
                "1.0.post1",
                "1.0.1",
                "1!0.1")
            .stream()
            .map(v -> PythonVersion.of(v).orElseThrow())
            .toList();
    assertThat(inOrder).isSorted();
  }

  @Test
  void takesNamesForAlikeAsPythonDoes() {
    assertThat(Requirement.of("Junit_XML").isMet(Map.of("junit-xml", "1"))).isTrue();
  }

  @Test
  void leavesToPipWhatOnlyPipCanTell() {
    Map<String, String> installed = Map.of("x", "1");
    assertThat(Requirement.of("x[extra]").isSettled(installed)).isFalse();
    assertThat(Requirement.of("x[extra]").isMissing(installed)).isFalse();
    assertThat(Requirement.of("y; python_version < '3'").isMissing(installed)).isFalse();
    assertThat(Requirement.of("git+https://example.org/x.git#egg=x").isSettled(installed))
        .isFalse();
    assertThat(Requirement.of("git+https://example.org/y.git#egg=y").isMissing(installed)).isTrue();
  }

  @Test
  void joinsWhatCommasSplit() {
    assertThat(Requirement.joined(List.of("a>0.1", "<0.2", "b[x", "y]", "!=1", "c")))
        .containsExactly("a>0.1,<0.2", "b[x,y],!=1", "c");
  }

  @Test
  void refusesWhatIsNoPackage() {
    for (String text :
        List.of("--hostile=x", "-x", "djan=+-~!@#$go>1.11.1,<1.11.3", "a b", "$(x)")) {
      assertThatThrownBy(() -> Requirement.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void readsFilesThatHoldNamesAndVersionsAlone() {
    assertThat(Requirement.ofFile("# all\na==1  # one\n\nb[c]>2\n").orElseThrow()).hasSize(2);
    assertThat(Requirement.ofFile("a\n-r other.txt\n")).isEmpty();
  }
}
