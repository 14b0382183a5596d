package dev.play.modules.packages;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Packages of languages, made by the cases themselves: no index is asked. */
@Tag("lab")
@LabModules({Gem.class, Pip.class})
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
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3-pip python3-venv ruby >/dev/null
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
        mkdir -p /srv/gems/gems /srv/gems/quick/Marshal.4.8
        cat > /srv/gems/make.rb <<'END'
        require 'rubygems/package'
        require 'zlib'
        Dir.chdir('/srv/gems')
        File.write('case-tool', "#!/usr/bin/env ruby\\nputs 'tool'\\n")
        Dir.mkdir('bin') unless Dir.exist?('bin')
        File.write('bin/case-tool', "#!/usr/bin/env ruby\\nputs 'tool'\\n")
        File.chmod(0755, 'bin/case-tool')
        indexes = Hash.new { |h, k| h[k] = [] }
        [['case-dep', '0.1'], ['case-one', '1.0'], ['case-one', '2.0'], ['case-one', '3.0.pre']].each do |name, version|
          spec = Gem::Specification.new do |s|
            s.name, s.version, s.summary, s.authors = name, version, 'a case', ['play']
            s.license, s.homepage, s.description = 'MIT', 'http://example.org', 'of a test'
            s.files = name == 'case-one' ? ['bin/case-tool'] : []
            s.executables = ['case-tool'] if name == 'case-one'
            s.add_dependency('case-dep', '>= 0') if name == 'case-one'
          end
          file = Gem::Package.build(spec, true)
          File.rename(file, "gems/#{file}")
          File.binwrite("quick/Marshal.4.8/#{name}-#{version}.gemspec.rz", Zlib.deflate(Marshal.dump(spec)))
          tuple = [name, Gem::Version.new(version), 'ruby']
          if spec.version.prerelease? then indexes['prerelease_specs'] << tuple
          else
            indexes['specs'] << tuple
            indexes['latest_specs'].reject! { |n, _, _| n == name }
            indexes['latest_specs'] << tuple
          end
        end
        %w[specs latest_specs prerelease_specs].each { |n| Zlib::GzipWriter.open("#{n}.4.8.gz") { |z| z.write(Marshal.dump(indexes[n])) } }
        END
        ruby /srv/gems/make.rb >/dev/null 2>&1
        """);
  }
}
