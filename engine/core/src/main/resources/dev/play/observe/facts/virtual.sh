has systemd-detect-virt && out virt systemd-detect-virt
[ -e /.dockerenv ] && text dockerenv 1
[ -e /run/.containerenv ] && text containerenv 1
[ -r /run/systemd/container ] && file container /run/systemd/container
file dmi_product /sys/devices/virtual/dmi/id/product_name
file dmi_vendor /sys/devices/virtual/dmi/id/sys_vendor
[ -e /dev/kvm ] && text kvm 1
[ -d /proc/xen ] && text xen 1
file cgroup /proc/1/cgroup
[ -r /proc/1/environ ] && { begin container_of_init; tr '\0' '\n' </proc/1/environ 2>/dev/null | sed -n '/container=/p'; over; }
