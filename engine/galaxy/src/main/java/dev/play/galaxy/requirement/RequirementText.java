package dev.play.galaxy.requirement;

import dev.play.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The short forms: {@code owner.role,1.0,name}, {@code git+https://host/x.git,main}, {@code
 * namespace.collection:>=1.0.0}, an archive, a directory.
 */
public final class RequirementText {
  /** The name of a collection: two Python identifiers. */
  static final Pattern COLLECTION = Pattern.compile("[a-zA-Z_]\\w*\\.[a-zA-Z_]\\w*");

  private static final List<String> ARCHIVES =
      List.of(".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tar.xz");
  private static final Pattern REPOSITORY = Pattern.compile("https?://[^/]+/[^/?#]+/[^/?#]+/?");

  private RequirementText() {}

  /** A role: {@code SOURCE[,VERSION[,NAME]]}. */
  public static Requirement role(String text, Span span) {
    String[] parts = text.strip().split(",", 3);
    Optional<String> version = part(parts, 1);
    Origin origin = origin(parts[0].strip(), Optional.empty());
    return new Requirement(
        ContentKind.ROLE,
        part(parts, 2).or(() -> Optional.of(roleName(parts[0].strip()))),
        origin,
        version,
        span);
  }

  /** A collection: {@code NAME[:VERSION]}, {@code git+ADDRESS[,VERSION]}, an archive. */
  public static Requirement collection(String text, Span span) {
    String given = text.strip();
    int colon = given.indexOf(':');
    String head = colon < 0 ? given : given.substring(0, colon);
    if (COLLECTION.matcher(head).matches()) {
      return new Requirement(
          ContentKind.COLLECTION,
          Optional.of(head),
          new Origin.Server(head, Optional.empty()),
          colon < 0 ? Optional.empty() : some(given.substring(colon + 1)),
          span);
    }
    String[] parts = given.split(",", 2);
    return new Requirement(
        ContentKind.COLLECTION,
        Optional.empty(),
        origin(parts[0].strip(), Optional.empty()),
        part(parts, 1),
        span);
  }

  private static Optional<String> part(String[] parts, int at) {
    return at < parts.length ? some(parts[at]) : Optional.empty();
  }

  private static Optional<String> some(String text) {
    return Optional.of(text.strip()).filter(t -> !t.isEmpty());
  }

  /**
   * What a source means where nobody says its kind: {@code git+}, {@code git@}, {@code .git} and
   * web addresses of the form host/owner/repository are git's, other addresses and names of
   * archives are archives, paths directories, anything else names on a server.
   *
   * @param server the server to ask for names
   */
  static Origin origin(String source, Optional<String> server) {
    String address = source.startsWith("git+") ? source.substring(4) : source;
    if (source.startsWith("git+") || isRepository(address)) {
      return git(address);
    }
    if (address.contains("://") || isArchive(address)) {
      return new Origin.Archive(address);
    }
    if (address.startsWith("/") || address.startsWith("./") || address.startsWith("../")) {
      return new Origin.Directory(address);
    }
    return new Origin.Server(address, server);
  }

  /** With {@code #/directory} at its end. */
  static Origin.Git git(String address) {
    String plain = address.startsWith("git+") ? address.substring(4) : address;
    int hash = plain.indexOf('#');
    return hash < 0
        ? new Origin.Git(plain, "")
        : new Origin.Git(plain.substring(0, hash), trimmed(plain.substring(hash + 1)));
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  private static boolean isRepository(String address) {
    int hash = address.indexOf('#');
    String plain = hash < 0 ? address : address.substring(0, hash);
    return plain.startsWith("git@")
        || plain.startsWith("git://")
        || plain.startsWith("ssh://")
        || plain.endsWith(".git")
        || (REPOSITORY.matcher(plain).matches() && !isArchive(plain));
  }

  private static boolean isArchive(String address) {
    return ARCHIVES.stream().anyMatch(address::endsWith);
  }

  /** As Ansible calls a role that is given no name: the last part, without its ending. */
  static String roleName(String source) {
    if (!source.contains("/") && !source.contains(":") && !isArchive(source)) {
      return source;
    }
    String plain = source.replaceAll("[?#].*$", "").replaceAll("/+$", "");
    String last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1);
    for (String ending : ARCHIVES) {
      if (last.endsWith(ending)) {
        return last.substring(0, last.length() - ending.length());
      }
    }
    return last.endsWith(".git") ? last.substring(0, last.length() - 4) : last;
  }
}
