# Starting, finding and removing the lab's hosts. Sourced by lab.

make_network() {
  $docker network inspect "$network" >/dev/null 2>&1 && return
  # Packets must fit the machine's own way out.
  device=$(ip route show default 2>/dev/null | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1)
  mtu=$(cat "/sys/class/net/${device:-lo}/mtu" 2>/dev/null || echo 1500)
  [ "$mtu" -le 1500 ] || mtu=1500
  $docker network create --subnet "$subnet.0/24" --gateway "$subnet.1" \
    -o "com.docker.network.bridge.name=playlab$number" -o "com.docker.network.driver.mtu=$mtu" "$network" > /dev/null ||
    die "could not make the network $subnet.0/24; PLAY_LAB=NUMBER takes another"
}

# $1 name
is_running() { [ "$($docker container inspect -f '{{.State.Running}}' "$1" 2>/dev/null)" = true ]; }
exists() { $docker container inspect "$1" >/dev/null 2>&1; }

start_registry() {
  name=$network-registry
  is_running "$name" && return
  if exists "$name"; then
    $docker start "$name" > /dev/null
  else
    $docker run -d --name "$name" --hostname registry --network "$network" --ip "$subnet.2" \
      --label "dev.play.lab=$number" --volume play-lab-registry:/var/lib/registry \
      -p "127.0.0.1:$((5000 + number)):5000" play-lab/registry:latest > /dev/null
  fi
  fill_registry
}

fill_registry() {
  address=127.0.0.1:$((5000 + number))
  for suite in trixie bookworm; do
    target=$address/library/debian:$suite-slim
    $docker tag "play-lab/debian:$suite-slim" "$target"
    tries=0
    until $docker push -q "$target" > /dev/null 2>&1; do
      tries=$((tries + 1))
      [ $tries -lt 20 ] || die "the registry on $address does not take images; $docker logs $network-registry"
      sleep 0.5
    done
    $docker rmi "$target" > /dev/null
  done
}

# $1 name, $2 last part of the address, $3 suite. A host is nearly the machine's own root, but has no hand on its clock, limits and modules.
start_host() {
  container=$network-$1
  is_running "$container" && return
  # What cannot be started any more (a daemon that was killed leaves such) is made anew.
  if exists "$container"; then
    $docker start "$container" > /dev/null 2>&1 && return
    say "$1 does not start any more; making it anew"
    $docker rm -f -v "$container" > /dev/null
  fi
  set -- "$1" "$2" "$3" $known
  host=$1 part=$2 suite=$3
  shift 3
  $docker run -d --name "$container" --hostname "$host" --network "$network" --ip "$subnet.$part" "$@" \
    --label "dev.play.lab=$number" --label "dev.play.lab.host=$host" --restart on-failure \
    -e "LAB_NAMESERVERS=$(nameservers)" \
    --cap-add ALL --cap-drop SYS_RESOURCE --cap-drop SYS_TIME --cap-drop SYS_MODULE \
    --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined \
    --cgroupns private --device-cgroup-rule 'a *:* rwm' --device /dev/fuse --device /dev/net/tun \
    --tmpfs /run --tmpfs /run/lock --tmpfs /tmp:exec --volume /var/lib/docker --volume /var/lib/containerd \
    "play-lab/host:$suite" > /dev/null
}

# $1 name: lets this checkout's key in, gives `pw` its password, tells apt the machine's ways
admit() {
  {
    echo "$(cat "$state/id_ed25519.pub")"
    echo "$(cat "$state/password")"
    apt_settings
  } | $docker exec -i "$network-$1" sh -c '
    IFS= read -r key; IFS= read -r password
    for user in play pw; do
      file=/home/$user/.ssh/authorized_keys
      grep -qxF "$key" "$file" 2>/dev/null || echo "$key" >> "$file"
      chown $user:$user "$file"; chmod 0600 "$file"
    done
    echo "pw:$password" | chpasswd
    settings=$(cat)
    [ -z "$settings" ] || printf "%s\n" "$settings" > /etc/apt/apt.conf.d/80lab'
}

# $1 name, $2 last part of the address; one line for known_hosts
host_key() {
  tries=0
  until key=$($docker exec "$network-$1" cat /etc/ssh/ssh_host_ed25519_key.pub 2>/dev/null) && [ -n "$key" ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || die "$1 made no host key; $docker logs $network-$1"
    sleep 0.1
  done
  echo "$subnet.$2,$1 $key" | cut -d ' ' -f 1-3
}

# $1 last part of the address: until something greets on port 22
wait_for_ssh() {
  tries=0
  until ssh-keyscan -T 2 -t ed25519 "$subnet.$1" 2>/dev/null | grep -q ssh-ed25519; do
    tries=$((tries + 1))
    [ $tries -lt 150 ] || die "no sshd answers on $subnet.$1 after 30 s; $docker logs, or $docker exec -it ... journalctl -b"
    sleep 0.2
  done
}

all_hosts() {
  for host in $hosts; do echo "$host"; done
  made=3
  while [ $made -lt "$1" ]; do
    made=$((made + 1))
    echo "node$made:$((100 + made)):trixie"
  done
}

up() {
  case $1 in *[!0-9]*) die "up takes a number of hosts, not '$1'" ;; esac
  [ "$1" -le 150 ] || die "at most 150 hosts"
  if [ -e "$state/running" ] && [ "$1" -le "$(grep -c -v -e -registry "$state/running")" ] &&
    [ "$(running)" = "$(cat "$state/running")" ]; then return; fi
  mkdir -p "$state"
  prepare_machine
  exec 9> "/tmp/play-lab-$number.lock"
  flock 9
  start_all "$1"
}

start_all() {
  for suite in trixie bookworm; do host_image $suite; done
  registry_image
  make_network
  [ -e "$state/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C "play lab" -f "$state/id_ed25519"
  [ -e "$state/password" ] || (umask 077; od -An -N12 -tx1 /dev/urandom | tr -d ' \n' > "$state/password"; echo >> "$state/password")
  started=$(date +%s)
  list=$(all_hosts "$1")
  # Nodes of an earlier `up N` stay part of the lab.
  for extra in $($docker ps -a --filter "label=dev.play.lab=$number" --format '{{.Label "dev.play.lab.host"}}' | grep '^node' || :); do
    line=$extra:$((100 + ${extra#node})):trixie
    echo "$list" | grep -qx "$line" || list="$list $line"
  done
  for host in $list; do (IFS=:; set -- $host; unset IFS; start_host "$@"); done
  start_registry
  : > "$state/known_hosts.new"
  for host in $list; do
    name=${host%%:*} rest=${host#*:}
    host_key "$name" "${rest%%:*}" >> "$state/known_hosts.new"
    # Once a host: a later `up` finds it as it was left.
    id=$name:$($docker inspect --format '{{.Id}}' "$network-$name")
    grep -qsx "$id" "$state/admitted" || { admit "$name"; echo "$id" >> "$state/admitted"; }
  done
  for host in $list; do rest=${host#*:}; wait_for_ssh "${rest%%:*}"; done
  mv "$state/known_hosts.new" "$state/known_hosts"
  write_nodes $list > "$state/nodes.yml"
  running > "$state/running"
  say "$(echo $list | wc -w) hosts are up in $subnet.0/24 ($(($(date +%s) - started)) s)"
}

# An inventory of the further hosts, for `-i .play/lab/NUMBER/nodes.yml`, alone or beside `-i lab`.
write_nodes() {
  files=$(CDPATH='' cd -- "$state" && pwd -P)
  cat <<END
nodes:
  vars:
    ansible_user: play
    ansible_ssh_private_key_file: "$files/id_ed25519"
    ansible_ssh_common_args: "-o UserKnownHostsFile='$files/known_hosts' -o IdentitiesOnly=yes"
    common_time_sync: false
  hosts:
END
  for host in "$@"; do
    name=${host%%:*} rest=${host#*:}
    case $name in node*) echo "    $name: {ansible_host: $subnet.${rest%%:*}}" ;; esac
  done
}

down() {
  command -v docker >/dev/null || return 0
  all=$($docker ps -aq --filter "label=dev.play.lab=$number" 2>/dev/null || :)
  [ -z "$all" ] || $docker rm -f -v $all > /dev/null
  $docker network rm "$network" > /dev/null 2>&1 || :
  rm -f "$state/running" "$state/admitted" "$state/known_hosts" "$state/nodes.yml"
}

status() {
  $docker ps -a --filter "label=dev.play.lab=$number" --format 'table {{.Names}}\t{{.Image}}\t{{.Status}}' 2>/dev/null ||
    die "no Docker daemon answers: the lab is down"
}
