package dev.play.modules.containers.docker;

import dev.play.host.HostPath;
import dev.play.module.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which daemon the client is to talk to, and how: what all modules take that call it. */
public record CliArguments(
    @Param(value = "the docker client", def = "docker") String dockerCli,
    @Param(value = "address of the daemon", aliases = "docker_url") Optional<String> dockerHost,
    @Param("context of the docker client, in place of an address") Optional<String> cliContext,
    @Param("not for the docker client: an error") Optional<String> tlsHostname,
    @Param(
            value = "version of the daemon's interface",
            aliases = "docker_api_version",
            def = "auto")
        String apiVersion,
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
    @Param(
            value = "talk TLS and check the daemon's certificate",
            aliases = "tls_verify",
            def = "false")
        boolean validateCerts) {
  public CliArguments {
    if (tlsHostname.isPresent()) {
      throw new IllegalArgumentException(
          "tls_hostname: the docker client checks the name in docker_host");
    }
    if (cliContext.isPresent() && dockerHost.isPresent()) {
      throw new IllegalArgumentException("cli_context and docker_host both name the daemon");
    }
    if (cliContext.filter(c -> !c.matches("[A-Za-z0-9][A-Za-z0-9_.+-]*")).isPresent()) {
      throw new IllegalArgumentException("not a context: '" + cliContext.get() + "'");
    }
    new DockerClient(dockerCli, dockerHost, List.of(), apiVersion);
  }

  /** The client that these options ask for. */
  public DockerClient client() {
    return client(List.of());
  }

  /** The same with further options. */
  DockerClient client(List<String> more) {
    List<String> options = new ArrayList<>();
    cliContext.ifPresent(c -> options.add("--context=" + c));
    if (validateCerts) {
      options.add("--tlsverify");
    } else if (tls) {
      options.add("--tls");
    }
    caPath.ifPresent(f -> options.add("--tlscacert=" + f));
    clientCert.ifPresent(f -> options.add("--tlscert=" + f));
    clientKey.ifPresent(f -> options.add("--tlskey=" + f));
    options.addAll(more);
    return new DockerClient(dockerCli, dockerHost, options, apiVersion);
  }
}
