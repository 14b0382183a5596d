has lsb_release && out lsb_release lsb_release -a
file lsb-release /etc/lsb-release
