package dev.play.modules.crypto.acme;

import dev.play.host.Blob;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.crypto.x509.Certificate;
import dev.play.modules.crypto.x509.Der;
import dev.play.modules.crypto.x509.Oids;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The certificate that a host has now.
 *
 * @param now in seconds since 1970, as the host's clock says
 */
public record Held(Optional<Certificate> certificate, long now) {
  private static final Probe.Query CLOCK = Probe.Query.of(Set.of(Resource.CLOCK), "date", "+%s");
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);
  private static final long DAY = 86_400;

  /**
   * Reads the one in a file.
   *
   * @throws ModuleFailure where the file holds something else
   */
  public static Held of(HostPath path, HostView host) {
    Probe.ContentOf file = Probe.ContentOf.of(path);
    Probe.FileAt there = new Probe.FileAt(path, true);
    host.need(java.util.List.of(file, there, CLOCK));
    if (host.known(there).isDirectory()) {
      throw new ModuleFailure(path + " is a directory");
    }
    long now = clock(host);
    Optional<Blob> content = host.known(file);
    return new Held(
        content.map(
            blob ->
                Certificate.parse(blob.text())
                    .orElseThrow(
                        () -> new ModuleFailure(path + " holds no certificate to be read"))),
        now);
  }

  /** The host's time, in seconds since 1970. */
  public static long clock(HostView host) {
    String clock = host.known(CLOCK).out().strip();
    if (!clock.matches("[0-9]{1,12}")) {
      throw new ModuleFailure("the host does not tell its time: " + clock);
    }
    return Long.parseLong(clock);
  }

  /**
   * A time as certificates have it, in seconds since 1970.
   *
   * @throws ModuleFailure where there is no such time
   */
  public static long seconds(String time) {
    try {
      return LocalDateTime.parse(time, FORM).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new ModuleFailure("there is no time " + time);
    }
  }

  /** Days that it has left, -1 where there is none. */
  public long days() {
    return certificate.map(this::days).orElse(-1L);
  }

  /** Days that another one has left. */
  public long days(Certificate other) {
    return Math.floorDiv(seconds(other.notAfter()) - now, DAY);
  }

  /** What the CA knows it by (RFC 9773, 4.1). */
  public Optional<String> identifier() {
    return certificate.flatMap(
        held ->
            Optional.ofNullable(held.extensions().get(Oids.AUTHORITY_KEY_IDENTIFIER))
                .flatMap(e -> e.value().parts().stream().filter(p -> p.isTagged(0)).findFirst())
                .map(Der::content)
                .map(
                    key ->
                        AccountKey.base64(key)
                            + "."
                            + AccountKey.base64(held.serial().toByteArray())));
  }
}
