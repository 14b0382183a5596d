package dev.play.modules.system.keyring;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.net.http.Carrier;
import dev.play.modules.net.http.CurlConfig;
import java.util.List;
import java.util.Optional;

/**
 * Where a key is to be had: at an address, in a file on the host, or in the task.
 *
 * @param trustedOnly whether the certificate of the address is checked
 */
public record KeySource(
    Optional<String> address, Optional<HostPath> file, Optional<String> data, boolean trustedOnly) {
  private static final int SECONDS = 30;

  /** The question to a key server for a key (draft-gallagher-openpgp-hkp). */
  public static String lookup(String server, String id) {
    String base =
        server.startsWith("hkps://")
            ? server.replaceFirst("hkps", "https")
            : server.startsWith("http") ? server : "http://" + server.replaceFirst("hkp://", "");
    boolean complete = base.matches("[a-z]+://.*(:\\d+|/.*)") || !base.startsWith("http:");
    return (complete ? base : base + ":11371").replaceFirst("/$", "")
        + "/pks/lookup?op=get&options=mr&search=0x"
        + id;
  }

  /**
   * The keys, at least one.
   *
   * @throws ModuleFailure where there is none
   */
  public List<PublicKey> keys(HostView host) {
    String where =
        address
            .map(a -> "inline data of " + a)
            .or(() -> file.map(HostPath::text))
            .orElse("inline data");
    List<PublicKey> keys = Keyring.keys(content(host), where);
    if (keys.isEmpty()) {
      throw new ModuleFailure("Unable to extract key from '" + where + "': it is empty");
    }
    return keys;
  }

  private Blob content(HostView host) {
    if (address.isPresent()) {
      String from = address.get();
      return fetched(from, trustedOnly, "Failed to download key at " + from + ": ", host);
    }
    if (file.isPresent()) {
      return host.known(Probe.ContentOf.of(file.get()))
          .orElseThrow(() -> new ModuleFailure("there is no file " + file.get() + " on the host"));
    }
    return Blob.of(
        data.orElseThrow(
            () ->
                new ModuleFailure(
                    "the key is not there; one of data, file, url and keyserver has to give it")));
  }

  /**
   * What the host is given at an address.
   *
   * @param complaint before the words of a failure
   * @throws ModuleFailure where it is given nothing
   */
  public static Blob fetched(String from, boolean trustedOnly, String complaint, HostView host) {
    CurlConfig config =
        new CurlConfig(from)
            .flag("location")
            .flag("fail")
            .connection(SECONDS, trustedOnly, true, "play");
    CommandOutput answer = host.known(Carrier.of(host, from).asking(config, from, List.of()));
    if (!answer.ok()) {
      throw new ModuleFailure(complaint + answer.err().strip());
    }
    return answer.stdout();
  }
}
