# Sourced by cases that want LVM on files. Without the kernel's device mapper: LVM keeps its books and activates nothing.
vgs() { command vgs "$@" 2>/dev/null; }
bare() {
  for vg in $(vgs --noheadings -o vg_name); do vgremove -qq -f "$vg" 2>/dev/null; done
  for one in a b; do
    loop=$(readlink -f /dev/case-$one)
    wipefs -qaf "$loop"
    truncate -s 64M /srv/lvm/$one; losetup -c "$loop"
  done
}
group() { pvcreate -qq -f "$(readlink -f "$1")" 2>/dev/null; vgcreate -qq -s 4 case "$(readlink -f "$1")" 2>/dev/null; }
grow() { truncate -s 96M /srv/lvm/$1; losetup -c "$(readlink -f /dev/case-$1)"; }
