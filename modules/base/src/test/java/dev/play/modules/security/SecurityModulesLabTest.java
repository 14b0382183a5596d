package dev.play.modules.security;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/**
 * Access lists and capabilities as they are; SELinux is disabled there, and its tools are
 * stand-ins.
 */
@Tag("lab")
@LabModules({
  Acl.class,
  Capabilities.class,
  Selinux.class,
  Seboolean.class,
  Seport.class,
  Sudoers.class
})
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
        cat > /usr/local/sbin/semanage <<'END'
        #!/bin/sh
        # port -l -n [-C], port -a|-m|-d -t TYPE [-N] -p PROTOCOL PORT
        own=/var/lib/selinux/own; touch $own; shift; verb=$1
        case $* in
          "-l -n -C") awk '{printf "%-30s %-8s %s\\n", $1, $2, $3}' $own; exit ;;
          -l*) awk '{printf "%-30s %-8s %s\\n", $1, $2, $3}' $own /var/lib/selinux/ports; exit ;;
        esac
        type=$3; shift 3; [ "$1" != -N ] || shift
        grep -v " $2 $3$" $own > $own.new; mv $own.new $own
        [ "$verb" = -d ] || echo "$type $2 $3" >> $own
        END
        chmod 755 /usr/local/sbin/setsebool /usr/local/sbin/semanage
        """);
  }
}
