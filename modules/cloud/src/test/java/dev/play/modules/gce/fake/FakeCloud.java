package dev.play.modules.gce.fake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.google.cloud.compute.v1.stub.HttpJsonAddressesStub;
import com.google.cloud.compute.v1.stub.HttpJsonFirewallsStub;
import com.google.cloud.compute.v1.stub.HttpJsonGlobalAddressesStub;
import com.google.cloud.compute.v1.stub.HttpJsonGlobalOperationsStub;
import com.google.cloud.compute.v1.stub.HttpJsonInstanceGroupManagersStub;
import com.google.cloud.compute.v1.stub.HttpJsonInstanceGroupsStub;
import com.google.cloud.compute.v1.stub.HttpJsonInstanceTemplatesStub;
import com.google.cloud.compute.v1.stub.HttpJsonMachineTypesStub;
import com.google.cloud.compute.v1.stub.HttpJsonNetworksStub;
import com.google.cloud.compute.v1.stub.HttpJsonRegionInstanceGroupManagersStub;
import com.google.cloud.compute.v1.stub.HttpJsonRegionOperationsStub;
import com.google.cloud.compute.v1.stub.HttpJsonSubnetworksStub;
import com.google.cloud.compute.v1.stub.HttpJsonZoneOperationsStub;
import com.google.cloud.container.v1.stub.HttpJsonClusterManagerStub;
import dev.play.cloud.gce.ApiRules;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.cloud.gce.remote.QuickRemotes;
import dev.play.task.remote.RemoteCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Google's servers with a memory: what is made is there, operations take one wait. Each body is
 * parsed strictly by the API's own message classes, each request held to the API's rules.
 */
public final class FakeCloud implements AutoCloseable {
  private final List<AssertionError> wrong = new ArrayList<>();
  private final FakeGoogle google;
  private final Addresses addresses;
  private Things things;

  private final class Answers implements ResponseDefinitionTransformerV2 {
    @Override
    public ResponseDefinition transform(ServeEvent event) {
      try {
        Things.Answer answer =
            things.answer(
                event.getRequest().getMethod().getName(),
                event.getRequest().getUrl(),
                event.getRequest().getBodyAsString());
        return aResponse()
            .withStatus(answer.status())
            .withHeader("Content-Type", "application/json")
            .withBody(answer.body())
            .build();
      } catch (AssertionError e) {
        wrong.add(e);
        return aResponse().withStatus(400).withBody(e.getMessage()).build();
      }
    }

    @Override
    public String getName() {
      return "cloud";
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }
  }

  public FakeCloud() {
    this(Addresses.HERE);
  }

  /**
   * One that is empty.
   *
   * @param addresses of the instances that are made
   * @param more extensions of the server
   */
  public FakeCloud(Addresses addresses, Extension... more) {
    this.addresses = addresses;
    this.things = new Things(addresses);
    List<Extension> extensions = new ArrayList<>(List.of(more));
    extensions.add(new Answers());
    this.google = new FakeGoogle(rules(), extensions.toArray(Extension[]::new));
    google
        .server()
        .stubFor(any(anyUrl()).atPriority(50).willReturn(aResponse().withTransformers("cloud")));
  }

  private static ApiRules rules() {
    String records = "dns/v1/projects/{project}/managedZones/{zone}/rrsets";
    return new ApiRules()
        .with("POST", records)
        .with("GET", records + "/{name}/{type}")
        .with("PATCH", records + "/{name}/{type}")
        .with("DELETE", records + "/{name}/{type}")
        .with(HttpJsonClusterManagerStub.getMethodDescriptors())
        .with(HttpJsonMachineTypesStub.getMethodDescriptors())
        .with(HttpJsonNetworksStub.getMethodDescriptors())
        .with(HttpJsonSubnetworksStub.getMethodDescriptors())
        .with(HttpJsonFirewallsStub.getMethodDescriptors())
        .with(HttpJsonAddressesStub.getMethodDescriptors())
        .with(HttpJsonGlobalAddressesStub.getMethodDescriptors())
        .with(HttpJsonInstanceGroupsStub.getMethodDescriptors())
        .with(HttpJsonInstanceGroupManagersStub.getMethodDescriptors())
        .with(HttpJsonRegionInstanceGroupManagersStub.getMethodDescriptors())
        .with(HttpJsonInstanceTemplatesStub.getMethodDescriptors())
        .with(HttpJsonZoneOperationsStub.getMethodDescriptors())
        .with(HttpJsonRegionOperationsStub.getMethodDescriptors())
        .with(HttpJsonGlobalOperationsStub.getMethodDescriptors());
  }

  /**
   * Puts a thing there.
   *
   * @param path {@code /compute/v1/projects/...}
   */
  public FakeCloud put(String path, String json) {
    things.put(path, json);
    return this;
  }

  /** Starts anew, with the project p as {@link World} has it. */
  public FakeCloud reset() {
    things = new Things(addresses);
    World.in(things);
    return this;
  }

  /** Forgets what was asked. */
  public FakeCloud forget() {
    google.server().resetRequests();
    return this;
  }

  public FakeGoogle google() {
    return google;
  }

  /** What is there under a path below the project p. */
  public String thing(String path) {
    return things.text("/compute/v1/projects/p/" + path);
  }

  /** The environment of a run that has it for Google. */
  public Map<String, String> environment() {
    Map<String, String> out = new HashMap<>(google.environment());
    out.put("GOOGLE_CLOUD_PROJECT", "p");
    out.put("CLOUDSDK_COMPUTE_ZONE", "europe-west1-b");
    return out;
  }

  /** For hosts of a test; nobody waits for long between attempts. */
  public RemoteCalls remotes() {
    return remotes(new QuickRemotes());
  }

  /** The same, by these. */
  public RemoteCalls remotes(QuickRemotes by) {
    return new RemoteCalls(() -> List.of(by), environment(), Path.of("/nowhere"), Path.of("/"));
  }

  /** What was asked that changes something, as {@code POST /compute/v1/...}, without queries. */
  public List<String> writes() {
    return google.writes().stream()
        .map(r -> r.getMethod() + " " + r.getUrl().replaceFirst("\\?.*", ""))
        .filter(r -> !r.endsWith("/wait") && !r.endsWith("/listInstances"))
        .toList();
  }

  @Override
  public void close() {
    google.close();
    if (!wrong.isEmpty()) {
      throw wrong.getFirst();
    }
  }
}
