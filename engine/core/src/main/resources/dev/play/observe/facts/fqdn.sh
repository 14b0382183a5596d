nodename=$(first /proc/sys/kernel/hostname)
fq=
while read -r a n more; do
  case $a in '#'*|'') continue;; esac
  for x in $n $more; do
    case $x in '#'*) break;; "$nodename") fq=$n; for y in $n $more; do case $y in *.*) fq=$y; break;; esac; done; break 2;; esac
  done
done </etc/hosts 2>/dev/null
case $fq in *.*) ;; *) case $nodename in
  *.*) fq=$nodename;;
  *) [ -n "$fq" ] || { has hostname && has timeout && fq=$(timeout 3 hostname -f 2>/dev/null); };;
esac;; esac
text fqdn "${fq:-$nodename}"
