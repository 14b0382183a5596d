package dev.play.openstack;

import dev.play.discovery.DiscoveredHost;
import dev.play.discovery.DiscoveryRequest;
import dev.play.value.Value;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One time of asking for the servers. */
final class Discovery {
  private final DiscoveryRequest request;
  private final OpenStackOptions options;
  private final Rest rest;
  private final Rest.Patience patience;

  Discovery(DiscoveryRequest request, OpenStackOptions options, Rest rest, Rest.Patience patience) {
    this.request = request;
    this.options = options;
    this.rest = rest;
    this.patience = patience;
  }

  List<DiscoveredHost> hosts() {
    List<Cloud> clouds = clouds();
    List<Server> servers = new ArrayList<>();
    for (Cloud cloud : clouds) {
      try {
        servers.addAll(of(cloud));
      } catch (OpenStackException e) {
        failed(cloud, e);
      }
    }
    if (failedAll()) {
      return List.of();
    }
    List<DiscoveredHost> hosts = named(servers);
    if (hosts.isEmpty() && request.problems().all().isEmpty()) {
      request.problems().warning(request.span(), nothing(clouds, servers));
    }
    return hosts;
  }

  private List<Cloud> clouds() {
    try {
      List<Cloud> all = options.clouds(request).clouds();
      List<Cloud> wanted = all.stream().filter(c -> options.wants(c, request)).toList();
      if (wanted.isEmpty()) {
        request
            .problems()
            .error(
                request.spanOf("only_clouds"),
                "no cloud of "
                    + all.getFirst().source()
                    + " is wanted; it has "
                    + String.join(", ", all.stream().map(Cloud::name).toList()));
      }
      return wanted;
    } catch (OpenStackException e) {
      request.problems().error(request.span(), String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  /** Of several clouds one may be down: the others' servers are used, unless that is not wanted. */
  private void failed(Cloud cloud, OpenStackException e) {
    String message = String.valueOf(e.getMessage());
    boolean alone = options.onlyClouds().size() == 1;
    if (options.failOnErrors() || alone) {
      request.problems().error(request.span(), message);
    } else {
      request
          .problems()
          .warning(
              request.span(),
              message
                  + "; the servers of cloud "
                  + cloud.name()
                  + " are missing from the inventory");
    }
  }

  private boolean failedAll() {
    return request.problems().all().stream()
        .anyMatch(p -> p.severity() == dev.play.source.Diagnostic.Severity.ERROR);
  }

  private String nothing(List<Cloud> clouds, List<Server> servers) {
    String which = String.join(", ", clouds.stream().map(Cloud::name).toList());
    return servers.isEmpty()
        ? "there are no servers, in cloud " + which
        : "none of the %d servers of cloud %s has a%s address (show_all: true lists them all%s)"
            .formatted(
                servers.size(),
                which,
                options.isPrivate() ? "" : " public",
                options.isPrivate() ? "" : ", private: true takes the addresses inside");
  }

  private List<Server> of(Cloud cloud) throws OpenStackException {
    Optional<HttpClient> own = TrustedClient.of(cloud);
    if (own.isEmpty()) {
      return of(cloud, rest);
    }
    try (Rest trusting = new Rest(own.get(), patience)) {
      return of(cloud, trusting);
    }
  }

  private List<Server> of(Cloud cloud, Rest by) throws OpenStackException {
    Keystone.Session session = new Keystone(by).signIn(cloud);
    List<Server> servers = new ArrayList<>();
    for (String region : cloud.regions()) {
      String url =
          cloud
              .setting("compute_endpoint_override")
              .or(() -> session.endpoint(Nova.TYPES, cloud.endpointInterface(), region))
              .orElseThrow(() -> noCompute(cloud, session, region))
              .replaceAll("/+$", "");
      Details details = new Details(by, session, cloud, region);
      Map<String, String> images = options.expand() ? details.images() : Map.of();
      var volumes =
          options.expand()
              ? details.volumes()
              : Map.<String, com.fasterxml.jackson.databind.JsonNode>of();
      new Nova(by, session, url, cloud.name())
          .servers(options.allProjects())
          .forEach(
              json ->
                  servers.add(new Server(cloud.name(), region, json, session, images, volumes)));
    }
    return servers;
  }

  private static OpenStackException noCompute(
      Cloud cloud, Keystone.Session session, String region) {
    String regions = session.regions(Nova.TYPES);
    return new OpenStackException(
        regions.isEmpty()
            ? "cloud %s has no compute service for this project (is the project named?)"
                .formatted(cloud.name())
            : "cloud %s has no %s compute service in region '%s'; its regions: %s"
                .formatted(cloud.name(), cloud.endpointInterface(), region, regions));
  }

  /** Servers of the same name go by their ids, all of them. */
  private List<DiscoveredHost> named(List<Server> servers) {
    Map<String, Long> often =
        servers.stream().collect(Collectors.groupingBy(Server::name, Collectors.counting()));
    List<DiscoveredHost> hosts = new ArrayList<>();
    for (Server server : servers) {
      boolean unique = often.getOrDefault(server.name(), 0L) == 1;
      boolean byName = !options.byId() && unique && !server.name().isBlank();
      host(server, byName).ifPresent(hosts::add);
    }
    return hosts;
  }

  private Optional<DiscoveredHost> host(Server server, boolean byName) {
    Addresses addresses = Addresses.of(server.json());
    Optional<String> way = addresses.way(options.isPrivate());
    if (way.isEmpty() && !options.showAll()) {
      return Optional.empty();
    }
    Map<String, Value> variables = new LinkedHashMap<>();
    variables.put("openstack", server.facts(addresses, way));
    Optional<String> address = options.useNames() ? Optional.of(server.name()) : way;
    address.ifPresent(
        there -> {
          variables.put("ansible_host", Value.text(there));
          variables.put("ansible_ssh_host", Value.text(there));
        });
    return Optional.of(
        new DiscoveredHost(
            byName ? server.name() : server.id(),
            variables,
            Map.of(),
            options.legacyGroups() ? server.groups(!byName) : List.of()));
  }
}
