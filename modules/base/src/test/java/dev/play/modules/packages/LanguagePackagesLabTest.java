package dev.play.modules.packages;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Packages of languages, made by the cases themselves: no index is asked. */
@Tag("lab")
@LabModules(Pip.class)
class LanguagePackagesLabTest implements ModuleLab {
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
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3-pip python3-venv >/dev/null
        mkdir -p /srv/wheels
        cat > /srv/wheels/make.py <<'END'
        import sys, zipfile
        for spec in sys.argv[1:]:
            name, version = spec.split('=')
            info = name + '-' + version + '.dist-info/'
            with zipfile.ZipFile('/srv/wheels/%s-%s-py3-none-any.whl' % (name, version), 'w') as z:
                z.writestr(name + '.py', 'version = %r\\n' % version)
                z.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: %s\\nVersion: %s\\n' % (name, version))
                z.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: case\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
                z.writestr(info + 'RECORD', '')
        END
        python3 /srv/wheels/make.py case_one=1.0 case_one=1.5 case_one=2.0 case_two=0.3
        printf '[global]\\nno-index = true\\nfind-links = /srv/wheels\\nbreak-system-packages = true\\nno-cache-dir = true\\n' > /etc/pip.conf
        """);
  }
}
