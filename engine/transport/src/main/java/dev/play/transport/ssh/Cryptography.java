package dev.play.transport.ssh;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import dev.play.transport.ssh.auth.BouncyCastle;
import dev.play.transport.ssh.hostkey.HostKeyCheck;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;

/** What is offered to sshd: what the JDK does itself first. */
final class Cryptography {
  private Cryptography() {}

  static Config config(HostKeyCheck hostKeys) {
    Lean config = new Lean();
    config.setKeyAlgorithms(keyAlgorithms(hostKeys));
    config.setVerifyHostKeyCertificates(true);
    config.setKeepAliveProvider(KeepAliveProvider.HEARTBEAT);
    return config;
  }

  private static List<Factory.Named<com.hierynomus.sshj.key.KeyAlgorithm>> keyAlgorithms(
      HostKeyCheck hostKeys) {
    List<KeyAlgorithms.Factory> plain =
        new ArrayList<>(
            List.of(
                KeyAlgorithms.EdDSA25519(), KeyAlgorithms.RSASHA512(), KeyAlgorithms.RSASHA256()));
    List<KeyAlgorithms.Factory> certificates =
        new ArrayList<>(List.of(KeyAlgorithms.EdDSA25519CertV01()));
    if (BouncyCastle.isThere()) {
      plain.add(KeyAlgorithms.ECDSASHANistp256());
      plain.add(KeyAlgorithms.ECDSASHANistp384());
      plain.add(KeyAlgorithms.ECDSASHANistp521());
      certificates.add(KeyAlgorithms.ECDSASHANistp256CertV01());
      certificates.add(KeyAlgorithms.ECDSASHANistp384CertV01());
      certificates.add(KeyAlgorithms.ECDSASHANistp521CertV01());
    }
    certificates.add(KeyAlgorithms.SSHRSACertV01());
    List<String> known = hostKeys.knownTypes();
    List<Factory.Named<com.hierynomus.sshj.key.KeyAlgorithm>> ordered = new ArrayList<>();
    if (hostKeys.knowsAuthorities()) {
      ordered.addAll(certificates);
    }
    plain.stream().filter(f -> known.contains(f.getKeyType().toString())).forEach(ordered::add);
    plain.stream().filter(f -> !known.contains(f.getKeyType().toString())).forEach(ordered::add);
    if (!hostKeys.knowsAuthorities()) {
      // Last, so that a host with a plain key offers that; they are here for users' certificates.
      ordered.addAll(certificates);
    }
    return ordered;
  }

  /** sshj's configuration without what it tries out at construction. */
  private static final class Lean extends DefaultConfig {
    @Override
    protected void initKeyExchangeFactories() {
      setKeyExchangeFactories(
          new Curve25519SHA256.Factory(),
          new Curve25519SHA256.FactoryLibSsh(),
          new ECDHNistP.Factory256(),
          new ECDHNistP.Factory384(),
          new ECDHNistP.Factory521(),
          DHGroups.Group16SHA512(),
          DHGroups.Group18SHA512(),
          new DHGexSHA256.Factory(),
          DHGroups.Group14SHA256(),
          new ExtInfoClientFactory());
    }

    @Override
    protected void initKeyAlgorithms() {
      setKeyAlgorithms(List.of(KeyAlgorithms.EdDSA25519()));
    }

    @Override
    protected void initCipherFactories() {
      List<Factory.Named<net.schmizz.sshj.transport.cipher.Cipher>> ciphers =
          new ArrayList<>(
              List.of(
                  GcmCiphers.AES128GCM(),
                  GcmCiphers.AES256GCM(),
                  BlockCiphers.AES128CTR(),
                  BlockCiphers.AES192CTR(),
                  BlockCiphers.AES256CTR()));
      if (BouncyCastle.isThere()) {
        ciphers.add(ChachaPolyCiphers.CHACHA_POLY_OPENSSH());
      }
      setCipherFactories(ciphers);
    }

    @Override
    protected void initMACFactories() {
      setMACFactories(
          Macs.HMACSHA2256Etm(),
          Macs.HMACSHA2512Etm(),
          Macs.HMACSHA2256(),
          Macs.HMACSHA2512(),
          Macs.HMACSHA1Etm(),
          Macs.HMACSHA1());
    }
  }
}
