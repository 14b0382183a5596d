package dev.play.modules.directory.ldap;

import dev.play.host.HostPath;
import dev.play.module.Param;
import dev.play.module.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which entry it is, where the server is and who asks it. */
public record LdapArguments(
    @Param("the entry's distinguished name") String dn,
    @Param("who logs in; an empty one is nobody, none at all goes by SASL") Optional<String> bindDn,
    @Param("the password for that") Optional<Secret> bindPw,
    @Param("certificates of authorities to trust") Optional<HostPath> caPath,
    @Param(value = "our own certificate", aliases = "certfile") Optional<HostPath> clientCert,
    @Param(value = "its key", aliases = "keyfile") Optional<HostPath> clientKey,
    @Param(value = "whether referrals are followed", def = "anonymous") Referrals referralsChasing,
    @Param(value = "addresses of servers, of which one is asked", def = "ldapi:///")
        String serverUri,
    @Param(value = "go over to TLS after connecting", def = "false") boolean startTls,
    @Param(value = "whether the server's certificate has to be right", def = "true")
        boolean validateCerts,
    @Param(value = "the manner of logging in by SASL", def = "external") Sasl saslClass,
    @Param(
            value =
                "look for an entry whose name has a number in braces (cn=config); auto: unless"
                    + " the name given has one",
            def = "auto")
        Xorder xorderDiscovery) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9.;-]*";

  /** What becomes of referrals. */
  public enum Referrals {
    DISABLED,
    ANONYMOUS
  }

  /** Manners of logging in without a password. */
  public enum Sasl {
    EXTERNAL,
    GSSAPI
  }

  /** When to look for the numbered name. */
  public enum Xorder {
    ENABLE,
    AUTO,
    DISABLE
  }

  public LdapArguments {
    if (!dn.matches("\\s*" + NAME + "\\s*=[^\\p{Cntrl}]*")) {
      throw new IllegalArgumentException("not a distinguished name: '" + dn + "'");
    }
    if (!serverUri.matches("[A-Za-z]+://[^\\s,\\p{Cntrl}]*([\\s,]+[A-Za-z]+://[^\\s,\\p{Cntrl}]*)*")
        || serverUri.matches("(?s).*\\p{Cntrl}.*")) {
      throw new IllegalArgumentException("not an LDAP server's address: '" + serverUri + "'");
    }
    if (bindDn.filter(b -> b.matches("(?s)-.*|.*\\p{Cntrl}.*")).isPresent()) {
      throw new IllegalArgumentException("not a name to log in by: '" + bindDn.get() + "'");
    }
    if (bindPw.filter(p -> p.reveal().matches("(?s).*\\p{Cntrl}.*")).isPresent()) {
      throw new IllegalArgumentException("bind_pw has no control characters");
    }
    if (clientCert.isPresent() != clientKey.isPresent()) {
      throw new IllegalArgumentException("client_cert and client_key are given together");
    }
  }

  /**
   * A name of an attribute, with its options.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static String attribute(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("not an attribute's name: '" + name + "'");
    }
    return name;
  }

  boolean isSimple() {
    return bindDn.filter(b -> !b.isEmpty()).isPresent();
  }

  /** The words by which each of the tools knows whom to ask, and as whom. */
  List<String> words() {
    List<String> out = new ArrayList<>(List.of("-H", serverUri));
    if (isSimple()) {
      out.addAll(List.of("-x", "-D", bindDn.orElseThrow()));
    } else if (bindDn.isPresent()) {
      out.add("-x");
    } else {
      out.addAll(List.of("-Q", "-Y", saslClass.name()));
    }
    if (startTls) {
      out.add("-ZZ");
    }
    return out;
  }

  /** What the tools find in their environment. */
  Map<String, String> environment() {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("LC_ALL", "C.UTF-8");
    if (!validateCerts) {
      out.put("LDAPTLS_REQCERT", "never");
    }
    caPath.ifPresent(p -> out.put("LDAPTLS_CACERT", p.text()));
    clientCert.ifPresent(p -> out.put("LDAPTLS_CERT", p.text()));
    clientKey.ifPresent(p -> out.put("LDAPTLS_KEY", p.text()));
    return out;
  }
}
