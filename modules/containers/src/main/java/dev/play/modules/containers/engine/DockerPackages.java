package dev.play.modules.containers.engine;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which packages make up Docker on a distribution, and where they come from. */
public record DockerPackages(OsRelease os, boolean fromDocker, Optional<String> version) {
  /** Where Docker publishes its packages, a directory for each distribution. */
  public static final String DOCKERS = "https://download.docker.com/linux";

  // $1 the repository, $2 distribution, $3 codename, $4 seconds to wait for a lock.
  private static final String ADD_APT =
      """
      set -e
      mkdir -p /etc/apt/keyrings
      fetch() { if command -v curl >/dev/null; then curl -fsSL "$1"; elif command -v wget >/dev/null; then wget -qO- "$1"; else echo 'install curl or wget on the host: Docker publishes its key by HTTPS' >&2; return 1; fi; }
      fetch "$1/$2/gpg" > /etc/apt/keyrings/docker.asc.new
      mv /etc/apt/keyrings/docker.asc.new /etc/apt/keyrings/docker.asc
      chmod 0644 /etc/apt/keyrings/docker.asc
      printf 'Types: deb\\nURIs: %s/%s\\nSuites: %s\\nComponents: stable\\nSigned-By: /etc/apt/keyrings/docker.asc\\n' "$1" "$2" "$3" > /etc/apt/sources.list.d/docker.sources
      apt-get -q -oDPkg::Lock::Timeout="$4" update
      """;

  private static final String ADD_DNF =
      """
      set -e
      printf '[docker-ce-stable]\\nname=Docker CE Stable\\nbaseurl=%s/%s/$releasever/$basearch/stable\\nenabled=1\\ngpgcheck=1\\ngpgkey=%s/%s/gpg\\n' "$1" "$2" "$1" "$2" > /etc/yum.repos.d/docker-ce.repo
      """;

  /** What has to be installed. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (fromDocker) {
      names.addAll(List.of(pinned("docker-ce"), pinned("docker-ce-cli"), "containerd.io"));
      names.addAll(List.of("docker-buildx-plugin", "docker-compose-plugin"));
      return names;
    }
    if (os.id().equals("alpine")) {
      return List.of("docker", "docker-cli-buildx", "docker-cli-compose");
    }
    if (os.id().equals("ubuntu")) {
      return List.of(pinned("docker.io"), "docker-buildx", "docker-compose-v2");
    }
    if (os.isLike("debian")) {
      names.addAll(List.of(pinned("docker.io"), "iptables", "ca-certificates"));
      // trixie split the client off and has compose 2; before it there is only compose 1, in
      // Python.
      if (os.major() >= 13 || os.major() == 0) {
        names.addAll(List.of("docker-cli", "docker-buildx", "docker-compose"));
      }
      return names;
    }
    if (os.id().equals("fedora")) {
      return List.of("moby-engine", "docker-compose");
    }
    throw new ModuleFailure(
        "the distribution " + os.id() + " has no Docker packages of its own; use channel: ce");
  }

  private String pinned(String name) {
    return name + version.map(v -> "=" + v).orElse("");
  }

  /** The repository's file, when packages come from Docker. */
  public HostPath repositoryFile() {
    return HostPath.of(
        os.isLike("debian")
            ? "/etc/apt/sources.list.d/docker.sources"
            : "/etc/yum.repos.d/docker-ce.repo");
  }

  /**
   * Whether there is a list: one that someone else wrote will do, unless it is to be a mirror's.
   */
  public boolean isListed(HostView host, Optional<String> mirror) {
    Optional<Blob> list = host.known(Probe.ContentOf.of(repositoryFile()));
    String wanted = mirror.map(m -> m + "/").orElse("");
    return list.isPresent() && list.get().text().contains(wanted);
  }

  /**
   * Adds Docker's repository and its key.
   *
   * @param repository Docker's own address, or a mirror's
   * @param lockTimeout seconds
   */
  public Effect.Run addRepository(String repository, int lockTimeout) {
    if (os.isLike("debian")) {
      String distribution = os.id().equals("ubuntu") ? "ubuntu" : "debian";
      if (os.codename().isEmpty()) {
        throw new ModuleFailure("/etc/os-release names no VERSION_CODENAME");
      }
      return Effect.Run.of(
          Command.script(
              ADD_APT, repository, distribution, os.codename(), Integer.toString(lockTimeout)),
          "add Docker's repository",
          Set.of(
              Resource.path(repositoryFile()),
              Resource.tree("/etc/apt"),
              Resource.tree("/var/lib/apt"),
              Resource.topic("apt-lists")));
    }
    if (os.isLike("fedora") || os.isLike("rhel")) {
      String distribution =
          os.id().equals("fedora") ? "fedora" : "rhel".equals(os.id()) ? "rhel" : "centos";
      return Effect.Run.of(
          Command.script(ADD_DNF, repository, distribution),
          "add Docker's repository",
          Set.of(Resource.path(repositoryFile())));
    }
    throw new ModuleFailure("Docker has no repository for " + os.id() + "; use channel: distro");
  }
}
