package dev.play.modules.distro;

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

/** Debian's own zypper and pacman, with packages of a few bytes; a stand-in for apk. */
@Tag("lab")
@LabModules({Zypper.class, ZypperRepository.class, Pacman.class, Apk.class})
class DistroModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public void prepare() {
    HOST.root(
        """
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \\
          zypper pacman-package-manager makepkg libarchive-tools rpm >/dev/null
        """);
    put("/srv/rpms.sh", "/dev/play/modules/redhat/rpms.sh");
    put("/srv/packages.sh", "packages.sh");
    put("/usr/local/bin/apk", "apk.sh");
    HOST.root(
        """
        chmod 755 /usr/local/bin/apk; mkdir -p /etc/apk /var/lib/apk-case
        # No dnf is wanted here.
        sed -i 's/ dnf rpm / rpm /; /makecache/d' /srv/rpms.sh
        . /srv/rpms.sh
        # zypper does not take a database that has become empty.
        one base keep-me 1.0
        rpm -i --nodeps /srv/rpms/base/keep-me-1.0-1.noarch.rpm
        cp -a /srv/rpms/old /srv/rpms/mine
        mkdir -p /etc/zypp/repos.d
        for suite in old new; do
          printf '[%s]\\nname=%s\\nbaseurl=dir:/srv/rpms/%s\\nenabled=1\\nautorefresh=0\\ngpgcheck=0\\n' $suite $suite $suite \\
            > /etc/zypp/repos.d/$suite.repo
        done
        zypper -q -n refresh
        """);
    HOST.root(". /srv/packages.sh");
  }

  private static void put(String place, String resource) {
    try (InputStream script = DistroModulesLabTest.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      HOST.root("cat > " + place + " <<'END_OF_SCRIPT'\n" + text + "END_OF_SCRIPT\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
