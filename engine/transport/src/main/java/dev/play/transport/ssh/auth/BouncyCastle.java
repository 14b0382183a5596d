package dev.play.transport.ssh.auth;

import java.security.Provider;
import java.security.Security;
import java.util.ServiceLoader;
import net.schmizz.sshj.common.SecurityUtils;

/**
 * Takes 200 to 500 ms of CPU to load, so it is registered, behind the JDK's providers, only when a
 * key or host needs it: for ECDSA and chacha20-poly1305. Its class is not named here: with a start
 * cache (see ./play) the JVM would check this class by loading that one, and with it the signature
 * of its jar, in every run.
 */
public final class BouncyCastle {
  private static final String NAME = SecurityUtils.BOUNCY_CASTLE;

  private BouncyCastle() {}

  /** Keeps sshj from loading it unasked; before anything else of sshj is used. */
  public static void onlyWhenNeeded() {
    SecurityUtils.setRegisterBouncyCastle(false);
  }

  public static boolean isThere() {
    return Security.getProvider(NAME) != null;
  }

  /** From now on it is there, for the whole JVM. */
  public static synchronized void add() {
    if (!isThere()) {
      Security.addProvider(
          ServiceLoader.load(Provider.class, BouncyCastle.class.getClassLoader()).stream()
              .filter(p -> p.type().getName().endsWith(".BouncyCastleProvider"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no BouncyCastle on the class path"))
              .get());
    }
  }
}
