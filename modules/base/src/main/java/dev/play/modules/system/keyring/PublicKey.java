package dev.play.modules.system.keyring;

import dev.play.host.Blob;
import dev.play.host.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * An OpenPGP public key with all that belongs to it (RFC 9580, section 10.1).
 *
 * @param fingerprint in upper-case hexadecimal
 * @param subkeys fingerprints of the keys below it
 * @param packets its bytes
 */
public record PublicKey(String fingerprint, List<String> subkeys, Blob packets) {
  private static final int PUBLIC_KEY = 6;
  private static final int PUBLIC_SUBKEY = 14;

  public PublicKey {
    subkeys = List.copyOf(subkeys);
  }

  /**
   * A packet.
   *
   * @param whole with its header
   */
  private record Packet(int tag, byte[] body, byte[] whole) {
    /** Of a key's packet (section 5.5.4). */
    String fingerprint() {
      int version = body.length > 0 ? body[0] : 0;
      ByteBuffer hashed = ByteBuffer.allocate(body.length + 5);
      DigestAlgorithm algorithm = DigestAlgorithm.SHA256;
      switch (version) {
        case 4 -> {
          hashed.put((byte) 0x99).putShort((short) body.length);
          algorithm = DigestAlgorithm.SHA1;
        }
        case 5 -> hashed.put((byte) 0x9a).putInt(body.length);
        case 6 -> hashed.put((byte) 0x9b).putInt(body.length);
        default -> throw new IllegalArgumentException("it holds a key of version " + version);
      }
      hashed.put(body);
      byte[] bytes = Arrays.copyOf(hashed.array(), hashed.position());
      return Blob.of(bytes).digest(algorithm).toUpperCase(Locale.ROOT);
    }
  }

  /**
   * The keys that follow each other in a keyring.
   *
   * @throws IllegalArgumentException where the bytes are no public keys
   */
  public static List<PublicKey> all(Blob bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes.bytes());
    List<PublicKey> out = new ArrayList<>();
    List<Packet> own = new ArrayList<>();
    while (in.hasRemaining()) {
      Packet packet = packet(in);
      if (packet.tag() == PUBLIC_KEY && !own.isEmpty()) {
        out.add(of(own));
        own.clear();
      }
      own.add(packet);
    }
    if (!own.isEmpty()) {
      out.add(of(own));
    }
    return out;
  }

  private static PublicKey of(List<Packet> packets) {
    if (packets.getFirst().tag() != PUBLIC_KEY) {
      throw new IllegalArgumentException("it does not start with a public key");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    packets.forEach(p -> bytes.writeBytes(p.whole()));
    return new PublicKey(
        packets.getFirst().fingerprint(),
        packets.stream().filter(p -> p.tag() == PUBLIC_SUBKEY).map(Packet::fingerprint).toList(),
        Blob.of(bytes.toByteArray()));
  }

  /** Section 4.2: a tag, a length in one of several ways, and that many bytes. */
  private static Packet packet(ByteBuffer in) {
    int start = in.position();
    try {
      int head = in.get() & 0xff;
      if ((head & 0x80) == 0) {
        throw new IllegalArgumentException("it is no OpenPGP data");
      }
      boolean old = (head & 0x40) == 0;
      int tag = old ? (head >> 2) & 0xf : head & 0x3f;
      long length = old ? oldLength(in, head & 3) : newLength(in);
      if (length > in.remaining() || length < 0) {
        throw new IllegalArgumentException("it ends too early");
      }
      byte[] body = new byte[(int) length];
      in.get(body);
      return new Packet(tag, body, Arrays.copyOfRange(in.array(), start, in.position()));
    } catch (java.nio.BufferUnderflowException e) {
      throw new IllegalArgumentException("it ends too early", e);
    }
  }

  private static long oldLength(ByteBuffer in, int type) {
    return switch (type) {
      case 0 -> in.get() & 0xff;
      case 1 -> in.getShort() & 0xffff;
      case 2 -> in.getInt() & 0xffffffffL;
      default -> in.remaining();
    };
  }

  private static long newLength(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return ((first - 192) << 8) + (in.get() & 0xff) + 192L;
    }
    if (first == 255) {
      return in.getInt() & 0xffffffffL;
    }
    throw new IllegalArgumentException("a part of it has no length");
  }

  /** The id of 16 digits of a fingerprint: its end, with later versions its start. */
  static String id(String fingerprint) {
    return fingerprint.length() == 40 ? fingerprint.substring(24) : fingerprint.substring(0, 16);
  }

  public String id() {
    return id(fingerprint);
  }

  public List<String> subkeyIds() {
    return subkeys.stream().map(PublicKey::id).toList();
  }

  /** Whether a fingerprint, or an id of 8 or 16 digits, is this key's own. */
  public boolean isNamed(String wanted) {
    return named(fingerprint, wanted);
  }

  /** Whether it is that of a key below this one. */
  public boolean hasSubkey(String wanted) {
    return subkeys.stream().anyMatch(s -> named(s, wanted));
  }

  private static boolean named(String fingerprint, String wanted) {
    return fingerprint.equals(wanted)
        || id(fingerprint).endsWith(wanted)
        || (fingerprint.length() == 40 && fingerprint.endsWith(wanted));
  }

  /** Its packets in hexadecimal, for comparing. */
  @Override
  public String toString() {
    return fingerprint + " " + HexFormat.of().formatHex(packets.bytes()).length() / 2 + " bytes";
  }
}
