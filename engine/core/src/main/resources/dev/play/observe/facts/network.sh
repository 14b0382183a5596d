if has ip; then
  out ipaddr ip addr show
  out route4 ip -4 route get 8.8.8.8
  out route6 ip -6 route get 2404:6800:400a:800::1012
fi
for d in /sys/class/net/*; do
  [ -d "$d" ] || continue
  begin "net ${d##*/}"
  for a in address mtu operstate type flags speed; do printf '%s=%s\n' "$a" "$(first "$d/$a")"; done
  [ -d "$d/bridge" ] && { printf 'bridge=%s\n' "$(first "$d/bridge/bridge_id")"; printf 'stp=%s\n' "$(first "$d/bridge/stp_state")"; for b in "$d"/brif/*; do [ -e "$b" ] && printf 'brif=%s\n' "${b##*/}"; done; }
  [ -d "$d/bonding" ] && { printf 'bonding=%s\n' "$(first "$d/bonding/mode")"; printf 'slaves=%s\n' "$(first "$d/bonding/slaves")"; }
  over
done
