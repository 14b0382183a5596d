package dev.play.cloud.gce.inventory;

import com.google.cloud.compute.v1.AggregatedListDisksRequest;
import com.google.cloud.compute.v1.AggregatedListInstancesRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.DiskAggregatedList;
import com.google.cloud.compute.v1.DisksClient;
import com.google.cloud.compute.v1.DisksSettings;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import com.google.cloud.compute.v1.InstancesClient;
import com.google.cloud.compute.v1.InstancesScopedList;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleEndpoints;
import dev.play.cloud.gce.GoogleException;
import dev.play.cloud.gce.GoogleServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Lists the instances of projects, several at a time: all zones of a project by one request for
 * each page. Zones that do not answer are named, and do not keep back the others.
 */
final class ProjectInstances implements AutoCloseable {
  /** As many as a page of the API holds. */
  private static final int PAGE = 500;

  private static final int AT_A_TIME = 8;

  private final GoogleServices services;
  private final GoogleCalls calls;
  private final GceOptions options;
  private final InstancesClient client;

  ProjectInstances(GoogleServices services, GoogleCalls calls, GceOptions options) {
    this.services = services;
    this.calls = calls;
    this.options = options;
    this.client = services.instances();
  }

  /**
   * What came of one project.
   *
   * @param unreachable places whose instances are missing, for example {@code zone europe-west1-b}
   * @param failure why there is nothing, where there is nothing
   */
  record Answer(
      String project,
      List<InstanceVariables> instances,
      Set<String> unreachable,
      Optional<GoogleException> failure) {}

  /** The answers, in the projects' order. */
  List<Answer> of(List<String> projects) {
    Semaphore room = new Semaphore(AT_A_TIME);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (String project : projects) {
        asked.add(
            threads.submit(
                () -> {
                  room.acquire();
                  try {
                    return of(project);
                  } finally {
                    room.release();
                  }
                }));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> one : asked) {
        answers.add(one.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException e) {
      throw new IllegalStateException("listing failed", e.getCause());
    }
  }

  private Answer of(String project) {
    Set<String> unreachable = new LinkedHashSet<>();
    try {
      List<Instance> found = instances(project, unreachable);
      Map<String, String> images = options.retrieveImages() ? images(project) : Map.of();
      return new Answer(
          project,
          found.stream().map(i -> new InstanceVariables(project, i, images)).toList(),
          unreachable,
          Optional.empty());
    } catch (GoogleException e) {
      return new Answer(project, List.of(), unreachable, Optional.of(e));
    }
  }

  private List<Instance> instances(String project, Set<String> unreachable) {
    List<Instance> found = new ArrayList<>();
    String page = "";
    do {
      AggregatedListInstancesRequest.Builder ask =
          AggregatedListInstancesRequest.newBuilder()
              .setProject(project)
              .setMaxResults(PAGE)
              .setReturnPartialSuccess(true);
      if (!options.filter().isEmpty()) {
        ask.setFilter(options.filter());
      }
      if (!page.isEmpty()) {
        ask.setPageToken(page);
      }
      InstanceAggregatedList answer =
          calls.repeatable(
              client.aggregatedListCallable(),
              ask.build(),
              "listing the instances of project " + project,
              project);
      answer.getItemsMap().forEach((place, scope) -> take(place, scope, found, unreachable));
      answer.getUnreachablesList().stream()
          .filter(this::isWanted)
          .forEach(place -> unreachable.add(named(place)));
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    return found;
  }

  private void take(
      String place, InstancesScopedList scope, List<Instance> found, Set<String> unreachable) {
    if (!isWanted(place)) {
      return;
    }
    if (scope.getWarning().getCode().equals("UNREACHABLE")) {
      unreachable.add(named(place));
    }
    scope.getInstancesList().stream()
        .filter(i -> options.status().isEmpty() || options.status().contains(i.getStatus()))
        .forEach(found::add);
  }

  /** A place: {@code zones/europe-west1-b}, alone or at the end of a link. */
  private boolean isWanted(String place) {
    String zone = Links.after("/" + place, "zones");
    return zone.isEmpty() || options.wants(zone);
  }

  private static String named(String place) {
    String zone = Links.after("/" + place, "zones");
    String region = Links.after("/" + place, "regions");
    if (!zone.isEmpty()) {
      return "zone " + zone;
    }
    return region.isEmpty() ? place : "region " + region;
  }

  /** The images of all disks by the disks' paths; a disk without one goes by its own name. */
  private Map<String, String> images(String project) {
    Map<String, String> images = new LinkedHashMap<>();
    try (DisksClient disks = disks()) {
      String page = "";
      do {
        AggregatedListDisksRequest.Builder ask =
            AggregatedListDisksRequest.newBuilder()
                .setProject(project)
                .setMaxResults(PAGE)
                .setReturnPartialSuccess(true);
        if (!page.isEmpty()) {
          ask.setPageToken(page);
        }
        DiskAggregatedList answer =
            calls.repeatable(
                disks.aggregatedListCallable(),
                ask.build(),
                "listing the disks of project " + project + " for retrieve_image_info",
                project);
        answer.getItemsMap().values().stream()
            .flatMap(scope -> scope.getDisksList().stream())
            .forEach(disk -> images.put(Links.path(disk.getSelfLink()), image(disk)));
        page = answer.getNextPageToken();
      } while (!page.isEmpty());
    }
    return images;
  }

  private static String image(Disk disk) {
    return Links.last(disk.getSourceImage().isEmpty() ? disk.getSelfLink() : disk.getSourceImage());
  }

  private DisksClient disks() {
    try {
      return DisksClient.create(
          services.prepared(DisksSettings.newBuilder(), GoogleEndpoints.COMPUTE).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
