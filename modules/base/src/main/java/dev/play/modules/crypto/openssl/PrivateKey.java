package dev.play.modules.crypto.openssl;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.PublicKeyInfo;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A private key on a host, or one that the task brings along. It is read by the host's openssl
 * only: of a key on the host nothing but the public part comes here.
 */
public record PrivateKey(
    Optional<HostPath> path, Optional<Secret> content, Optional<Secret> passphrase) {
  // The passphrase is the first line, the key what follows or a file. An openssl that needs a
  // passphrase and has none would ask the terminal.
  private static final String ASK =
      """
      IFS= read -r PLAY_PASS; export PLAY_PASS
      if [ -n "$1" ]; then exec < "$1" || exit 66; fi
      key=$(cat)
      ask() { printf '%s\\n' "$key" | openssl pkey -pubout -outform DER -passin "$1" 2>/dev/null | base64 | tr -d '\\n'; }
      printf '%s\\n' "$key" | sed -n '/^-----BEGIN /{s/^/head=/;p;q;}'
      public=$(ask pass:)
      if [ -n "$public" ]; then echo protected=no
      else echo protected=yes; [ -z "$PLAY_PASS" ] || public=$(ask env:PLAY_PASS); fi
      echo "public=$public"
      [ -z "$2" ] || { printf '%s\\n' "$key" | openssl pkey -check -noout -passin env:PLAY_PASS >/dev/null 2>&1 && echo consistent=yes; }
      exit 0
      """;

  /** A key at a path. */
  public static PrivateKey at(HostPath path, Optional<Secret> passphrase) {
    return new PrivateKey(Optional.of(path), Optional.empty(), passphrase);
  }

  /**
   * Whether openssl can be given it.
   *
   * @throws IllegalArgumentException when it cannot
   */
  public static void requireLine(Optional<Secret> passphrase) {
    String text = passphrase.map(Secret::reveal).orElse("-");
    if (text.isEmpty() || text.length() > 1000 || text.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "a passphrase has 1 to 1000 characters and no control characters");
    }
  }

  /** Whether there is one at all. */
  public boolean isGiven() {
    return path.isPresent() || content.isPresent();
  }

  /**
   * What openssl tells of a key.
   *
   * @param header of its PEM block, for example {@code RSA PRIVATE KEY}; empty where it is none
   * @param isProtected whether it takes a passphrase to read it
   * @param publicKey empty where it cannot be read
   * @param consistent whether its parts fit each other, where that was asked for
   */
  public record Told(
      String header, boolean isProtected, Optional<PublicKeyInfo> publicKey, boolean consistent) {}

  /** Fails the task where openssl is not on the host. */
  public static void requireOpenssl(HostView host) {
    if (host.known(new Probe.Tool("openssl")).isEmpty()) {
      throw new ModuleFailure("openssl is not on the host; it comes with the package openssl");
    }
  }

  /** What a key given or at a path is; the file must be there. */
  public Observed<Told> told(HostView host) {
    return told(host, false);
  }

  /** The same, and whether it is consistent. */
  public Observed<Told> told(HostView host, boolean check) {
    String stdin =
        passphrase.map(Secret::reveal).orElse("")
            + "\n"
            + (path.isPresent() ? "" : content.map(Secret::reveal).orElse(""));
    Set<Resource> about =
        path.<Set<Resource>>map(p -> Set.of(Resource.path(p)))
            .orElse(Set.of(Resource.topic("private key")));
    return host.read(
            new Probe.Query(
                List.of(
                    "/bin/sh",
                    "-c",
                    ASK,
                    "sh",
                    path.map(HostPath::operand).orElse(""),
                    check ? "check" : ""),
                Map.of("LC_ALL", "C"),
                Blob.of(stdin),
                about))
        .map(this::parsed);
  }

  private Told parsed(CommandOutput output) {
    if (!output.ok()) {
      throw new ModuleFailure(
          "cannot read the private key " + name() + ": " + output.err().strip());
    }
    Map<String, String> answers = MadeFile.answers(output.out());
    String head = answers.getOrDefault("head", "").replaceFirst("^-+BEGIN ", "");
    return new Told(
        head.replaceFirst("-+\\s*$", ""),
        answers.getOrDefault("protected", "").equals("yes"),
        publicKey(answers.getOrDefault("public", "")),
        answers.containsKey("consistent"));
  }

  /** From what a script prints of it. */
  public static Optional<PublicKeyInfo> publicKey(String base64) {
    return base64.isEmpty()
        ? Optional.empty()
        : Optional.of(PublicKeyInfo.of(Der.read(Base64.getDecoder().decode(base64))));
  }

  /** What to call it. */
  public String name() {
    return path.map(HostPath::text).orElse("given");
  }

  /** Fails the task where the key's file is not there. */
  public void requireFile(HostView host) {
    path.ifPresent(
        p -> {
          if (!host.known(new Probe.FileAt(p, true)).exists()) {
            throw new ModuleFailure("The private key file " + p + " does not exist");
          }
        });
  }

  /** The public part of a key that is needed; the task fails where it cannot be read. */
  public Observed<PublicKeyInfo> publicKey(HostView host) {
    return told(host)
        .map(
            t ->
                t.publicKey()
                    .orElseThrow(
                        () ->
                            new ModuleFailure(
                                t.isProtected() && passphrase.isEmpty()
                                    ? "the private key "
                                        + name()
                                        + " cannot be read without a passphrase"
                                    : "the private key "
                                        + name()
                                        + " cannot be read: it is broken, or the passphrase is"
                                        + " wrong")));
  }
}
