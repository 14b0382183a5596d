package dev.play.modules.crypto.x509;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One element of ASN.1's distinguished encoding (X.690). Equal when the bytes are. */
public final class Der {
  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int BITS = 0x03;
  public static final int OCTETS = 0x04;
  public static final int OID = 0x06;
  public static final int UTF8 = 0x0c;
  public static final int IA5 = 0x16;
  public static final int SEQUENCE = 0x30;
  public static final int SET = 0x31;
  private static final int BMP = 0x1e;
  private static final int UNIVERSAL = 0x1c;
  private static final int MOST_DEPTH = 0x1f;

  private final byte[] encoded;
  private final int start;

  private Der(byte[] encoded, int start) {
    this.encoded = encoded;
    this.start = start;
  }

  /**
   * The one element that the bytes are.
   *
   * @throws IllegalArgumentException when they are no such thing
   */
  public static Der read(byte[] bytes) {
    Der first = at(bytes, 0);
    if (first.encoded.length != bytes.length) {
      throw new IllegalArgumentException("there is more behind the end");
    }
    return first;
  }

  private static Der at(byte[] bytes, int from) {
    if (bytes.length - from < 2 || (bytes[from] & MOST_DEPTH) == MOST_DEPTH) {
      throw new IllegalArgumentException("not DER");
    }
    int length = bytes[from + 1] & 0xff;
    int header = 2;
    if (length > 0x7f) {
      int count = length - 0x80;
      if (count == 0 || count > 3 || bytes.length - from < 2 + count) {
        throw new IllegalArgumentException("not DER");
      }
      length = new BigInteger(1, Arrays.copyOfRange(bytes, from + 2, from + 2 + count)).intValue();
      header += count;
    }
    if (bytes.length - from - header < length) {
      throw new IllegalArgumentException("cut off");
    }
    return new Der(Arrays.copyOfRange(bytes, from, from + header + length), header);
  }

  /** An element of any kind. */
  public static Der of(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      out.write(0x80 + length.length - skip);
      out.write(length, skip, length.length - skip);
    }
    int start = out.size();
    out.writeBytes(content);
    return new Der(out.toByteArray(), start);
  }

  /** One that holds others. */
  public static Der of(int tag, List<Der> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(p -> out.writeBytes(p.encoded));
    return of(tag, out.toByteArray());
  }

  public static Der sequence(Der... parts) {
    return of(SEQUENCE, List.of(parts));
  }

  public static Der text(int tag, String text) {
    return of(tag, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Der integer(BigInteger value) {
    return of(INTEGER, value.toByteArray());
  }

  public static Der yes() {
    return of(BOOLEAN, new byte[] {(byte) 0xff});
  }

  /** A set of numbered flags, the first bit being number 0. */
  public static Der bits(List<Integer> set) {
    int last = set.stream().mapToInt(i -> i).max().orElse(-1);
    byte[] out = new byte[1 + last / 8 + (last < 0 ? 0 : 1)];
    out[0] = (byte) (last < 0 ? 0 : 7 - last % 8);
    set.forEach(i -> out[1 + i / 8] |= (byte) (0x80 >> i % 8));
    return of(BITS, out);
  }

  /**
   * @param dotted for example {@code 2.5.4.3}
   */
  public static Der oid(String dotted) {
    if (!dotted.matches("[0-2](\\.(0|[1-9][0-9]{0,30})){1,40}")) {
      throw new IllegalArgumentException("not an object identifier: '" + dotted + "'");
    }
    List<BigInteger> arcs =
        new ArrayList<>(Arrays.stream(dotted.split("\\.")).map(BigInteger::new).toList());
    BigInteger first = arcs.removeFirst();
    if (first.intValue() < 2 && arcs.getFirst().intValue() > 39) {
      throw new IllegalArgumentException("not an object identifier: '" + dotted + "'");
    }
    arcs.set(0, arcs.getFirst().add(first.multiply(BigInteger.valueOf(40))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (BigInteger arc : arcs) {
      for (int i = Math.max(0, (arc.bitLength() - 1) / 7); i >= 0; i--) {
        out.write(arc.shiftRight(7 * i).intValue() & 0x7f | (i > 0 ? 0x80 : 0));
      }
    }
    return of(OID, out.toByteArray());
  }

  public int tag() {
    return encoded[0] & 0xff;
  }

  /** Whether it is number {@code n} of what its context numbers. */
  public boolean isTagged(int n) {
    return (tag() & 0xdf) == 0x80 + n;
  }

  public byte[] encoded() {
    return encoded.clone();
  }

  public byte[] content() {
    return Arrays.copyOfRange(encoded, start, encoded.length);
  }

  /** What a bit string holds; its bits must be whole bytes. */
  public byte[] bitBytes() {
    require(BITS);
    if (encoded.length == start) {
      throw new IllegalArgumentException("not DER");
    }
    return Arrays.copyOfRange(encoded, start + 1, encoded.length);
  }

  /** The numbers of the flags that are set. */
  public List<Integer> flags() {
    byte[] bytes = bitBytes();
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < bytes.length * 8; i++) {
      if ((bytes[i / 8] & 0x80 >> i % 8) != 0) {
        out.add(i);
      }
    }
    return out;
  }

  /** What it holds, whatever its tag. */
  public List<Der> parts() {
    List<Der> out = new ArrayList<>();
    int at = start;
    while (at < encoded.length) {
      Der next = at(encoded, at);
      out.add(next);
      at += next.encoded.length;
    }
    return out;
  }

  /**
   * @throws IllegalArgumentException when it has fewer parts
   */
  public Der part(int index) {
    List<Der> parts = parts();
    if (index >= parts.size()) {
      throw new IllegalArgumentException("a part is missing");
    }
    return parts.get(index);
  }

  public BigInteger integer() {
    require(INTEGER);
    if (encoded.length == start) {
      throw new IllegalArgumentException("not DER");
    }
    return new BigInteger(content());
  }

  /** As a dotted text. */
  public String oid() {
    require(OID);
    StringBuilder out = new StringBuilder();
    BigInteger arc = BigInteger.ZERO;
    for (byte each : content()) {
      arc = arc.shiftLeft(7).or(BigInteger.valueOf(each & 0x7f));
      if (each >= 0) {
        if (out.isEmpty()) {
          int first =
              Math.min(2, arc.divide(BigInteger.valueOf(40)).min(BigInteger.TWO).intValue());
          out.append(first).append('.').append(arc.subtract(BigInteger.valueOf(40L * first)));
        } else {
          out.append('.').append(arc);
        }
        arc = BigInteger.ZERO;
      }
    }
    return out.toString();
  }

  /** The text of a string of any kind. */
  public String text() {
    return new String(
        content(),
        switch (tag()) {
          case BMP -> StandardCharsets.UTF_16BE;
          case UNIVERSAL -> java.nio.charset.Charset.forName("UTF-32BE");
          default -> StandardCharsets.UTF_8;
        });
  }

  private void require(int tag) {
    if (tag() != tag && (tag() & 0xc0) != 0x80) {
      throw new IllegalArgumentException("not what is expected there");
    }
  }

  /** In hexadecimal, as openssl's configuration takes it. */
  public String hex() {
    return HexFormat.of().formatHex(encoded);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Der der && Arrays.equals(encoded, der.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return hex();
  }
}
