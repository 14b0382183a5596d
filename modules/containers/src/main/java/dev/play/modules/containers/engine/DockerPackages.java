package dev.play.modules.containers.engine;

import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which packages make up Docker on a distribution.
 *
 * @param fromDocker from Docker's repository, not the distribution's own
 * @param version the engine's, globs allowed; what comes where empty
 */
public record DockerPackages(OsRelease os, boolean fromDocker, Optional<String> version) {
  /** What has to be installed, as {@code name} or {@code name=version}. */
  public List<String> names() {
    return fromDocker ? dockers() : own();
  }

  private List<String> dockers() {
    List<String> names = new ArrayList<>(List.of(pinned("docker-ce")));
    int release = os.release();
    // What Docker's repository holds for releases that it is finished with: one package up to
    // jessie and trusty, no plugins up to stretch and xenial.
    boolean isOne = os.isUbuntu() ? release < 16 : os.isDebian() && release < 9;
    boolean hasPlugins = os.isUbuntu() ? release >= 18 : !os.isDebian() || release >= 10;
    if (!isOne) {
      names.addAll(List.of(pinned("docker-ce-cli"), "containerd.io"));
    }
    if (hasPlugins) {
      names.addAll(List.of("docker-buildx-plugin", "docker-compose-plugin"));
    }
    return List.copyOf(names);
  }

  private List<String> own() {
    if (os.isUbuntu()) {
      // Compose 2 came to focal; before it there is only compose 1, in Python.
      return os.release() >= 20
          ? List.of(pinned("docker.io"), "docker-buildx", "docker-compose-v2")
          : List.of(pinned("docker.io"));
    }
    if (os.isDebian()) {
      return debians();
    }
    return switch (os.id()) {
      case "fedora" -> List.of(pinned("moby-engine"), "docker-compose");
      case "amzn" -> List.of(pinned("docker"));
      default ->
          throw new ModuleFailure(
              os.isRedHat()
                  ? os.id() + " has no Docker packages of its own; take channel: ce"
                  : "install_docker knows no Docker packages of " + os.id());
    };
  }

  private List<String> debians() {
    int release = os.release();
    if (release < 10) {
      throw new ModuleFailure(
          "Debian " + release + " has no Docker packages of its own; take channel: ce");
    }
    List<String> names =
        new ArrayList<>(List.of(pinned("docker.io"), "iptables", "ca-certificates"));
    // trixie split the client off and has compose 2; before it there is only compose 1, in Python.
    if (release >= 13) {
      names.addAll(List.of("docker-cli", "docker-buildx", "docker-compose"));
    }
    return List.copyOf(names);
  }

  private String pinned(String name) {
    return name + version.map(v -> "=" + v).orElse("");
  }
}
