package dev.play.modules.crypto;

import dev.play.modules.crypto.acme.AcmeServer;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the modules for keys and certificates. */
@Tag("lab")
@LabModules({
  AcmeAccount.class,
  AcmeAccountInfo.class,
  AcmeCertificate.class,
  AcmeCertificateRenewalInfo.class,
  AcmeCertificateRevoke.class,
  AcmeInspect.class,
  OpensslCsr.class,
  OpensslCsrInfo.class,
  OpensslCsrPipe.class,
  OpensslDhparam.class,
  OpensslPrivatekey.class,
  OpensslPrivatekeyInfo.class,
  OpensslPublickey.class,
  X509Certificate.class,
  X509CertificateInfo.class
})
class CryptoModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @AutoClose private static final AcmeServer SERVER = AcmeServer.start(HOST.controllerAddress());

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public Map<String, String> names() {
    return SERVER.names();
  }

  @Override
  public void prepare() {
    HOST.root(
        "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
            + " --no-install-recommends openssl e2fsprogs >/dev/null");
  }
}
