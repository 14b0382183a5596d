package dev.play.cloud.gce.inventory;

import dev.play.cloud.gce.GcloudConfiguration;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleException;
import dev.play.cloud.gce.GoogleFault;
import dev.play.cloud.gce.GoogleServices;
import dev.play.cloud.gce.GoogleSignIn;
import dev.play.discovery.DiscoveredHost;
import dev.play.discovery.DiscoveryRequest;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One time of asking for the instances. */
final class Discovery {
  private final DiscoveryRequest request;
  private final GceOptions options;
  private final GoogleCalls calls;
  private final Diagnostics problems;
  private final Diagnostics remarks;
  private final List<String> unreached = new ArrayList<>();

  Discovery(DiscoveryRequest request, GceOptions options, GoogleCalls calls) {
    this.request = request;
    this.options = options;
    this.calls = calls;
    this.problems = request.problems();
    this.remarks = request.remarks();
  }

  List<DiscoveredHost> hosts() {
    try {
      GoogleServices services =
          new GoogleServices(
              new GoogleSignIn(request.environment(), request.home(), request.directory())
                  .credentials(options.auth()),
              request.environment());
      Set<String> named = new LinkedHashSet<>(options.projects());
      if (named.isEmpty() && options.folders().isEmpty()) {
        Optional.ofNullable(services.credentials().getProjectId()).ifPresent(named::add);
      }
      Optional<Set<String>> found = ofFolders(services);
      if (found.isEmpty()) {
        return List.of();
      }
      Set<String> ofFolders = found.get();
      if (named.isEmpty() && options.folders().isEmpty()) {
        noProject();
        return List.of();
      }
      List<DiscoveredHost> hosts = list(services, named, ofFolders);
      tellUnreached();
      if (hosts.isEmpty() && problems.all().isEmpty()) {
        String none = remarks.all().isEmpty() ? "no instance matches" : "no instance is left";
        problems.warning(request.span(), none + ", in project " + listed(named, ofFolders));
      }
      return hosts;
    } catch (GoogleException e) {
      error(e, "auth_kind");
      return List.of();
    }
  }

  /** Nothing, where one of them could not be listed. */
  private Optional<Set<String>> ofFolders(GoogleServices services) {
    Set<String> projects = new LinkedHashSet<>();
    try {
      for (String folder : options.folders()) {
        projects.addAll(new FolderProjects(services, request.environment(), calls).in(folder));
      }
      return Optional.of(projects);
    } catch (GoogleException e) {
      error(e, "folders");
      return Optional.empty();
    }
  }

  private static String listed(Set<String> named, Set<String> ofFolders) {
    Set<String> all = new LinkedHashSet<>(named);
    all.addAll(ofFolders);
    return all.isEmpty() ? "(there is none)" : String.join(", ", all);
  }

  private void noProject() {
    problems.error(
        request.span(),
        "which project? There is neither projects nor folders, and nothing in "
            + new GcloudConfiguration(request.environment(), request.home()).projectSources(),
        "projects: [my-project], or gcloud config set project my-project");
  }

  private List<DiscoveredHost> list(
      GoogleServices services, Set<String> named, Set<String> ofFolders) {
    Set<String> all = new LinkedHashSet<>(named);
    all.addAll(ofFolders);
    List<DiscoveredHost> hosts = new ArrayList<>();
    Map<String, String> seen = new LinkedHashMap<>();
    try (ProjectInstances instances = new ProjectInstances(services, calls, options)) {
      for (ProjectInstances.Answer answer : instances.of(List.copyOf(all))) {
        if (answer.failure().isPresent()) {
          failed(answer.failure().get(), named.contains(answer.project()));
          continue;
        }
        answer.unreachable().forEach(place -> unreachable(place, answer.project()));
        for (InstanceVariables instance : answer.instances()) {
          host(instance, seen).ifPresent(hosts::add);
        }
      }
    }
    return hosts;
  }

  /** A project of a folder where the API is off has no instances, and nothing is wrong. */
  private void failed(GoogleException failure, boolean isNamed) {
    if (isNamed || failure.fault().kind() != GoogleFault.Kind.API_DISABLED) {
      GoogleFault.Kind kind = failure.fault().kind();
      error(failure, kind == GoogleFault.Kind.INVALID ? "filters" : "projects");
    }
  }

  private void error(GoogleException failure, String option) {
    problems.add(
        new Diagnostic(
            Diagnostic.Severity.ERROR,
            failure.fault().message(),
            request.spanOf(option),
            failure.fault().hint()));
  }

  /** {@code connect_via: public} leads to nobody without a public address. */
  private void tellUnreached() {
    if (!unreached.isEmpty()) {
      remarks.warning(
          request.spanOf("connect_via"),
          "no address as connect_via wants it, so their names alone lead to: "
              + String.join(", ", unreached)
              + " (connect_via: auto goes through IAP where there is no public address)");
    }
  }

  private void unreachable(String place, String project) {
    problems.warning(
        request.span(),
        place
            + " of project "
            + project
            + " does not answer: its instances are missing from the inventory");
  }

  private Optional<DiscoveredHost> host(InstanceVariables instance, Map<String, String> seen) {
    String where = instance.project() + "/" + instance.zone() + "/" + instance.instance().getName();
    Optional<String> name = instance.hostname(options.hostnames(), options.nameSuffix());
    if (name.isEmpty()) {
      remarks.warning(
          request.spanOf("hostnames"),
          where + " has none of " + String.join(", ", options.hostnames()) + ", and is left out");
      return Optional.empty();
    }
    String other = seen.putIfAbsent(name.get(), where);
    if (other != null) {
      remarks.warning(
          request.spanOf("hostnames"),
          other + " and " + where + " are both called " + name.get() + ": the latter is left out");
      return Optional.empty();
    }
    Map<String, Value> facts = instance.facts();
    Map<String, Value> variables = new LinkedHashMap<>();
    facts.forEach((key, value) -> variables.put(options.varsPrefix() + key, value));
    variables.putAll(instance.connection(options));
    if (options.connectVia() != ConnectVia.NAME && !variables.containsKey("ansible_host")) {
      unreached.add(name.get());
    }
    return Optional.of(
        new DiscoveredHost(
            name.get(), variables, options.varsPrefix().isEmpty() ? Map.of() : facts, List.of()));
  }
}
