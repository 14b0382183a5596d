package dev.play.modules.crypto.openssl;

import dev.play.host.HostPath;
import dev.play.module.Param;
import dev.play.module.Secret;
import java.util.Optional;

/** Who is to issue a certificate, and how. */
public record IssueArguments(
    @Param(
            value = "who signs it: its own key, or a CA of one's own",
            choices = {"selfsigned", "ownca", "acme", "entrust"})
        Optional<String> provider,
    @Param("the request on the host") Optional<HostPath> csrPath,
    @Param("the request itself") Optional<String> csrContent,
    @Param(value = "version of the format", def = "3", choices = "3") int selfsignedVersion,
    @Param(value = "digest that it is signed with", def = "sha256") String selfsignedDigest,
    @Param(
            value = "from when: +SPAN, -SPAN or YYYYMMDDHHMMSSZ",
            def = "+0s",
            aliases = "selfsigned_notBefore")
        String selfsignedNotBefore,
    @Param(value = "until when, likewise", def = "+3650d", aliases = "selfsigned_notAfter")
        String selfsignedNotAfter,
    @Param(
            value = "when it has an identifier of its key",
            def = "create_if_not_provided",
            choices = {"create_if_not_provided", "always_create", "never_create"})
        String selfsignedCreateSubjectKeyIdentifier,
    @Param("the CA's certificate on the host") Optional<HostPath> owncaPath,
    @Param("the CA's certificate itself") Optional<String> owncaContent,
    @Param("the CA's private key on the host") Optional<HostPath> owncaPrivatekeyPath,
    @Param("the CA's private key itself") Optional<Secret> owncaPrivatekeyContent,
    @Param("what the CA's private key is protected with")
        Optional<Secret> owncaPrivatekeyPassphrase,
    @Param(value = "digest that it is signed with", def = "sha256") String owncaDigest,
    @Param(value = "version of the format", def = "3", choices = "3") int owncaVersion,
    @Param(value = "from when: +SPAN, -SPAN or YYYYMMDDHHMMSSZ", def = "+0s") String owncaNotBefore,
    @Param(value = "until when, likewise", def = "+3650d") String owncaNotAfter,
    @Param(
            value = "when it has an identifier of its key",
            def = "create_if_not_provided",
            choices = {"create_if_not_provided", "always_create", "never_create"})
        String owncaCreateSubjectKeyIdentifier,
    @Param(value = "whether it has the identifier of the CA's key", def = "true")
        boolean owncaCreateAuthorityKeyIdentifier) {
  public IssueArguments {
    if (provider.filter(p -> p.matches("acme|entrust")).isPresent()) {
      throw new IllegalArgumentException(
          "provider "
              + provider.get()
              + " is not supported: it needs a service outside and a client on the host; the"
              + " providers are selfsigned and ownca");
    }
    if (csrPath.isPresent() && csrContent.isPresent()) {
      throw new IllegalArgumentException("csr_path and csr_content exclude each other");
    }
    if (owncaPath.isPresent() && owncaContent.isPresent()) {
      throw new IllegalArgumentException("ownca_path and ownca_content exclude each other");
    }
    if (owncaPrivatekeyPath.isPresent() && owncaPrivatekeyContent.isPresent()) {
      throw new IllegalArgumentException(
          "ownca_privatekey_path and ownca_privatekey_content exclude each other");
    }
    Digest.require(selfsignedDigest);
    Digest.require(owncaDigest);
    ValidityTime.parse(selfsignedNotBefore);
    ValidityTime.parse(selfsignedNotAfter);
    ValidityTime.parse(owncaNotBefore);
    ValidityTime.parse(owncaNotAfter);
    PrivateKey.requireLine(owncaPrivatekeyPassphrase);
    if (provider.filter("ownca"::equals).isPresent()) {
      if (owncaPath.isEmpty() && owncaContent.isEmpty()) {
        throw new IllegalArgumentException(
            "One of ownca_path and ownca_content must be specified for the ownca provider");
      }
      if (owncaPrivatekeyPath.isEmpty() && owncaPrivatekeyContent.isEmpty()) {
        throw new IllegalArgumentException(
            "One of ownca_privatekey_path and ownca_privatekey_content must be specified for the"
                + " ownca provider");
      }
      if (csrPath.isEmpty() && csrContent.isEmpty()) {
        throw new IllegalArgumentException(
            "csr_path or csr_content is required for ownca provider");
      }
    }
  }

  /** Whether a CA signs. */
  public boolean byAuthority() {
    return provider.filter("ownca"::equals).isPresent();
  }

  /** The request. */
  public PublicText request() {
    return new PublicText(csrPath, csrContent, "certificate signing request");
  }

  /** The CA's certificate. */
  public PublicText authority() {
    return new PublicText(owncaPath, owncaContent, "CA certificate");
  }

  /** The CA's key. */
  public PrivateKey authorityKey() {
    return new PrivateKey(owncaPrivatekeyPath, owncaPrivatekeyContent, owncaPrivatekeyPassphrase);
  }

  String digest() {
    return byAuthority() ? owncaDigest : selfsignedDigest;
  }

  ValidityTime notBefore() {
    return ValidityTime.parse(byAuthority() ? owncaNotBefore : selfsignedNotBefore);
  }

  ValidityTime notAfter() {
    return ValidityTime.parse(byAuthority() ? owncaNotAfter : selfsignedNotAfter);
  }

  String identifies() {
    return byAuthority() ? owncaCreateSubjectKeyIdentifier : selfsignedCreateSubjectKeyIdentifier;
  }
}
