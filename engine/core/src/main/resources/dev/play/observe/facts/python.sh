if has python3; then
  out python python3 -c 'import sys; print(sys.executable, *sys.version_info, sys.implementation.name)'
elif has apt-cache; then
  # From the lists themselves: apt-cache takes half a second to put its own cache together where there is none, and would keep it.
  begin python_to_come
  for f in /var/lib/apt/lists/*_Packages; do
    [ -f "$f" ] && LC_ALL=C grep -Fx -m 1 -A 20 'Package: python3' "$f" 2>/dev/null
  done
  for f in /var/lib/apt/lists/*_Packages.*; do
    [ -f "$f" ] && /usr/lib/apt/apt-helper cat-file "$f" 2>/dev/null | LC_ALL=C grep -Fx -m 1 -A 20 'Package: python3' 2>/dev/null
  done
  over
fi
