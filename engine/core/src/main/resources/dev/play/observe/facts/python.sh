if has python3; then
  out python python3 -c 'import sys; print(sys.executable, *sys.version_info, sys.implementation.name)'
elif has apt-cache; then
  out python_to_come env LC_ALL=C apt-cache -oDir::Cache::pkgcache= -oDir::Cache::srcpkgcache= policy python3
fi
