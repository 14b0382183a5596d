package dev.play.modules.security;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/**
 * Access lists and capabilities as they are; SELinux is disabled there, and its tool a stand-in.
 */
@Tag("lab")
@LabModules({Acl.class, Capabilities.class, Selinux.class, Seboolean.class})
class SecurityModulesLabTest implements ModuleLab {
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
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends acl libcap2-bin >/dev/null
        mkdir -p /etc/selinux/targeted /var/lib/selinux/targeted/active
        cat > /usr/local/sbin/setsebool <<'END'
        #!/bin/sh
        [ "$1" = -P ] || exit 0
        echo "$2" >> /var/lib/selinux/targeted/active/booleans.local
        END
        chmod 755 /usr/local/sbin/setsebool
        """);
  }
}
