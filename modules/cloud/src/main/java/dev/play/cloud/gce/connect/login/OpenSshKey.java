package dev.play.cloud.gce.connect.login;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * OpenSSH's own format of private keys (PROTOCOL.key of its sources): the public part stands in it
 * as it is, also where the rest is encrypted.
 */
final class OpenSshKey {
  private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final String END = "-----END OPENSSH PRIVATE KEY-----";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final String ED25519 = "ssh-ed25519";
  private static final int RAW_KEY = 32;
  private static final int BLOCK = 8;

  private OpenSshKey() {}

  /** The public part, as {@code TYPE BASE64}; nothing where the text is no such key. */
  static Optional<String> publicPart(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      if (!Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
        return Optional.empty();
      }
      ByteBuffer rest = ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length);
      for (String skipped : new String[] {"cipher", "kdf", "kdf's options"}) {
        taken(rest, skipped);
      }
      rest.getInt();
      byte[] key = taken(rest, "key");
      String type = new String(taken(ByteBuffer.wrap(key), "type"), StandardCharsets.US_ASCII);
      return Optional.of(type + " " + Base64.getEncoder().encodeToString(key));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] taken(ByteBuffer from, String what) {
    int length = from.getInt();
    if (length < 0 || length > from.remaining()) {
      throw new IllegalArgumentException("length of the " + what + ": " + length);
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  /**
   * An Ed25519 key without a passphrase.
   *
   * @param check any number: it is written twice, to tell a wrong passphrase
   */
  static String ed25519(KeyPair pair, int check, String comment) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] open = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
    byte[] seed =
        ((EdECPrivateKey) pair.getPrivate())
            .getBytes()
            .orElseThrow(() -> new IllegalStateException("the key does not tell its bytes"));
    Bytes key = new Bytes().string(ED25519).string(open);
    Bytes secret = new Bytes().number(check).number(check).string(ED25519).string(open);
    secret.string(new Bytes().raw(seed).raw(open).bytes()).string(comment);
    for (int i = 1; secret.size() % BLOCK != 0; i++) {
      secret.raw(new byte[] {(byte) i});
    }
    Bytes all = new Bytes().raw(MAGIC).string("none").string("none").string("").number(1);
    all.string(key.bytes()).string(secret.bytes());
    return BEGIN
        + "\n"
        + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(all.bytes())
        + "\n"
        + END
        + "\n";
  }

  /** SSH's data types (RFC 4251, section 5), written. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Bytes number(int number) {
      return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    Bytes string(byte[] bytes) {
      return number(bytes.length).raw(bytes);
    }

    Bytes string(String text) {
      return string(text.getBytes(StandardCharsets.UTF_8));
    }

    int size() {
      return out.size();
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
