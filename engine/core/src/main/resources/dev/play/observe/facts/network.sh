if has ip; then
  out ipaddr ip addr show
  out route4 ip -4 route get 8.8.8.8
  out route6 ip -6 route get 2404:6800:400a:800::1012
fi
for d in /sys/class/net/*; do
  [ -d "$d" ] || continue
  begin "net ${d##*/}"
  for a in address mtu operstate type flags speed; do value "$a" "$d/$a"; done
  [ -d "$d/bridge" ] && { value bridge "$d/bridge/bridge_id"; value stp "$d/bridge/stp_state"; for b in "$d"/brif/*; do [ -e "$b" ] && printf 'brif=%s\n' "${b##*/}"; done; }
  [ -d "$d/bonding" ] && { value bonding "$d/bonding/mode"; value slaves "$d/bonding/slaves"; }
  over
done
