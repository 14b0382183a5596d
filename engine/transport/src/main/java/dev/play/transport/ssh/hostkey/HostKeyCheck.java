package dev.play.transport.ssh.hostkey;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.play.connection.Target.HostKeys;
import dev.play.transport.ssh.config.SshSettings;
import dev.play.transport.ssh.hostkey.KnownHosts.Entry;
import dev.play.transport.ssh.hostkey.KnownHosts.Marker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a host is the one that is meant. sshj's own verifier ignores revocations where a
 * plain entry matches too, and gives no reasons.
 */
public final class HostKeyCheck implements HostKeyVerifier {
  /** A host's certificate, as against a user's (OpenSSH, PROTOCOL.certkeys). */
  private static final long HOST_CERTIFICATE = 2;

  private final SshSettings settings;
  private final KnownHosts known;
  private final KnownHosts knownWithoutPort;
  private final Object fileLock;
  private volatile @Nullable String refusal;

  /**
   * @param fileLock held while known_hosts is written
   */
  public HostKeyCheck(SshSettings settings, Object fileLock) throws IOException {
    this.settings = settings;
    this.fileLock = fileLock;
    List<Path> files =
        Stream.concat(settings.userKnownHosts().stream(), settings.globalKnownHosts().stream())
            .toList();
    String name = settings.knownName();
    this.known = KnownHosts.read(files, name, settings.pinnedHostKeys());
    // As ssh(1) does: a key known for the host on its usual port will do on another one.
    this.knownWithoutPort =
        KnownHosts.read(files, settings.hostKeyAlias().orElse(settings.hostName()), List.of());
  }

  /** Why the key was refused, where it was. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Key types that would be recognised. */
  public List<String> knownTypes() {
    KnownHosts asked = known.isEmpty() ? knownWithoutPort : known;
    return asked.all(Marker.HOST).stream().map(e -> e.key().type()).distinct().toList();
  }

  /** Whether certificates could be recognised. */
  public boolean knowsAuthorities() {
    return !known.all(Marker.AUTHORITY).isEmpty()
        || !knownWithoutPort.all(Marker.AUTHORITY).isEmpty();
  }

  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    // The order of algorithms is settled in the configuration.
    return List.of();
  }

  @Override
  public boolean verify(String hostname, int port, PublicKey offered) {
    if (settings.hostKeys() == HostKeys.IGNORE) {
      return true;
    }
    HostKey key = HostKey.of(offered);
    Optional<Entry> revoked =
        known.find(Marker.REVOKED, key).or(() -> knownWithoutPort.find(Marker.REVOKED, key));
    if (revoked.isPresent()) {
      refusal =
          "the host key of %s (%s) is revoked by %s: do not connect to it"
              .formatted(settings.knownName(), key.fingerprint(), revoked.get().where());
      return false;
    }
    if (offered instanceof Certificate<?> certificate && isVouchedFor(certificate)) {
      return true;
    }
    return known.find(Marker.HOST, key).isPresent()
        || known.all(Marker.HOST).isEmpty() && knownWithoutPort.find(Marker.HOST, key).isPresent()
        || judgeUnknown(key);
  }

  /** sshj has checked signature, names and dates by now. */
  private boolean isVouchedFor(Certificate<?> certificate) {
    HostKey authority = HostKey.of(certificate.getSignatureKey());
    return certificate.getType() == HOST_CERTIFICATE
        && (known.find(Marker.AUTHORITY, authority).isPresent()
            || knownWithoutPort.find(Marker.AUTHORITY, authority).isPresent());
  }

  private boolean judgeUnknown(HostKey key) {
    List<Entry> others = known.all(Marker.HOST);
    if (!others.isEmpty()) {
      refusal = changed(key, others);
      return false;
    }
    if (settings.hostKeys() == HostKeys.ACCEPT_NEW) {
      return accept(key);
    }
    refusal =
        """
        the host key of %s is not known: it offers %s. If that is its key (ask its console: \
        ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), add this line to %s:
        %s
        or have new keys accepted with ansible_ssh_common_args='-o StrictHostKeyChecking=accept-new'"""
            .formatted(settings.knownName(), key.fingerprint(), file(), line(key));
    return false;
  }

  private String changed(HostKey key, List<Entry> others) {
    Entry other =
        others.stream()
            .filter(e -> e.key().type().equals(key.type()))
            .findFirst()
            .orElse(others.getFirst());
    return """
        the host key of %s HAS CHANGED: it offers %s, but %s says %s. Someone may be between you \
        and the host. If it was rebuilt, accept its new key by replacing that line: \
        ssh-keygen -R '%s' -f %s, then add
        %s"""
        .formatted(
            settings.knownName(),
            key.fingerprint(),
            other.where(),
            other.key().fingerprint(),
            settings.knownName(),
            file(),
            line(key));
  }

  private String file() {
    return settings.userKnownHosts().isEmpty()
        ? "~/.ssh/known_hosts"
        : settings.userKnownHosts().getFirst().toString();
  }

  private String line(HostKey key) {
    return settings.knownName() + " " + key;
  }

  private boolean accept(HostKey key) {
    String name = settings.knownName();
    if (settings.hashKnownHosts()) {
      byte[] salt = new byte[20];
      new SecureRandom().nextBytes(salt);
      Base64.Encoder base64 = Base64.getEncoder();
      name =
          "|1|"
              + base64.encodeToString(salt)
              + "|"
              + base64.encodeToString(KnownHosts.hash(salt, name));
    }
    if (settings.userKnownHosts().isEmpty()) {
      return true;
    }
    Path file = settings.userKnownHosts().getFirst();
    try {
      synchronized (fileLock) {
        append(file, name + " " + key + "\n");
      }
      return true;
    } catch (IOException e) {
      refusal = "cannot remember the host key in " + file + ": " + e.getMessage();
      return false;
    }
  }

  private static void append(Path file, String line) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    boolean open = Files.isRegularFile(file) && endsWithinALine(file);
    Files.writeString(
        file, (open ? "\n" : "") + line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  private static boolean endsWithinALine(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length > 0 && bytes[bytes.length - 1] != '\n';
  }
}
