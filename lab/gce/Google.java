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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that lists instances as Google Compute Engine does, page by page: for the bench and the
 * lab, where Google itself is out of reach. Started from its source: {@code java Google.java DIRECTORY
 * INSTANCE...} or {@code java Google.java DIRECTORY COUNT ZONES}. Writes its URL into DIRECTORY/url
 * and a line for each request into DIRECTORY/requests. An instance is NAME,ZONE,ADDRESS,ROLE,TAG; with a plus
 * in front it is not there until somebody makes it. What is made is kept and told as it was sent.
 */
final class Google {
  /** Of what is to be made. */
  private static final Pattern NAME = Pattern.compile("^\\{\"name\":\"([a-z0-9-]+)\"");

  private record Instance(String name, String zone, String address, String role, String tag) {}

  private final Path directory;
  private final List<Instance> instances;

  /** Machines that nobody has made yet, by name. */
  private final Map<String, Instance> spare;

  /** What was made, by path. */
  private final Map<String, String> made = new ConcurrentHashMap<>();

  private Google(Path directory, List<Instance> instances, Map<String, Instance> spare) {
    this.directory = directory;
    this.instances = instances;
    this.spare = spare;
  }

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<Instance> instances = new CopyOnWriteArrayList<>();
    Map<String, Instance> spare = new ConcurrentHashMap<>();
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
        String name = part[0].replace("+", "");
        Instance one = new Instance(name, part[1], part[2], part[3], part[4]);
        if (part[0].startsWith("+")) {
          spare.put(name, one);
        } else {
          instances.add(one);
        }
      }
    }
    new Google(directory, instances, spare).start();
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
    String told =
        path.matches("/compute/v1/projects/[^/]+/aggregated/instances")
            ? page(path.split("/")[4], query(exchange))
            : thing(exchange, path);
    boolean known = !told.isEmpty();
    String body =
        known ? told : "{\"error\": {\"code\": 404, \"message\": \"'" + path + "' was not found\"}}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 404, bytes.length);
    try (exchange; var out = exchange.getResponseBody()) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A thing as it is, an operation that is done, or nothing. */
  private String thing(HttpExchange exchange, String path) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.contains("/operations/")) {
      return "{\"kind\": \"compute#operation\", \"name\": \"operation-1\", \"status\": \"DONE\"}";
    }
    if (exchange.getRequestMethod().equals("GET")) {
      return path.contains("/machineTypes/") ? "{\"name\": \"any\"}" : made.getOrDefault(path, "");
    }
    Matcher name = NAME.matcher(body);
    if (!exchange.getRequestMethod().equals("POST") || !name.find()) {
      return "";
    }
    String whole = body;
    if (path.endsWith("/instances")) {
      Instance machine = spare.remove(name.group(1));
      if (machine == null) {
        return "";
      }
      instances.add(machine);
      whole =
          body.replace("\"ONE_TO_ONE_NAT\"", "\"ONE_TO_ONE_NAT\", \"natIP\": \"" + machine.address() + "\"")
              .replaceFirst("\\{", "{\"status\": \"RUNNING\", ");
    }
    String place = path + "/" + name.group(1);
    made.put(
        place,
        whole.replaceFirst(
            "\\{", "{\"id\": \"7\", \"selfLink\": \"https://www.googleapis.com" + place + "\", "));
    return "{\"kind\": \"compute#operation\", \"name\": \"operation-1\", \"status\": \"RUNNING\"}";
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
