package dev.play.modules.containers.docker;

import dev.play.host.HostPath;
import dev.play.module.Param;
import java.util.List;
import java.util.Optional;

/** How the daemon is reached: what all modules take but those of compose. */
public record DaemonArguments(
    @Param(value = "the docker client", def = "docker") String dockerCli,
    @Param(value = "address of the daemon", aliases = "docker_url") Optional<String> dockerHost,
    @Param("context of the docker client, in place of an address") Optional<String> cliContext,
    @Param("not for the docker client: an error") Optional<String> tlsHostname,
    @Param(
            value = "version of the daemon's interface",
            aliases = "docker_api_version",
            def = "auto")
        String apiVersion,
    @Param("not for the docker client: an error") Optional<Integer> timeout,
    @Param(
            value = "certificate that the daemon's is signed by",
            aliases = {"ca_cert", "tls_ca_cert", "cacert_path"})
        Optional<HostPath> caPath,
    @Param(
            value = "our certificate",
            aliases = {"tls_client_cert", "cert_path"})
        Optional<HostPath> clientCert,
    @Param(
            value = "its key",
            aliases = {"tls_client_key", "key_path"})
        Optional<HostPath> clientKey,
    @Param(value = "talk TLS", def = "false") boolean tls,
    @Param(value = "for ssh:// the ssh client is used in any case", def = "false")
        boolean useSshClient,
    @Param(
            value = "talk TLS and check the daemon's certificate",
            aliases = "tls_verify",
            def = "false")
        boolean validateCerts,
    @Param(value = "have the client tell more", def = "false") boolean debug) {
  public DaemonArguments {
    if (timeout.isPresent()) {
      throw new IllegalArgumentException("timeout: the docker client has no limit to set");
    }
    new CliArguments(
        dockerCli,
        dockerHost,
        cliContext,
        tlsHostname,
        apiVersion,
        caPath,
        clientCert,
        clientKey,
        tls,
        validateCerts);
  }

  /** The client that these options ask for. */
  public DockerClient client() {
    return new CliArguments(
            dockerCli,
            dockerHost,
            cliContext,
            tlsHostname,
            apiVersion,
            caPath,
            clientCert,
            clientKey,
            tls,
            validateCerts)
        .client(debug ? List.of("--debug") : List.of());
  }
}
