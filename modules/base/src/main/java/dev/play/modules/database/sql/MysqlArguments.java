package dev.play.modules.database.sql;

import dev.play.host.HostPath;
import dev.play.module.HostView;
import dev.play.module.Param;
import dev.play.module.Secret;
import java.util.Optional;

/** How MySQL's modules log in. */
public record MysqlArguments(
    @Param("who logs in; what the client's own files say when not given")
        Optional<String> loginUser,
    @Param("the password for that") Optional<Secret> loginPassword,
    @Param(value = "where the server is", def = "localhost") String loginHost,
    @Param(value = "its port", def = "3306") int loginPort,
    @Param("its socket") Optional<HostPath> loginUnixSocket,
    @Param("a file of options for the client") Optional<HostPath> configFile,
    @Param(value = "seconds to try to connect", def = "30") int connectTimeout,
    @Param(value = "certificate that the server's is signed by", aliases = "ssl_ca")
        Optional<HostPath> caCert,
    @Param(value = "our own certificate", aliases = "ssl_cert") Optional<HostPath> clientCert,
    @Param(value = "its key", aliases = "ssl_key") Optional<HostPath> clientKey,
    @Param("whether the server's name has to be in its certificate")
        Optional<Boolean> checkHostname) {
  /** The client with all of that. */
  public MysqlClient client() {
    return client(loginUser, loginPassword);
  }

  /**
   * The same, as root without a password where the server lets it.
   *
   * @param implicit whether that is tried
   */
  public MysqlClient client(HostView host, boolean implicit) {
    if (implicit) {
      MysqlClient root = client(Optional.of("root"), Optional.empty());
      if (root.ask(host, "SELECT 1").ok()) {
        return root;
      }
    }
    return client();
  }

  private MysqlClient client(Optional<String> user, Optional<Secret> secret) {
    return new MysqlClient(
            user, secret, loginHost, loginPort, loginUnixSocket, configFile, connectTimeout)
        .with(MysqlClient.tls(caCert, clientCert, clientKey, checkHostname));
  }
}
