# Sourced by cases that want rpm's packages: tiny ones, in repositories of the host's own below /srv/rpms.
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
rpms=/srv/rpms

# one SUITE NAME VERSION [FIELD...]: a package that holds one file.
one() {
  suite=$1 name=$2 version=$3; shift 3
  top=$(mktemp -d); mkdir -p "$rpms/$suite"
  { printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: a case\nLicense: none\nBuildArch: noarch\nAutoReqProv: no\n' "$name" "$version"
    for field; do echo "$field"; done
    printf '%%description\na case\n%%install\nmkdir -p %%{buildroot}/etc\necho %s > %%{buildroot}/etc/%s.conf\n%%files\n/etc/%s.conf\n' "$version" "$name" "$name"; } > "$top/case.spec"
  rpmbuild --quiet -bb --define "_topdir $top" --define "_rpmdir $rpms/$suite" --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
    "$top/case.spec" > "$top/log" 2>&1 || { cat "$top/log" >&2; exit 1; }
  rm -rf "$top"
}

# none: no package is installed. only NAME_VERSION...: those, as if dnf had been asked for them, and no others.
bare() {
  there=$(rpm -qa 'case-*')
  [ -z "$there" ] || rpm -e --nodeps $there
  rm -rf /etc/case-* /var/lib/dnf/history.sqlite* /var/lib/dnf/*.pid
}
put() { for file; do rpm -i --nodeps "$rpms/$file-1.noarch.rpm"; done; }

make_all() {
  [ ! -e "$rpms/made" ] || return 0
  apt-get -qq update
  apt-get -qq install -y --no-install-recommends dnf rpm createrepo-c curl e2fsprogs > /dev/null
  mkdir -p /etc/rpm /etc/yum.repos.d; echo '%_dbpath /var/lib/rpm' > /etc/rpm/macros
  rpm --initdb
  one old case-a 1.0 'Recommends: case-extra'
  one old case-extra 1.0
  one old case-b 1.0 'Provides: case-virtual'
  one old case-user 1.0 'Requires: case-b'
  one new case-a 2.0
  one new case-b 2.0 'Requires: case-part'
  one new case-part 1.0
  for suite in old new; do
    createrepo_c -q $rpms/$suite
    printf '[%s]\nname=%s\nbaseurl=file://%s\ngpgcheck=0\nenabled=%s\n' $suite $suite $rpms/$suite "$([ $suite = old ] && echo 1 || echo 0)" > /etc/yum.repos.d/$suite.repo
  done
  dnf -q makecache --enablerepo='*'
  touch $rpms/made
}
make_all
