# The images of the lab, bootstrapped from Debian's packages. Sourced by lab.

# An image is built anew when what it is made of has changed: its tag says what that was.
recipe() { cat "$@" | sha256sum | cut -c1-12; }

have_image() { $docker image inspect "$1" >/dev/null 2>&1; }

# $1 suite: what the public registry calls debian:SUITE-slim
base_image() {
  have_image "play-lab/debian:$1-slim" && return
  say "bootstrapping Debian $1 (about 15 s)"
  mkdir -p "$state"
  # What this machine tells apt holds in the image too: images that hosts build from it need it as well.
  apt_settings > "$state/apt.conf"
  root mmdebstrap --quiet --variant=minbase --aptopt="$state/apt.conf" \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    "$1" - > "$state/$1.tar" || die "mmdebstrap could not bootstrap $1: can this machine reach a Debian mirror?"
  $docker import --change 'CMD ["bash"]' "$state/$1.tar" "play-lab/debian:$1-slim" > /dev/null
  rm -f "$state/$1.tar" "$state/apt.conf"
}

# $1 directory, $2 tag, $3 base; quiet unless it fails
build_image() {
  log=$(mktemp)
  DOCKER_BUILDKIT=0 $docker build --network host --build-arg "BASE=$3" -t "$2" "$1" > "$log" 2>&1 ||
    { tail -n 30 "$log" >&2; rm -f "$log"; die "could not build $2"; }
  rm -f "$log"
}

host_tag() { echo "play-lab/host:$1-$(recipe "$here/host/Dockerfile" "$here/host/init")"; }

host_image() {
  base_image "$1"
  tag=$(host_tag "$1")
  if ! have_image "$tag"; then
    say "building the $1 host image"
    build_image "$here/host" "$tag" "play-lab/debian:$1-slim"
  fi
  $docker tag "$tag" "play-lab/host:$1"
}

registry_image() {
  base_image trixie
  tag=play-lab/registry:$(recipe "$here/registry/Dockerfile" "$here/registry/config.yml")
  if ! have_image "$tag"; then
    say "building the registry image"
    build_image "$here/registry" "$tag" play-lab/debian:trixie-slim
  fi
  $docker tag "$tag" play-lab/registry:latest
}

drop_images() {
  for repository in play-lab/host play-lab/registry play-lab/debian; do
    for image in $($docker images --format '{{.Repository}}:{{.Tag}}' "$repository"); do $docker rmi -f "$image" > /dev/null; done
  done
  $docker volume rm play-lab-registry > /dev/null 2>&1 || :
}

# Quick when they are there: tests call this for each of their hosts.
images() {
  if $docker image inspect "$(host_tag trixie)" "$(host_tag bookworm)" >/dev/null 2>&1; then return; fi
  prepare_machine
  mkdir -p "$state"
  exec 9> "/tmp/play-lab-images.lock"
  flock 9
  for suite in trixie bookworm; do host_image $suite; done
}
