package dev.play.cloud.gce.inventory;

import dev.play.cloud.gce.GcloudConfiguration;
import dev.play.cloud.gce.GoogleAuth;
import dev.play.discovery.DiscoveryRequest;
import dev.play.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options of a file, and what the environment adds.
 *
 * @param filters each must hold; in the API's own language
 * @param status lower case never; empty where the filters are to decide
 * @param zones only these; empty for all
 * @param regions only zones of these; empty for all
 * @param osLogin whether hosts are logged in to by OS Login
 * @param hostKeys where hosts' keys are known from
 * @param forConnecting who we are, as the file says, for those who connect later
 * @param hostnames what a host is called by, best first
 */
record GceOptions(
    List<String> projects,
    List<String> folders,
    List<String> filters,
    List<String> status,
    List<String> zones,
    List<String> regions,
    List<String> hostnames,
    String nameSuffix,
    GoogleAuth auth,
    String varsPrefix,
    boolean retrieveImages,
    ConnectVia connectVia,
    OsLoginUse osLogin,
    HostKeysFrom hostKeys,
    Map<String, String> forConnecting) {
  static final Set<String> NAMES =
      Set.of(
          "projects",
          "folders",
          "filters",
          "status",
          "zones",
          "regions",
          "hostnames",
          "name_suffix",
          "auth_kind",
          "scopes",
          "service_account_file",
          "service_account_contents",
          "service_account_email",
          "impersonate_service_account",
          "access_token",
          "vars_prefix",
          "retrieve_image_info",
          "connect_via",
          "os_login",
          "host_keys");

  /** Of the options, those that those who connect need too; for secrets see below. */
  private static final List<String> FOR_CONNECTING =
      List.of(
          "auth_kind",
          "service_account_file",
          "service_account_email",
          "impersonate_service_account");

  private static final Set<String> STATUS =
      Set.of(
          "PROVISIONING",
          "STAGING",
          "RUNNING",
          "PENDING_STOP",
          "STOPPING",
          "SUSPENDING",
          "SUSPENDED",
          "REPAIRING",
          "TERMINATED",
          "ALL");
  private static final Set<String> HOSTNAMES =
      Set.of("public_ip", "private_ip", "public_ipv6", "private_ipv6", "name", "hostname");

  static GceOptions read(DiscoveryRequest request) {
    List<String> folders = request.texts("folders");
    List<String> projects = request.texts("projects");
    if (projects.isEmpty() && folders.isEmpty()) {
      projects =
          new GcloudConfiguration(request.environment(), request.home())
              .project().stream().toList();
    }
    List<String> filters = filters(request);
    return new GceOptions(
        projects,
        folders,
        filters,
        status(request, filters),
        request.texts("zones"),
        request.texts("regions"),
        hostnames(request),
        request.text("name_suffix").orElse(""),
        auth(request, folders),
        request.text("vars_prefix").orElse(""),
        request.flag("retrieve_image_info", false),
        connectVia(request),
        osLogin(request),
        hostKeys(request),
        forConnecting(request));
  }

  private static Map<String, String> forConnecting(DiscoveryRequest request) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String option : FOR_CONNECTING) {
      request
          .text(option)
          .ifPresent(
              value -> said.put(option, option.endsWith("_file") ? path(request, value) : value));
    }
    return said;
  }

  /** The same of what is secret, which is not to be kept anywhere. */
  static Map<String, Value> secretsForConnecting(DiscoveryRequest request) {
    Map<String, Value> said = new LinkedHashMap<>();
    boolean asAnsible =
        !request.plugin().equals("gce")
            && Stream.of("os_login", "host_keys", "connect_via")
                .allMatch(option -> request.value(option).isEmpty());
    if (asAnsible) {
      return said;
    }
    request
        .value("service_account_contents")
        .ifPresent(value -> said.put("service_account_contents", secret(json(value))));
    request.text("access_token").ifPresent(token -> said.put("access_token", secret(token)));
    return said;
  }

  private static Value secret(String text) {
    return new Value.Secret(Value.text(text));
  }

  private static String path(DiscoveryRequest request, String file) {
    return file.startsWith("~/") ? file : request.directory().resolve(file).toString();
  }

  private static HostKeysFrom hostKeys(DiscoveryRequest request) {
    HostKeysFrom usual =
        request.plugin().equals("gce") ? HostKeysFrom.AUTO : HostKeysFrom.KNOWN_HOSTS;
    Optional<String> said = request.text("host_keys");
    Optional<HostKeysFrom> from = said.flatMap(HostKeysFrom::named);
    if (said.isPresent() && from.isEmpty()) {
      request
          .problems()
          .error(
              request.spanOf("host_keys"),
              "host_keys is auto, guest_attributes or known_hosts, not '" + said.get() + "'");
    }
    return from.orElse(usual);
  }

  private static OsLoginUse osLogin(DiscoveryRequest request) {
    if (request.text("os_login").filter(text -> text.equals("auto")).isPresent()
        || request.value("os_login").isEmpty() && request.plugin().equals("gce")) {
      return OsLoginUse.AUTO;
    }
    return request.flag("os_login", false) ? OsLoginUse.ALWAYS : OsLoginUse.NEVER;
  }

  /** A filter may hold commas: a text is one of them. */
  private static List<String> filters(DiscoveryRequest request) {
    List<String> filters =
        request.value("filters").orElse(Value.NONE) instanceof Value.Text(String text)
            ? List.of(text)
            : request.texts("filters");
    return filters.stream().map(String::strip).filter(f -> !f.isEmpty()).toList();
  }

  private static List<String> status(DiscoveryRequest request, List<String> filters) {
    List<String> status =
        request.texts("status").stream().map(s -> s.toUpperCase(Locale.ROOT)).toList();
    for (String one : status) {
      if (!STATUS.contains(one)) {
        request
            .problems()
            .error(
                request.spanOf("status"),
                "instances have no status '" + one + "'",
                "one of " + String.join(", ", STATUS.stream().sorted().toList()));
      }
    }
    if (status.isEmpty()) {
      boolean decided = filters.stream().anyMatch(f -> f.matches("(?s).*\\bstatus\\b.*"));
      return decided ? List.of() : List.of("RUNNING");
    }
    return status.contains("ALL") ? List.of() : status;
  }

  private static List<String> hostnames(DiscoveryRequest request) {
    List<String> names = request.texts("hostnames");
    for (String name : names) {
      if (!HOSTNAMES.contains(name) && !name.startsWith("labels.")) {
        request
            .problems()
            .error(
                request.spanOf("hostnames"),
                name + " is not a valid hostname precedent",
                "one of "
                    + String.join(", ", HOSTNAMES.stream().sorted().toList())
                    + ", labels.NAME");
      }
    }
    if (!names.isEmpty()) {
      return names;
    }
    return request.plugin().equals("gce")
        ? List.of("name")
        : List.of("public_ip", "private_ip", "name");
  }

  private static ConnectVia connectVia(DiscoveryRequest request) {
    Optional<String> given = request.text("connect_via");
    Optional<ConnectVia> via = given.flatMap(ConnectVia::named);
    if (given.isPresent() && via.isEmpty()) {
      request
          .problems()
          .error(
              request.spanOf("connect_via"),
              "connect_via is auto, public, private, iap or name, not '" + given.get() + "'");
    }
    return via.orElse(request.plugin().equals("gce") ? ConnectVia.AUTO : ConnectVia.NAME);
  }

  private static GoogleAuth auth(DiscoveryRequest request, List<String> folders) {
    GoogleAuth usual = GoogleAuth.of(request.environment());
    Optional<String> file = request.text("service_account_file").or(usual::file);
    Optional<String> contents =
        request.value("service_account_contents").map(GceOptions::json).or(usual::contents);
    Optional<String> token = request.text("access_token").or(usual::accessToken);
    Optional<String> kind = request.text("auth_kind", "GCP_AUTH_KIND");
    Optional<GoogleAuth.Kind> known = kind.flatMap(GoogleAuth.Kind::named);
    if (kind.isPresent() && known.isEmpty()) {
      request
          .problems()
          .error(
              request.spanOf("auth_kind"),
              "auth_kind is one of "
                  + String.join(
                      ", ",
                      Arrays.stream(GoogleAuth.Kind.values())
                          .map(k -> k.name().toLowerCase(Locale.ROOT))
                          .toList())
                  + ", not '"
                  + kind.get()
                  + "'");
    }
    List<String> scopes = request.texts("scopes");
    return new GoogleAuth(
        known.orElseGet(() -> GoogleAuth.guess(file, contents, token)),
        file,
        contents,
        request.text("service_account_email").or(usual::email),
        token,
        scopes.isEmpty() || !folders.isEmpty() ? usual.scopes() : scopes,
        request.text("impersonate_service_account").or(usual::impersonate));
  }

  /** The key's text; or its content as a dictionary, as people write it too. */
  private static String json(Value value) {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    return Json.write(Value.toJava(value, secret -> Value.toJava(secret.hidden(), s -> "")));
  }

  /** Whether a zone is one of those wanted. */
  boolean wants(String zone) {
    return (zones.isEmpty() || zones.contains(zone))
        && (regions.isEmpty()
            || regions.stream().anyMatch(region -> zone.startsWith(region + "-")));
  }

  /**
   * The filter that is sent. Google's older language ({@code status eq RUNNING}) must not be mixed
   * with the newer one: there the status is looked at here.
   */
  String filter() {
    boolean older = filters.stream().anyMatch(f -> f.matches("(?s).*\\s(eq|ne)\\s.*"));
    List<String> all = new java.util.ArrayList<>(filters);
    if (!status.isEmpty() && !older) {
      List<String> each = status.stream().map(s -> "(status = " + s + ")").toList();
      all.add(each.size() == 1 ? "status = " + status.getFirst() : String.join(" OR ", each));
    }
    return all.size() == 1
        ? all.getFirst()
        : String.join(" ", all.stream().map(GceOptions::inBrackets).toList());
  }

  private static String inBrackets(String filter) {
    return isInBrackets(filter) ? filter : "(" + filter + ")";
  }

  private static boolean isInBrackets(String filter) {
    int depth = 0;
    for (int i = 0; i < filter.length(); i++) {
      depth += filter.charAt(i) == '(' ? 1 : filter.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i > 0 && i == filter.length() - 1;
      }
    }
    return false;
  }
}
