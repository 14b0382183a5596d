package dev.play.modules.database.sql;

import dev.play.host.HostPath;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How PostgreSQL's modules log in, and as whom they then work. */
public record PsqlArguments(
    @Param("role to take before") Optional<String> sessionRole,
    @Param(value = "names are quoted, whether trusted or not", def = "true") boolean trustInput,
    @Param(value = "who logs in", aliases = "login", def = "postgres") String loginUser,
    @Param("the password for that") Optional<Secret> loginPassword,
    @Param(value = "where the server is", aliases = "host", def = "") String loginHost,
    @Param(value = "its port", aliases = "port", def = "5432") int loginPort,
    @Param(value = "directory of its socket", aliases = "unix_socket")
        Optional<HostPath> loginUnixSocket,
    @Param(
            value = "whether the connection has TLS",
            def = "prefer",
            choices = {"allow", "disable", "prefer", "require", "verify-ca", "verify-full"})
        String sslMode,
    @Param(value = "certificate that the server's is signed by", aliases = "ssl_rootcert")
        Optional<HostPath> caCert,
    @Param("our own certificate") Optional<HostPath> sslCert,
    @Param("its key") Optional<HostPath> sslKey,
    @Param(value = "further parameters of the connection, by libpq's names", def = "")
        Map<String, String> connectParams) {
  public PsqlArguments {
    PsqlClient.variables(connectParams);
  }

  /** The client with all of that. */
  public PsqlClient client() {
    return new PsqlClient(
        loginUser, loginPassword, loginHost, loginPort, loginUnixSocket, settings());
  }

  /** The same statements behind that which takes the role. */
  public List<String> inRole(List<String> statements) {
    List<String> all = new ArrayList<>();
    sessionRole.ifPresent(r -> all.add("SET ROLE " + PsqlClient.name(r)));
    all.addAll(statements);
    return all;
  }

  /**
   * Has statements carried out as that role, where there are any.
   *
   * @param why what that does, for a person
   * @param result is known beforehand
   */
  public Plan plan(String database, List<String> statements, String why, TaskResult result) {
    return statements.isEmpty()
        ? Plan.same(result)
        : Plan.change(List.of(client().run(database, inRole(statements), why)), result);
  }

  /** The statement that takes the role, as the start of a script; nothing where none is asked. */
  public String roleScript() {
    return sessionRole.map(r -> "SET ROLE " + PsqlClient.name(r) + ";\n").orElse("");
  }

  /** As libpq's variables; what is given by its names counts more. */
  private Map<String, String> settings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("sslmode", sslMode);
    caCert.ifPresent(f -> all.put("sslrootcert", f.text()));
    sslCert.ifPresent(f -> all.put("sslcert", f.text()));
    sslKey.ifPresent(f -> all.put("sslkey", f.text()));
    all.putAll(connectParams);
    return PsqlClient.variables(all);
  }
}
