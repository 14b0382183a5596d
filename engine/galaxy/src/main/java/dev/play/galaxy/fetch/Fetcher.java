package dev.play.galaxy.fetch;

import dev.play.galaxy.requirement.Origin;
import dev.play.galaxy.version.ContentVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Gets content from wherever it is, unpacked, and checks it against what was locked. */
public final class Fetcher {
  private final GitSource git;
  private final Web web;
  private final GalaxyServers servers;
  private final Path directory;

  /**
   * @param directory what relative paths count from
   */
  public Fetcher(Programs programs, Web web, GalaxyServers servers, Path directory) {
    this.git = new GitSource(programs);
    this.web = web;
    this.servers = servers;
    this.directory = directory;
  }

  public GalaxyServers servers() {
    return servers;
  }

  /**
   * What is asked for.
   *
   * @param version as asked, if it was
   * @param locked what it has to be
   */
  public record Ask(Origin origin, Optional<String> version, Optional<Identity> locked) {}

  /** A role with the version that it has. */
  public record Role(Fetched content, Optional<String> version) {}

  /** A role, or a collection that is on no server. */
  public Role fetch(Ask ask, Path work) {
    return switch (ask.origin()) {
      case Origin.Git origin ->
          new Role(git.fetch(origin, ask.version(), ask.locked(), work), ask.version());
      case Origin.Archive(String address) ->
          new Role(archive(address, Optional.empty(), ask.locked(), work), ask.version());
      case Origin.Directory(String path) -> {
        Path tree = directory.resolve(path).normalize();
        if (!Files.isDirectory(tree)) {
          throw new GalaxyFailure("there is no directory " + tree);
        }
        yield new Role(new Fetched(tree, Optional.empty(), Optional.empty()), ask.version());
      }
      case Origin.Server(String name, Optional<String> server) -> {
        if (name.indexOf('.') <= 0) {
          throw new GalaxyFailure(
              name + " is no name on a galaxy server (OWNER.ROLE) and no source: give its src");
        }
        Map.Entry<String, String> found = servers.role(name, ask.version(), server);
        yield new Role(
            archive(found.getValue(), Optional.empty(), ask.locked(), work),
            Optional.of(found.getKey()));
      }
    };
  }

  /** What a version of a collection of a server depends on: ranges by name. */
  public Map<String, String> dependencies(
      GalaxyServer server, String collection, ContentVersion version) {
    return servers.release(server, collection, version).dependencies();
  }

  /** A version of a collection of a server. */
  public Fetched release(
      GalaxyServer server,
      String collection,
      ContentVersion version,
      Optional<Identity> locked,
      Path work) {
    ServerApi.Release release = servers.release(server, collection, version);
    Fetched fetched =
        archive(release.archive(), servers.authorisation(server, release.archive()), locked, work);
    String told = release.sha256().orElse("");
    if (!told.isEmpty() && !fetched.identity().equals(Optional.of(new Identity.Sha256(told)))) {
      throw new GalaxyFailure(
          collection
              + ":"
              + version
              + " is not what "
              + server.name()
              + " says it is: sha256 differs");
    }
    return fetched;
  }

  private Fetched archive(
      String address, Optional<String> authorisation, Optional<Identity> locked, Path work) {
    String shown = Origin.withoutPassword(address);
    Path file = work.resolve("content.tar");
    if (address.startsWith("http://") || address.startsWith("https://")) {
      web.download(address, authorisation, file);
    } else {
      file = local(address);
    }
    Identity found = new Identity.Sha256(sha256(file));
    if (locked.isPresent() && !locked.get().equals(found)) {
      throw new GalaxyFailure(
          shown
              + " is not what the lock file says: "
              + locked.get().shown()
              + " is locked, "
              + found.shown()
              + " is there; --update takes the new one");
    }
    Path tree = work.resolve("tree");
    Tarball.unpack(file, tree, shown);
    return new Fetched(tree, Optional.of(found), Optional.empty());
  }

  private Path local(String address) {
    if (address.contains("://") && !address.startsWith("file:")) {
      throw new GalaxyFailure("play does not know how to get " + Origin.withoutPassword(address));
    }
    try {
      Path file =
          address.startsWith("file:")
              ? Path.of(URI.create(address))
              : directory.resolve(address).normalize();
      if (!Files.isRegularFile(file)) {
        throw new GalaxyFailure("there is no file " + file);
      }
      return file;
    } catch (IllegalArgumentException e) {
      throw new GalaxyFailure(address + " is no address");
    }
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new GalaxyFailure(file + " cannot be read: " + e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
