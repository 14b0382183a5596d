# Sourced by cases that want packages: tiny ones, in repositories of the host's own below /srv/debs, in place of the mirror's.
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
debs=/srv/debs

# deb SUITE NAME VERSION [FIELD...]: a package whose configuration file says its version, and whose installation asks policy-rc.d.
deb() {
  suite=$1 name=$2 version=$3; shift 3
  build=$(mktemp -d); mkdir -p "$build/DEBIAN" "$build/etc" "$debs/$suite"
  echo "setting of $version" > "$build/etc/$name.conf"
  echo "/etc/$name.conf" > "$build/DEBIAN/conffiles"
  { printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\n' "$name" "$version"
    for field; do echo "$field"; done
    printf 'Description: a case\n'; } > "$build/DEBIAN/control"
  printf '#!/bin/sh\n[ "$1" != configure ] || { /usr/sbin/policy-rc.d %s start; echo $? > /var/lib/%s.policy; } 2>/dev/null\n' \
    "$name" "$name" > "$build/DEBIAN/postinst"
  printf '#!/bin/sh\n[ "$1" != purge ] || rm -f /var/lib/%s.policy\n' "$name" > "$build/DEBIAN/postrm"
  chmod 755 "$build" "$build/DEBIAN" "$build/DEBIAN/postinst" "$build/DEBIAN/postrm"
  dpkg-deb -Znone -b "$build" "$debs/$suite/${name}_${version}_all.deb" > /dev/null
  rm -rf "$build"
}

# repository SUITE: its indices.
repository() {
  cd "$debs/$1"
  for file in *.deb; do
    dpkg-deb -f "$file"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$file" "$(stat -c %s "$file")" "$(sha256sum < "$file" | cut -d' ' -f1)"
  done > Packages
  { printf 'Origin: cases\nSuite: %s\nCodename: %s\nDate: %s\nSHA256:\n' "$1" "$1" "$(date -Ru)"
    for index in Packages Sources; do
      [ ! -e $index ] || printf ' %s %s %s\n' "$(sha256sum < $index | cut -d' ' -f1)" "$(stat -c %s $index)" $index
    done; } > Release
  cd - > /dev/null
}

# only SUITE...: apt sees these repositories and nothing else; no argument: the mirror again.
only() {
  [ -e /srv/sources.list ] || cp /etc/apt/sources.list /srv/sources.list
  rm -f /etc/apt/apt.conf.d/99case
  if [ $# = 0 ]; then cp /srv/sources.list /etc/apt/sources.list
  else for suite; do for kind in deb${sources:+ deb-src}; do echo "$kind [${trust-trusted=yes}] file:$debs/$suite ./"; done; done > /etc/apt/sources.list; fi
  rm -f /etc/apt/sources.list.d/*; rm -rf /var/lib/apt/lists/*
  apt-get -qq update && touch /var/lib/apt/lists
}

# As few of ours as before any case.
bare() {
  ours=$(dpkg-query -W -f '${Package}\n' 'case-*' 2>/dev/null || :)
  [ -z "$ours" ] || { apt-mark -qq unhold $ours > /dev/null; dpkg -P --force-depends $ours > /dev/null 2>&1; }
  rm -f /etc/case-*
}

# put SUITE/NAME_VERSION...: installed past apt.
put() { for one; do dpkg -i --force-depends "$debs/${one}_all.deb" > /dev/null; done; }

make_all() {
  [ ! -e "$debs/new/Release" ] || return 0
  deb old case-a 1.0 'Recommends: case-extra'
  deb old case-extra 1.0
  deb old case-rival 1.0 'Conflicts: case-a'
  deb old case-b 1.0
  deb old case-user 1.0 'Depends: case-b'
  deb new case-a 2.0 'Recommends: case-extra'
  deb new case-extra 1.0
  deb new case-b 2.0 'Depends: case-part'
  deb new case-part 1.0
  deb other case-a 1.5
  deb source case-tool 1.0
  printf 'Package: case-src\nBinary: case-src\nVersion: 1.0\nArchitecture: all\nFormat: 1.0\nBuild-Depends: case-tool\nDirectory: .\nFiles:\n %s 0 case-src_1.0.dsc\n\n' \
    "$(printf '' | md5sum | cut -d' ' -f1)" > $debs/source/Sources
  for made in old new other source; do repository $made; done
}
make_all
