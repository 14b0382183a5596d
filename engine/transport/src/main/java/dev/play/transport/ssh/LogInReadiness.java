package dev.play.transport.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.schmizz.sshj.SSHClient;

/**
 * Loads what a log-in takes before there is anybody to log in to: on another processor, while
 * playbooks are compiled. It connects to nobody, since mistakes are told before any connection is
 * made (ADR 11).
 */
public final class LogInReadiness {
  private LogInReadiness() {}

  /** Starts on a thread of its own and returns at once. */
  public static void begin() {
    Thread.ofPlatform().daemon().name("ssh-readiness").start(LogInReadiness::attempt);
  }

  private static void attempt() {
    try {
      load();
    } catch (GeneralSecurityException | IOException e) {
      // The log-in itself tells what is not there, with the host's name.
      return;
    }
  }

  static void load() throws GeneralSecurityException, IOException {
    KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(pair.getPrivate());
    agreement.doPhase(pair.getPublic(), true);
    agreement.generateSecret();
    KeyPair signing = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(signing.getPrivate());
    signature.update(new byte[64]);
    byte[] signed = signature.sign();
    signature.initVerify(signing.getPublic());
    signature.update(new byte[64]);
    signature.verify(signed);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(new byte[16], "AES"),
        new GCMParameterSpec(128, new byte[12]));
    cipher.doFinal(new byte[64]);
    Mac.getInstance("HmacSHA256").init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    new SSHClient(Cryptography.lean()).close();
  }
}
