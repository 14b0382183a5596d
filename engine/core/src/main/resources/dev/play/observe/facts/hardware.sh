file meminfo /proc/meminfo
begin cpuinfo
while IFS= read -r l; do case $l in
  processor*|vendor_id*|'model name'*|'physical id'*|'core id'*|'cpu cores'*|siblings*|Processor*|Hardware*|Model*|vendor*|cpu*:*|machine*) printf '%s\n' "$l";;
esac; done </proc/cpuinfo
over
has nproc && out nproc nproc
file uptime /proc/uptime
file loadavg /proc/loadavg
file mounts /proc/self/mounts
set --
while read -r d m t o x; do
  case $t in none) continue;; esac
  case $d in /*|*:/*) case $m in *\\*) ;; *) set -- "$@" "$m";; esac;; esac
done </proc/self/mounts
if [ $# -gt 0 ]; then
  begin statfs
  if has timeout; then timeout 10 stat -f -c '%S %b %a %c %d %n' -- "$@" 2>/dev/null; else stat -f -c '%S %b %a %c %d %n' -- "$@" 2>/dev/null; fi
  over
fi
[ -d /dev/disk/by-uuid ] && out uuids ls -l /dev/disk/by-uuid
[ -d /dev/disk/by-label ] && out labels ls -l /dev/disk/by-label
for f in bios_date bios_vendor bios_version board_asset_tag board_name board_serial board_vendor board_version chassis_asset_tag chassis_serial chassis_type chassis_vendor chassis_version product_name product_serial product_uuid product_version sys_vendor; do
  file "dmi $f" "/sys/devices/virtual/dmi/id/$f"
done
for d in /sys/block/*; do
  [ -d "$d" ] || continue
  n=${d##*/}
  begin "device $n"
  for a in size removable ro queue/rotational queue/scheduler queue/logical_block_size device/model device/vendor device/serial; do
    [ -f "$d/$a" ] && value "$a" "$d/$a"
  done
  for p in "$d/$n"*; do
    [ -f "$p/size" ] && { l=; IFS= read -r l <"$p/size"; printf 'partition %s=%s ' "${p##*/}" "$l"; l=; IFS= read -r l <"$p/start"; printf '%s\n' "$l"; } 2>/dev/null
  done
  for h in "$d"/holders/*; do [ -e "$h" ] && printf 'holder=%s\n' "${h##*/}"; done
  over
done
