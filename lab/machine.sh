# What the machine itself must have: Docker, a bootstrap tool, room for many systemds. Sourced by lab.

install_missing() {
  missing=
  command -v docker >/dev/null || missing="$missing docker.io"
  command -v dockerd >/dev/null || [ -S /var/run/docker.sock ] || missing="$missing docker.io"
  command -v mmdebstrap >/dev/null || missing="$missing mmdebstrap"
  command -v iptables >/dev/null || [ -x /usr/sbin/iptables ] || missing="$missing iptables"
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing="$missing debian-archive-keyring"
  command -v flock >/dev/null || missing="$missing util-linux"
  [ -z "$missing" ] && return
  missing=$(echo "$missing" | tr ' ' '\n' | sort -u | tr '\n' ' ')
  command -v apt-get >/dev/null || die "missing here:$missing- install them by hand, this machine has no apt-get"
  say "installing on this machine:$missing(apt-get)"
  log=$(mktemp)
  # Fetched packages are kept apart from a lock someone else may hold for a while.
  if ! { root apt-get -o DPkg::Lock::Timeout=300 update &&
         root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $missing; } > "$log" 2>&1
  then tail -n 20 "$log" >&2; rm -f "$log"; die "that failed"; fi
  rm -f "$log"
}

# A daemon that was killed leaves its pid files, and the next one takes whatever has that number now for its elder.
forget_dead_daemons() {
  for pair in dockerd:/run/docker.pid containerd:/run/docker/containerd/containerd.pid; do
    file=${pair#*:}
    [ -e "$file" ] || continue
    pid=$(root cat "$file")
    # Condition Z: it has ended, and nobody has asked how.
    condition=$(sed -n "s/^State:[[:space:]]*\\(.\\).*/\\1/p" "/proc/$pid/status" 2>/dev/null || :)
    if [ "$(cat "/proc/$pid/comm" 2>/dev/null || :)" != "${pair%%:*}" ] || [ "$condition" = Z ]; then
      say "removing $file: no ${pair%%:*} runs"
      root rm -f "$file"
    fi
  done
}

# Starts a daemon where none runs.
start_dockerd() {
  $docker info >/dev/null 2>&1 && return
  forget_dead_daemons
  if [ -d /run/systemd/system ]; then
    say "starting the Docker daemon (systemctl start docker)"
    root systemctl start docker
  else
    say "starting the Docker daemon (log: /var/log/play-dockerd.log)"
    root sh -c 'setsid dockerd </dev/null >>/var/log/play-dockerd.log 2>&1 9>&- &'
  fi
  tries=0
  until $docker info >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 120 ] || die "the Docker daemon does not answer; see /var/log/play-dockerd.log or journalctl -u docker"
    sleep 0.5
  done
}

# One host takes about six inotify instances.
raise_limits() {
  now=$(cat /proc/sys/fs/inotify/max_user_instances)
  [ "$now" -ge 1024 ] && return
  say "raising fs.inotify.max_user_instances from $now to 1024"
  root sh -c 'echo 1024 > /proc/sys/fs/inotify/max_user_instances'
}

prepare_machine() {
  install_missing
  start_dockerd
  raise_limits
}

# How this machine reaches packages, as apt settings for a host: proxies, relaxed checks. Host names of mirrors stay out of the repository this way.
apt_settings() {
  apt-config dump 2>/dev/null | grep -E '^Acquire::(http|https|ftp)(::[^ ]*)?::?(Proxy|proxy)[^ ]* |^Acquire::Check-' || :
  for scheme in http https; do
    eval "proxy=\${${scheme}_proxy:-}"
    [ -z "$proxy" ] || echo "Acquire::$scheme::Proxy \"$proxy\";"
  done
}

nameservers() {
  for file in /etc/resolv.conf /run/systemd/resolve/resolv.conf; do
    found=$(sed -n 's/^nameserver  *//p' "$file" 2>/dev/null | grep -v '^127\.' | grep -v '^::1$' | tr '\n' ' ')
    [ -z "$found" ] || { echo "$found"; return; }
  done
}
