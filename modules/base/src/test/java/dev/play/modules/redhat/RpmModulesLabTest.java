package dev.play.modules.redhat;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Debian's own rpm and dnf 4, with repositories of packages of a few bytes. */
@Tag("lab")
@LabModules({YumRepository.class, RpmKey.class, Dnf.class})
class RpmModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    try (InputStream script = RpmModulesLabTest.class.getResourceAsStream("rpms.sh")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      HOST.root("cat > /srv/rpms.sh <<'END_OF_SCRIPT'\n" + text + "END_OF_SCRIPT\n. /srv/rpms.sh");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
