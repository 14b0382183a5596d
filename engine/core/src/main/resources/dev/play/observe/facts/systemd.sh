[ -d /run/systemd/system ] && has systemctl && out systemd_version systemctl --version
