package dev.play.template.filter;

import dev.play.template.filter.crypt.HashFilters;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Python's {@code random.Random} with a seed, number for number, so that a cron minute drawn by a
 * host's name stays what Ansible drew. The generator is the Mersenne Twister MT19937 of Matsumoto
 * and Nishimura.
 */
public final class PythonRandom {
  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int index = N;

  private PythonRandom(BigInteger seed) {
    int[] key = words(seed.abs());
    initialise(19650218);
    int i = 1;
    int j = 0;
    for (int k = Math.max(N, key.length); k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + key[j] + j;
      i++;
      j++;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
      if (j >= key.length) {
        j = 0;
      }
    }
    for (int k = N - 1; k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
      i++;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  static PythonRandom seeded(long seed) {
    return new PythonRandom(BigInteger.valueOf(seed));
  }

  /** A text's seed is its bytes and their SHA-512. */
  public static PythonRandom seeded(String seed) {
    byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
    byte[] hash = HashFilters.digest("SHA-512").digest(bytes);
    byte[] both = new byte[bytes.length + hash.length];
    System.arraycopy(bytes, 0, both, 0, bytes.length);
    System.arraycopy(hash, 0, both, bytes.length, hash.length);
    return new PythonRandom(new BigInteger(1, both));
  }

  private static int[] words(BigInteger number) {
    int count = Math.max(1, (number.bitLength() + 31) / 32);
    int[] out = new int[count];
    for (int i = 0; i < count; i++) {
      out[i] = number.shiftRight(32 * i).intValue();
    }
    return out;
  }

  private void initialise(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }
  }

  private int next32() {
    if (index >= N) {
      for (int k = 0; k < N; k++) {
        int y = state[k] & 0x80000000 | state[(k + 1) % N] & 0x7fffffff;
        state[k] = state[(k + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
      }
      index = 0;
    }
    int y = state[index++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >>> 18;
  }

  private long bits(int count) {
    if (count <= 32) {
      return (next32() & 0xffffffffL) >>> 32 - count;
    }
    long low = next32() & 0xffffffffL;
    return (next32() & 0xffffffffL) >>> 64 - count << 32 | low;
  }

  /** A number from 0 to below {@code bound}. */
  public long below(long bound) {
    int count = 64 - Long.numberOfLeadingZeros(bound);
    long drawn = bits(count);
    while (drawn >= bound) {
      drawn = bits(count);
    }
    return drawn;
  }

  <T> void shuffle(List<T> items) {
    for (int i = items.size() - 1; i > 0; i--) {
      java.util.Collections.swap(items, i, (int) below(i + 1L));
    }
  }
}
