begin() { printf '%s\n' "$1"; }
over() { printf '%s:' "$M"; }
text() { begin "$1"; printf '%s' "$2"; over; }
# Without cat: the shell's own read costs no process. The last line may lack its end.
lines() { while IFS= read -r l || [ -n "$l" ]; do printf '%s\n' "$l"; done; }
file() { [ -f "$2" ] && [ -r "$2" ] || return 0; begin "$1"; lines <"$2" 2>/dev/null; over; }
first() { [ -r "$1" ] && IFS= read -r l <"$1" 2>/dev/null && printf '%s' "$l"; }
# A file's first line behind a name, without a process: sysfs has many small files.
value() { l=; [ -r "$2" ] && IFS= read -r l <"$2" 2>/dev/null; printf '%s=%s\n' "$1" "$l"; }
has() { command -v "$1" >/dev/null 2>&1; }
out() { begin "$1"; shift; "$@" 2>/dev/null; over; }
