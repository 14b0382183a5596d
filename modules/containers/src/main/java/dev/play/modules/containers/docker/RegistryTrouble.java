package dev.play.modules.containers.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a host cannot talk to a registry though it is there, as the docker client words it.
 *
 * @param until what has to come about, to be read behind "until"
 * @param said the client's own words for the cause
 */
public record RegistryTrouble(String until, String said) {
  private static final Pattern CERTIFICATE = Pattern.compile("x509: [^\\r\\n]*");
  private static final String NO_TLS = "server gave HTTP response to HTTPS client";

  /**
   * Looks for one.
   *
   * @param registry its name, with its port
   * @param error what the client wrote
   */
  public static Optional<RegistryTrouble> in(String error, String registry) {
    Matcher certificate = CERTIFICATE.matcher(error);
    if (certificate.find()) {
      String said = certificate.group();
      return Optional.of(new RegistryTrouble(ofCertificate(said, registry), said));
    }
    if (error.contains(NO_TLS)) {
      return Optional.of(
          new RegistryTrouble(
              registry
                  + " has a certificate, or stands among insecure-registries in this host's"
                  + " /etc/docker/daemon.json",
              NO_TLS));
    }
    return Optional.empty();
  }

  private static String ofCertificate(String said, String registry) {
    if (said.contains(" is before ")) {
      return "the clock of this host, or of the one that made the certificate of "
          + registry
          + ", is put right";
    }
    if (said.contains("has expired")) {
      return "the certificate that " + registry + " shows is renewed there";
    }
    if (said.contains("unknown authority")) {
      return "the certificate that signed that of "
          + registry
          + " is /etc/docker/certs.d/"
          + registry
          + "/ca.crt on this host";
    }
    return registry + " shows a certificate of that name, or is called as its certificate says";
  }

  /** Reads after "unknown". */
  public String because() {
    return "until " + until + " (" + said + ")";
  }

  /** What to do, behind the client's words. */
  public String advice() {
    return "This fails until " + until + ".";
  }
}
