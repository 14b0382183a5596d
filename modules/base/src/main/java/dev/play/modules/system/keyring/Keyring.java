package dev.play.modules.system.keyring;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of keys on a host.
 *
 * @param digest of the file; empty where there is none
 * @param armored whether it is text
 */
public record Keyring(
    HostPath path, Optional<String> digest, boolean armored, List<PublicKey> keys) {
  private static final int MAGIC_AT = 8;

  public Keyring {
    keys = List.copyOf(keys);
  }

  /** Reads it; a file that is not there is an empty one. */
  public static Keyring at(HostPath path, HostView host) {
    Optional<Blob> content = host.known(Probe.ContentOf.of(path));
    boolean text = content.map(Armor::isArmored).orElse(path.name().endsWith(".asc"));
    return new Keyring(
        path,
        content.map(c -> c.digest(DigestAlgorithm.SHA256)),
        text,
        content.map(c -> keys(c, path.text())).orElse(List.of()));
  }

  /**
   * The keys in what an address, a file or a task holds, armoured or not.
   *
   * @param where for the message
   */
  public static List<PublicKey> keys(Blob content, String where) {
    byte[] bytes = content.bytes();
    if (bytes.length > MAGIC_AT + 4
        && new String(bytes, MAGIC_AT, 4, StandardCharsets.ISO_8859_1).equals("KBXf")) {
      throw new ModuleFailure(where + " is a keybox, which apt does not read");
    }
    try {
      return PublicKey.all(Armor.isArmored(content) ? Armor.decoded(content.text()) : content);
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure("Unable to extract key from '" + where + "': " + e.getMessage());
    }
  }

  /** Whether a key of that fingerprint is in it. */
  public boolean holds(PublicKey key) {
    return keys.stream().anyMatch(k -> k.fingerprint().equals(key.fingerprint()));
  }

  /** Makes it hold these keys; it goes when there are none. */
  public Effect become(List<PublicKey> wanted) {
    if (wanted.isEmpty()) {
      return new Effect.Remove(path);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    wanted.forEach(k -> bytes.writeBytes(k.packets().bytes()));
    Blob plain = Blob.of(bytes.toByteArray());
    return new Effect.WriteFile(
        path,
        Content.of(armored ? Armor.encoded(plain) : plain),
        digest,
        digest.isPresent() ? Attributes.NONE : Attributes.mode(0644),
        false,
        Optional.empty(),
        false);
  }

  /** Makes it hold these too. */
  public Effect with(List<PublicKey> more) {
    List<PublicKey> all = new ArrayList<>(keys);
    all.addAll(more);
    return become(all);
  }
}
