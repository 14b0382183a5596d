package dev.play.cloud.gce;

import java.util.Map;
import java.util.Optional;

/**
 * Where Google's servers are. {@code PLAY_GCE_ENDPOINT} puts one server in the place of all of
 * them, for tests and for those who reach Google through a server of their own.
 */
public enum GoogleEndpoints {
  COMPUTE("compute.googleapis.com"),
  CONTAINER("container.googleapis.com"),
  OS_LOGIN("oslogin.googleapis.com"),
  OPEN_ID("openidconnect.googleapis.com"),
  DNS("dns.googleapis.com"),
  RESOURCE_MANAGER("cloudresourcemanager.googleapis.com");

  private static final String OVERRIDE = "PLAY_GCE_ENDPOINT";

  private final String host;

  GoogleEndpoints(String host) {
    this.host = host;
  }

  /** The name of the service, as {@code gcloud services enable} takes it. */
  public String service() {
    return host;
  }

  /** As the client libraries take it: a URL, or host and port. */
  public String endpoint(Map<String, String> environment) {
    return override(environment).orElse(host + ":443");
  }

  /** As a URL without a slash at its end. */
  public String url(Map<String, String> environment) {
    return override(environment).orElse("https://" + host);
  }

  static Optional<String> override(Map<String, String> environment) {
    return GoogleAuth.set(environment, OVERRIDE).map(url -> url.replaceAll("/+$", ""));
  }
}
