package dev.play.modules.containers.engine;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.system.apt.AptGet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Docker's own repository of packages, or a mirror of it.
 *
 * @param mirror its address, with a directory for each distribution below it
 */
public record DockerRepository(OsRelease os, Optional<String> mirror) {
  /** Where Docker publishes its packages. */
  private static final String DOCKERS = "https://download.docker.com/linux";

  // $1 the repository, $2 distribution, $3 codename, $4 seconds to wait for a lock, $5 the list.
  // apt of Debian 8 (1.0) reads lists of one line only, and keys from its own ring only; up to 1.4
  // it fetches by HTTPS only with a package more.
  private static final String ADD_APT =
      """
      set -e
      fetch() { if command -v curl >/dev/null; then curl -fsSL "$1"; elif command -v wget >/dev/null; then wget -qO- "$1"; else echo 'install curl or wget on the host: Docker publishes its key by HTTPS' >&2; return 1; fi; }
      case $1 in https:*) [ -e /usr/lib/apt/methods/https ] || apt-get -q -y -oDPkg::Lock::Timeout="$4" install apt-transport-https ca-certificates ;; esac
      case $5 in
        *.list)
          fetch "$1/$2/gpg" > "$5.new"
          apt-key add "$5.new"
          printf 'deb %s/%s %s stable\\n' "$1" "$2" "$3" > "$5.new" ;;
        *)
          mkdir -p /etc/apt/keyrings
          fetch "$1/$2/gpg" > /etc/apt/keyrings/docker.asc.new
          mv /etc/apt/keyrings/docker.asc.new /etc/apt/keyrings/docker.asc
          chmod 0644 /etc/apt/keyrings/docker.asc
          printf 'Types: deb\\nURIs: %s/%s\\nSuites: %s\\nComponents: stable\\nSigned-By: /etc/apt/keyrings/docker.asc\\n' "$1" "$2" "$3" > "$5.new" ;;
      esac
      chmod 0644 "$5.new"
      mv "$5.new" "$5"
      apt-get -q -oDPkg::Lock::Timeout="$4" update
      """;

  private static final String ADD_DNF =
      """
      set -e
      printf '[docker-ce-stable]\\nname=Docker CE Stable\\nbaseurl=%s/%s/$releasever/$basearch/stable\\nenabled=1\\ngpgcheck=1\\ngpgkey=%s/%s/gpg\\n' "$1" "$2" "$1" "$2" > /etc/yum.repos.d/docker-ce.repo
      """;

  private HostPath file() {
    if (!os.isDebian()) {
      return HostPath.of("/etc/yum.repos.d/docker-ce.repo");
    }
    boolean isOld = os.isUbuntu() ? os.release() < 16 : os.release() < 9;
    return HostPath.of("/etc/apt/sources.list.d/docker." + (isOld ? "list" : "sources"));
  }

  /**
   * Whether the host has it: a list that someone else wrote will do, unless it is to be a mirror's.
   */
  public boolean isListed(HostView host) {
    Optional<Blob> list = host.known(Probe.ContentOf.of(file()));
    String wanted = mirror.map(m -> m + "/").orElse("");
    return list.isPresent() && list.get().text().contains(wanted);
  }

  /**
   * Adds it and its key.
   *
   * @param lockTimeout seconds
   */
  public Effect.Run added(int lockTimeout) {
    String address = mirror.orElse(DOCKERS);
    Command add =
        os.isDebian()
            ? Command.script(
                ADD_APT,
                address,
                directory(),
                codename(),
                Integer.toString(lockTimeout),
                file().text())
            : Command.script(ADD_DNF, address, directory());
    return Effect.Run.of(add, "add Docker's repository", touched());
  }

  private Set<Resource> touched() {
    Set<Resource> out = new HashSet<>(Set.of(Resource.path(file())));
    if (os.isDebian()) {
      out.add(Resource.tree("/etc/apt"));
      out.add(Resource.tree("/var/lib/apt"));
      out.add(Resource.topic("apt-lists"));
      if (os.isUbuntu() ? os.release() < 18 : os.release() < 10) {
        out.addAll(AptGet.TOUCHED);
      }
    }
    return out;
  }

  private String codename() {
    if (os.codename().isEmpty()) {
      throw new ModuleFailure(
          "/etc/os-release names no VERSION_CODENAME, by which Docker's packages are sorted");
    }
    return os.codename();
  }

  private String directory() {
    if (os.isUbuntu()) {
      return "ubuntu";
    }
    if (os.isDebian()) {
      return "debian";
    }
    if (os.id().equals("amzn") || !os.isRedHat()) {
      throw new ModuleFailure("Docker has no repository for " + os.id() + "; take channel: distro");
    }
    return os.id().equals("fedora") || os.id().equals("rhel") ? os.id() : "centos";
  }
}
