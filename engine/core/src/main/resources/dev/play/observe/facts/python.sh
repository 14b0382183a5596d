has python3 && out python python3 -c 'import sys; print(sys.executable, *sys.version_info, sys.implementation.name)'
