package dev.play.modules.database.sql;

import dev.play.host.HostPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a connection to PostgreSQL needs beside who and where.
 *
 * @param mode of TLS, in libpq's words
 * @param parameters further ones, by libpq's names; they count more
 */
public record PsqlLogin(
    String mode,
    Optional<HostPath> ca,
    Optional<HostPath> certificate,
    Optional<HostPath> key,
    Map<String, String> parameters) {
  /**
   * As libpq's variables.
   *
   * @throws IllegalArgumentException for a parameter that has none
   */
  public Map<String, String> variables() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("sslmode", mode);
    ca.ifPresent(f -> all.put("sslrootcert", f.text()));
    certificate.ifPresent(f -> all.put("sslcert", f.text()));
    key.ifPresent(f -> all.put("sslkey", f.text()));
    all.putAll(parameters);
    return PsqlClient.variables(all);
  }
}
