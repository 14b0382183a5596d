import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A server that lists instances as Google Compute Engine does, page by page: for the bench and the
 * lab, where Google itself is out of reach. Started from its source: {@code java Google.java DIRECTORY
 * INSTANCE...} or {@code java Google.java DIRECTORY COUNT ZONES}. Writes its URL into DIRECTORY/url
 * and a line for each request into DIRECTORY/requests. An instance is NAME,ZONE,ADDRESS,ROLE,TAG.
 */
final class Google {
  private record Instance(String name, String zone, String address, String role, String tag) {}

  private final Path directory;
  private final List<Instance> instances;

  private Google(Path directory, List<Instance> instances) {
    this.directory = directory;
    this.instances = instances;
  }

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<Instance> instances = new ArrayList<>();
    if (args.length == 3 && args[1].matches("\\d+")) {
      int zones = Integer.parseInt(args[2]);
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        String zone = "region-" + i % zones + "-" + (char) ('a' + i % 3);
        String address = "10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256;
        instances.add(new Instance("vm-" + i, zone, address, "role-" + i % 20, "t" + i % 7));
      }
    } else {
      for (String given : List.of(args).subList(1, args.length)) {
        String[] part = given.split(",");
        instances.add(new Instance(part[0], part[1], part[2], part[3], part[4]));
      }
    }
    new Google(directory, instances).start();
  }

  private void start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    Path fresh = directory.resolve("url.new");
    Files.writeString(fresh, "http://127.0.0.1:" + server.getAddress().getPort() + "\n");
    Files.move(fresh, directory.resolve("url"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n";
    synchronized (this) {
      Files.writeString(
          directory.resolve("requests"),
          line,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    }
    String path = exchange.getRequestURI().getPath();
    boolean known = path.matches("/compute/v1/projects/[^/]+/aggregated/instances");
    String body =
        known
            ? page(path.split("/")[4], query(exchange))
            : "{\"error\": {\"code\": 404, \"message\": \"'" + path + "' was not found\"}}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 404, bytes.length);
    try (exchange; var out = exchange.getResponseBody()) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> found = new LinkedHashMap<>();
    String query = exchange.getRequestURI().getQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] part = pair.split("=", 2);
      found.put(part[0], part.length > 1 ? part[1] : "");
    }
    return found;
  }

  private String page(String project, Map<String, String> query) {
    int start = Integer.parseInt(query.getOrDefault("pageToken", "0"));
    int size = Integer.parseInt(query.getOrDefault("maxResults", "500"));
    int end = Math.min(start + size, instances.size());
    Map<String, List<String>> zones = new LinkedHashMap<>();
    for (int i = start; i < end; i++) {
      Instance one = instances.get(i);
      zones.computeIfAbsent(one.zone(), z -> new ArrayList<>()).add(json(project, i, one));
    }
    List<String> items = new ArrayList<>();
    zones.forEach(
        (zone, list) ->
            items.add("\"zones/" + zone + "\": {\"instances\": [" + String.join(",", list) + "]}"));
    return "{\"kind\": \"compute#instanceAggregatedList\", \"items\": {"
        + String.join(",", items)
        + "}"
        + (end < instances.size() ? ", \"nextPageToken\": \"" + end + "\"" : "")
        + "}";
  }

  private static String json(String project, int number, Instance one) {
    String base = "https://www.googleapis.com/compute/v1/projects/" + project;
    String zone = base + "/zones/" + one.zone();
    return """
        {"kind": "compute#instance", "id": "%d", "name": "%s", "status": "RUNNING", "zone": "%s",
        "creationTimestamp": "2026-01-02T03:04:05.678-07:00", "cpuPlatform": "Intel Broadwell",
        "selfLink": "%s/instances/%s", "machineType": "%s/machineTypes/e2-medium",
        "labels": {"role": "%s", "docker": "%s", "env": "prod"}, "tags": {"items": ["%s", "ssh"], "fingerprint": "abc="},
        "metadata": {"fingerprint": "x=", "items": [{"key": "enable-oslogin", "value": "TRUE"}]},
        "canIpForward": false, "deletionProtection": false, "startRestricted": false,
        "disks": [{"kind": "compute#attachedDisk", "type": "PERSISTENT", "mode": "READ_WRITE", "boot": true,
          "autoDelete": true, "index": 0, "deviceName": "boot", "diskSizeGb": "20", "interface": "SCSI",
          "source": "%s/disks/%s"}],
        "scheduling": {"onHostMaintenance": "MIGRATE", "automaticRestart": true, "preemptible": false},
        "serviceAccounts": [{"email": "sa@%s.iam.gserviceaccount.com",
          "scopes": ["https://www.googleapis.com/auth/cloud-platform"]}],
        "networkInterfaces": [{"kind": "compute#networkInterface", "name": "nic0", "networkIP": "%s",
          "network": "%s/global/networks/default", "subnetwork": "%s/regions/r/subnetworks/default",
          "accessConfigs": [{"kind": "compute#accessConfig", "type": "ONE_TO_ONE_NAT",
            "name": "External NAT", "natIP": "%s", "networkTier": "PREMIUM"}]}]}
        """
        .formatted(
            number + 1,
            one.name(),
            zone,
            zone,
            one.name(),
            zone,
            one.role(),
            one.role().equals("web") ? "yes" : "no",
            one.tag(),
            zone,
            one.name(),
            project,
            one.address(),
            base,
            base,
            one.address());
  }
}
