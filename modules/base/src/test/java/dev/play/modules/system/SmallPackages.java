package dev.play.modules.system;

import dev.play.testkit.LabHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Packages of a few bytes, in repositories of a host's own, and the script that cases call. */
final class SmallPackages {
  private SmallPackages() {}

  static void bringTo(LabHost host) {
    try (InputStream script = SmallPackages.class.getResourceAsStream("debs.sh")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      host.root("cat > /srv/debs.sh <<'END_OF_SCRIPT'\n" + text + "END_OF_SCRIPT\n. /srv/debs.sh");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
