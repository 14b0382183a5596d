package dev.play.modules.system.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.module.ModuleFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageRequestTest {
  @Test
  void readsNameVersionAndRelease() {
    assertThat(PackageRequest.parse("nginx").argument()).isEqualTo("nginx");
    assertThat(PackageRequest.parse("nginx=1.22*").version()).contains("1.22*");
    assertThat(PackageRequest.parse("nginx/trixie-backports").release())
        .contains("trixie-backports");
    assertThat(PackageRequest.parse("libc6:i386").name()).isEqualTo("libc6:i386");
    assertThat(PackageRequest.parse("g++").name()).isEqualTo("g++");
  }

  @Test
  void acceptsAnInstalledVersionThatTheGlobFits() {
    PackageRequest request = PackageRequest.parse("nginx=1.22*");
    assertThat(request.accepts("1.22.1-9")).isTrue();
    assertThat(request.accepts("1.24.0-1")).isFalse();
    assertThat(PackageRequest.parse("nginx=1.22.1-9+deb12u1").accepts("1.22.1-9+deb12u1")).isTrue();
    assertThat(PackageRequest.parse("nginx=1.2").accepts("1x2")).isFalse();
  }

  @Test
  void tellsAMinimumFromAVersion() {
    PackageRequest request = PackageRequest.parse("nginx >= 1.22");
    assertThat(request.minimum()).contains("1.22");
    assertThat(request.version()).isEmpty();
    assertThat(request.argument()).isEqualTo("nginx");
  }

  @Test
  void takesGlobsInNames() {
    PackageRequest request = PackageRequest.parse("php8.?-*");
    assertThat(request.isGlob()).isTrue();
    assertThat(request.fits("php8.4-fpm")).isTrue();
    assertThat(request.fits("php8.4")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oAPT::Update::Pre-Invoke::=id",
        "--reinstall",
        "$(id)",
        "a;b",
        "a b",
        "",
        "`id`",
        "a\nb",
        "'x'"
      })
  void refusesWhatIsNoPackageName(String hostile) {
    assertThatThrownBy(() -> PackageRequest.parse(hostile))
        .isInstanceOf(ModuleFailure.class)
        .hasMessageContaining("not a package name");
  }
}
