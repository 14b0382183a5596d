package dev.play.cloud.gce;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.httpjson.InstantiatingHttpJsonChannelProvider;
import com.google.api.gax.rpc.ClientSettings;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.compute.v1.InstancesClient;
import com.google.cloud.compute.v1.InstancesSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Makes the libraries' clients: with our credentials, at the right server, by REST. Whoever opens a
 * client closes it.
 */
public final class GoogleServices {
  private final GoogleCredentials credentials;
  private final Map<String, String> environment;

  public GoogleServices(GoogleCredentials credentials, Map<String, String> environment) {
    this.credentials = credentials;
    this.environment = Map.copyOf(environment);
  }

  /** Who play is; its access tokens are made anew as they end. */
  public GoogleCredentials credentials() {
    return credentials;
  }

  /**
   * The same settings with credentials and server filled in. The builder must be one for REST: of
   * the compute library any, of the others {@code newHttpJsonBuilder()}.
   */
  public <S extends ClientSettings<S>, B extends ClientSettings.Builder<S, B>> B prepared(
      B builder, GoogleEndpoints service) {
    String endpoint = service.endpoint(environment);
    builder
        .setCredentialsProvider(FixedCredentialsProvider.create(credentials))
        .setEndpoint(endpoint);
    if (builder.getTransportChannelProvider()
        instanceof InstantiatingHttpJsonChannelProvider provider) {
      builder.setTransportChannelProvider(provider.toBuilder().setEndpoint(endpoint).build());
    }
    return builder;
  }

  /** A client for instances. */
  public InstancesClient instances() {
    try {
      return InstancesClient.create(
          prepared(InstancesSettings.newBuilder(), GoogleEndpoints.COMPUTE).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
