#!/bin/sh
# Stands in for apk 2 (apk(8)): prints what it prints, and keeps the names and versions of packages in files. Versions: /var/lib/apk-case/index.
state=/var/lib/apk-case world=/etc/apk/world index=$state/index
simulate= upgrade= verb=
while [ $# -gt 0 ]; do
  case $1 in
    --repository|--repositories-file|--cache-dir) shift ;;
    --simulate) simulate=yes ;;
    --upgrade) upgrade=yes ;;
    --no-cache|--update-cache|--available|--purge|-I) ;;
    -*) echo "apk: unrecognized option: $1" >&2; exit 1 ;;
    *) if [ -z "$verb" ]; then verb=$1; else names="$names $1"; fi ;;
  esac
  shift
done
[ -n "$simulate" ] || [ "$verb" = list ] || touch "$state/installed" "$world" "$index"
latest() { sed -n "s/^$1 //p" "$index" 2>/dev/null; }
has() { sed -n "s/^$1 //p" "$state/installed" 2>/dev/null; }
do_it() { # DEED NAME VERSION
  n=$((n + 1)); echo "($n/$n) $1 $2 ($3)"
  [ -z "$simulate" ] || return 0
  grep -v "^$2 " "$state/installed" > "$state/new"; mv "$state/new" "$state/installed"
  [ "$1" = Purging ] || echo "$2 $(latest "$2")" >> "$state/installed"
}
n=0
case $verb in
  list) for p in $names; do v=$(has "$p"); [ -z "$v" ] || echo "$p-$v x86_64 {$p} (MIT) [installed]"; done; exit 0 ;;
  update) echo "OK: 3 distinct packages available"; exit 0 ;;
  upgrade)
    for p in $(cut -d ' ' -f 1 "$state/installed" 2>/dev/null); do
      [ "$(has "$p")" = "$(latest "$p")" ] || do_it Upgrading "$p" "$(has "$p") -> $(latest "$p")"
    done ;;
  add)
    for p in $names; do
      base=${p%%[@=<>~]*}
      [ -n "$(latest "$base")" ] || { echo "ERROR: unable to select packages:"; echo "  $p (no such package):"; exit 1; }
      if [ -z "$(has "$base")" ]; then do_it Installing "$base" "$(latest "$base")"
      elif [ -n "$upgrade" ] && [ "$(has "$base")" != "$(latest "$base")" ]; then do_it Upgrading "$base" "$(has "$base") -> $(latest "$base")"; fi
      [ -n "$simulate" ] || { grep -v "^$base\([@=<>~].*\)\{0,1\}$" "$world" > "$world.new"; echo "$p" >> "$world.new"; mv "$world.new" "$world"; }
    done ;;
  del)
    for p in $names; do
      [ "$p" != held ] || { echo "World updated, but the following packages are not removed due to:"; echo "  held: other"; continue; }
      [ -z "$(has "$p")" ] || do_it Purging "$p" "$(has "$p")"
      [ -n "$simulate" ] || { grep -v "^$p$" "$world" > "$world.new"; mv "$world.new" "$world"; }
    done ;;
esac
echo "OK: 10 MiB in 3 packages"
