package dev.play.cloud.gce;

import com.google.api.gax.httpjson.ApiMethodDescriptor;
import com.google.api.pathtemplate.PathTemplate;
import com.google.cloud.compute.v1.stub.HttpJsonDisksStub;
import com.google.cloud.compute.v1.stub.HttpJsonInstancesStub;
import com.google.cloud.compute.v1.stub.HttpJsonProjectsStub;
import com.google.cloud.oslogin.v1.stub.HttpJsonOsLoginServiceStub;
import java.util.ArrayList;
import java.util.List;

/** Which requests Google's API takes: the verbs and paths that its own client library knows. */
public final class ApiRules {
  private record Rule(String verb, PathTemplate path) {}

  private final List<Rule> rules = new ArrayList<>();

  public ApiRules() {
    with(HttpJsonInstancesStub.getMethodDescriptors());
    with(HttpJsonDisksStub.getMethodDescriptors());
    with(HttpJsonProjectsStub.getMethodDescriptors());
    with(HttpJsonOsLoginServiceStub.getMethodDescriptors());
    with("GET", "v1/userinfo");
  }

  /** Adds those of one service: {@code HttpJson...Stub.getMethodDescriptors()}. */
  public ApiRules with(List<ApiMethodDescriptor> methods) {
    for (ApiMethodDescriptor<?, ?> method : methods) {
      rules.add(new Rule(method.getHttpMethod(), method.getRequestFormatter().getPathTemplate()));
    }
    return this;
  }

  /** Adds one of a service that has no client library here. */
  public ApiRules with(String verb, String path) {
    rules.add(new Rule(verb, PathTemplate.create(path)));
    return this;
  }

  /**
   * Whether there is such a request.
   *
   * @param path without its query
   */
  public boolean allow(String verb, String path) {
    return rules.stream()
        .anyMatch(
            rule ->
                rule.verb().equals(verb) && rule.path().matches(path.substring(1))
                    || rule.verb().equals(verb) && rule.path().matches(path));
  }
}
