package dev.play.modules.directory;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the modules for LDAP, on a machine with slapd for dc=example,dc=org. */
@Tag("lab")
@LabModules({LdapEntry.class, LdapAttrs.class})
class LdapModulesLabTest implements ModuleLab {
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
        debconf-set-selections <<EOF
        slapd slapd/domain string example.org
        slapd shared/organization string example
        slapd slapd/password1 password secret
        slapd slapd/password2 password secret
        EOF
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends slapd ldap-utils >/dev/null 2>&1
        systemctl start slapd
        ldapsearch -LLL -x -D cn=admin,dc=example,dc=org -w secret -b dc=example,dc=org dn
        """);
  }
}
