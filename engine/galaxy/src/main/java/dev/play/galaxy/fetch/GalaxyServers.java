package dev.play.galaxy.fetch;

import dev.play.galaxy.version.ContentVersion;
import dev.play.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The servers to ask for names, in order. There is none unless somebody names one: by {@code
 * --server}, by {@code [galaxy] server_list} with a section for each, by {@code [galaxy] server}.
 */
public final class GalaxyServers {
  private final List<GalaxyServer> servers;
  private final Web web;

  public GalaxyServers(List<GalaxyServer> servers, Web web) {
    this.servers = List.copyOf(servers);
    this.web = web;
  }

  /**
   * As the settings say.
   *
   * @param chosen an address, or a name of the list; wins over the settings
   * @param token logs in to the chosen one, or to the one server there is
   */
  public static List<GalaxyServer> from(
      Settings settings, Optional<String> chosen, Optional<String> token) {
    List<GalaxyServer> listed = new ArrayList<>();
    for (String name : settings.list("GALAXY_SERVER_LIST")) {
      if (!name.isBlank()) {
        listed.add(listed(settings, name.strip()));
      }
    }
    if (chosen.isPresent()) {
      GalaxyServer one =
          listed.stream()
              .filter(server -> server.name().equals(chosen.get()))
              .findFirst()
              .orElseGet(() -> addressed(chosen.get()));
      return List.of(token.map(t -> withToken(one, t)).orElse(one));
    }
    if (listed.isEmpty() && settings.isSet("GALAXY_SERVER")) {
      settings.text("GALAXY_SERVER").ifPresent(address -> listed.add(addressed(address)));
    }
    if (token.isPresent() && listed.size() == 1) {
      return List.of(withToken(listed.getFirst(), token.get()));
    }
    return List.copyOf(listed);
  }

  private static GalaxyServer addressed(String address) {
    if (!address.startsWith("http://") && !address.startsWith("https://")) {
      throw new GalaxyFailure(
          "there is no galaxy server " + address + ": it is no address and not in server_list");
    }
    return new GalaxyServer(address, address, GalaxyServer.Login.NONE);
  }

  private static GalaxyServer withToken(GalaxyServer server, String token) {
    return new GalaxyServer(
        server.name(),
        server.address(),
        new GalaxyServer.Login(Optional.of(token), Optional.empty(), Optional.empty()));
  }

  private static GalaxyServer listed(Settings settings, String name) {
    Function<String, Optional<String>> key =
        k ->
            settings.ofSection(
                "galaxy_server." + name,
                k,
                "ANSIBLE_GALAXY_SERVER_"
                    + name.toUpperCase(Locale.ROOT)
                    + "_"
                    + k.toUpperCase(Locale.ROOT));
    for (String refused : List.of("auth_url", "client_id")) {
      if (key.apply(refused).isPresent()) {
        throw new GalaxyFailure(
            "galaxy_server." + name + ": play does not log in by " + refused + "; use token");
      }
    }
    if (key.apply("validate_certs")
        .filter(v -> List.of("no", "false", "0").contains(v.toLowerCase(Locale.ROOT)))
        .isPresent()) {
      throw new GalaxyFailure("galaxy_server." + name + ": play always checks certificates");
    }
    String address =
        key.apply("url")
            .orElseThrow(
                () ->
                    new GalaxyFailure(
                        "server_list names "
                            + name
                            + ", but [galaxy_server."
                            + name
                            + "] has no url"));
    return new GalaxyServer(
        name,
        address,
        new GalaxyServer.Login(key.apply("token"), key.apply("username"), key.apply("password")));
  }

  /** What there is of a collection, on the first server that has it. */
  public record Offer(GalaxyServer server, List<ContentVersion> versions) {}

  /** The versions of a collection. */
  public Offer collection(String name, Optional<String> server) {
    for (GalaxyServer one : asked(name, server)) {
      List<ContentVersion> versions = new ServerApi(web, one).versions(name);
      if (!versions.isEmpty()) {
        return new Offer(one, versions);
      }
    }
    throw unknown("collection", name);
  }

  /** One version of a collection of that server's. */
  ServerApi.Release release(GalaxyServer server, String name, ContentVersion version) {
    return new ServerApi(web, server).release(name, version);
  }

  /** The archive of a role, and its version: the one asked for, or the newest. */
  Map.Entry<String, String> role(String name, Optional<String> asked, Optional<String> server) {
    for (GalaxyServer one : asked(name, server)) {
      Map<String, String> versions = new ServerApi(web, one).roleVersions(name);
      if (versions.isEmpty()) {
        continue;
      }
      String version = asked.orElseGet(() -> newest(name, versions));
      String archive = versions.get(version);
      if (archive == null) {
        throw new GalaxyFailure(
            one.name()
                + " has no version "
                + version
                + " of "
                + name
                + "; it has "
                + String.join(", ", versions.keySet().stream().limit(8).toList()));
      }
      if (archive.isEmpty()) {
        throw new GalaxyFailure(
            one.name() + " does not say where " + name + " " + version + " lies; give its src");
      }
      return Map.entry(version, archive);
    }
    throw unknown("role", name);
  }

  private static String newest(String name, Map<String, String> versions) {
    return versions.keySet().stream()
        .flatMap(text -> ContentVersion.parse(text).stream())
        .max(java.util.Comparator.comparing(ContentVersion::isRelease).thenComparing(v -> v))
        .map(ContentVersion::text)
        .orElseThrow(() -> new GalaxyFailure(name + " has no version; name its src"));
  }

  /** What logs in to a server, for archives that lie there. */
  Optional<String> authorisation(GalaxyServer server, String archive) {
    return archive.startsWith(server.root()) ? server.authorisation() : Optional.empty();
  }

  private GalaxyFailure unknown(String kind, String name) {
    return new GalaxyFailure(
        "there is no "
            + kind
            + " "
            + name
            + " on "
            + String.join(", ", servers.stream().map(GalaxyServer::name).toList()));
  }

  private List<GalaxyServer> asked(String name, Optional<String> server) {
    if (server.isPresent()) {
      return List.of(
          servers.stream()
              .filter(s -> s.name().equals(server.get()) || s.address().equals(server.get()))
              .findFirst()
              .orElseGet(() -> addressed(server.get())));
    }
    if (servers.isEmpty()) {
      throw new GalaxyFailure(
          name
              + " is a name without a source, and no galaxy server is set: give its src"
              + " (git+https://..., an archive, a directory), or name a server by --server,"
              + " ANSIBLE_GALAXY_SERVER or [galaxy] server_list");
    }
    return servers;
  }
}
