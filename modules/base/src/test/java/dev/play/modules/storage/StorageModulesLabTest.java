package dev.play.modules.storage;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** File systems in files, and LVM on loop devices, of which it keeps the books only. */
@Tag("lab")
@LabModules({Filesystem.class, Parted.class, Crypttab.class, Lvg.class, Lvol.class})
class StorageModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }

  @AfterAll
  static void releasesTheLoops() {
    HOST.root("for one in a b; do losetup -d $(readlink -f /dev/case-$one); done");
  }

  @Override
  public void prepare() {
    HOST.root(
        """
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends lvm2 e2fsprogs parted >/dev/null
        """);
    try (InputStream script = StorageModulesLabTest.class.getResourceAsStream("lvm.sh")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      HOST.root("cat > /srv/lvm.sh <<'END_OF_SCRIPT'\n" + text + "END_OF_SCRIPT\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    HOST.root(
        """
        mkdir -p /srv/lvm
        # libparted calls it behind each change, and its shell complains where a machine has no udev.
        [ -e /usr/bin/udevadm ] || { echo '#!/bin/sh' > /usr/local/sbin/udevadm; chmod 755 /usr/local/sbin/udevadm; }
        [ -e /dev/loop-control ] || mknod /dev/loop-control c 10 237
        for i in $(seq 0 31); do [ -e /dev/loop$i ] || mknod -m 660 /dev/loop$i b 7 $i; done
        for one in a b; do
          truncate -s 64M /srv/lvm/$one
          ln -sf "$(losetup -f --show /srv/lvm/$one)" /dev/case-$one
        done
        cat > /etc/lvm/lvmlocal.conf <<END
        devices { use_devicesfile = 0
          filter = [ "a|^$(readlink -f /dev/case-a)$|", "a|^$(readlink -f /dev/case-b)$|", "r|.*|" ] }
        global { activation = 0
          use_lvmpolld = 0
          event_activation = 0 }
        activation { udev_sync = 0
          udev_rules = 0 }
        END
        """);
  }
}
