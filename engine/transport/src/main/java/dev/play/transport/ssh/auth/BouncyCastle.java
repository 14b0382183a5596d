package dev.play.transport.ssh.auth;

import java.security.Security;
import net.schmizz.sshj.common.SecurityUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Takes 200 to 500 ms of CPU to load, so it is registered, behind the JDK's providers, only when a
 * key or host needs it: for ECDSA and chacha20-poly1305.
 */
public final class BouncyCastle {
  private BouncyCastle() {}

  /** Keeps sshj from loading it unasked; before anything else of sshj is used. */
  public static void onlyWhenNeeded() {
    SecurityUtils.setRegisterBouncyCastle(false);
  }

  public static boolean isThere() {
    return Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) != null;
  }

  /** From now on it is there, for the whole JVM. */
  public static synchronized void add() {
    if (!isThere()) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }
}
