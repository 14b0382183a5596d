# Sourced by cases that want pacman's packages: tiny ones, in a repository of the host's own. repo VERSION...: has these and no others.
export LC_ALL=C
pac=/srv/pac
one() {
  d=$(mktemp -d); mkdir -p "$d/etc" "$pac/all"
  echo "$2" > "$d/etc/pac-$1.conf"
  printf 'pkgname = %s\npkgbase = %s\npkgver = %s\npkgdesc = a case\nurl = none\nbuilddate = 1\npackager = none\nsize = 4\narch = any\n' "$1" "$1" "$2" > "$d/.PKGINFO"
  name=$1 version=$2; shift 2
  for field; do echo "$field" >> "$d/.PKGINFO"; done
  (cd "$d" && bsdtar -czf "$pac/all/$name-$version-any.pkg.tar.gz" .PKGINFO etc)
  rm -rf "$d"
}
repo() {
  rm -rf "$pac/repo"; mkdir -p "$pac/repo"
  for file; do cp "$pac/all/$file-any.pkg.tar.gz" "$pac/repo/"; done
  repo-add -q "$pac/repo/case.db.tar.gz" "$pac"/repo/*.pkg.tar.gz > /dev/null
}
bare() { there=$(pacman -Qq 2>/dev/null); [ -z "$there" ] || pacman -Rdd --noconfirm $there > /dev/null; rm -rf /var/cache/pacman/pkg/*; }
make_all() {
  [ ! -e "$pac/made" ] || return 0
  printf '[options]\nSigLevel = Never\nArchitecture = auto\n[case]\nServer = file:///srv/pac/repo\n' > /etc/pacman.conf
  one case-a 1.0-1 'group = cases'; one case-a 2.0-1 'group = cases'
  one case-b 1.0-1 'group = cases'; one case-user 1.0-1 'depend = case-b'
  repo case-a-1.0-1 case-b-1.0-1 case-user-1.0-1
  pacman -Sy --noconfirm > /dev/null
  touch "$pac/made"
}
make_all
