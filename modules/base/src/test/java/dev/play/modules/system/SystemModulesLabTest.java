package dev.play.modules.system;

import dev.play.connection.Become;
import dev.play.connection.Target;
import dev.play.module.Module;
import dev.play.testkit.CaseHost;
import dev.play.testkit.LabHost;
import dev.play.testkit.ModuleCases;
import dev.play.transport.Connectors;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The system modules' cases and laws on a Debian machine of their own. */
@Tag("lab")
class SystemModulesLabTest {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @TestFactory
  Stream<DynamicContainer> everyCaseHoldsTheLaws() {
    Target target = HOST.target();
    CaseHost host =
        new CaseHost(
            () -> Connectors.standard(Map.of()).connect(target),
            Optional.of(Become.sudo("root")),
            "/var/tmp");
    return Stream.of(
        cases(Group.class, "group.yml", host),
        cases(User.class, "user.yml", host),
        cases(AuthorizedKey.class, "authorized_key.yml", host),
        cases(Sysctl.class, "sysctl.yml", host),
        cases(Hostname.class, "hostname.yml", host),
        cases(Systemd.class, "systemd.yml", host),
        cases(Service.class, "service.yml", host),
        cases(Cron.class, "cron.yml", host),
        cases(AptRepository.class, "apt_repository.yml", host),
        cases(Deb822Repository.class, "deb822_repository.yml", host),
        cases(Apt.class, "apt.yml", host),
        cases(Package.class, "package.yml", host));
  }

  private static DynamicContainer cases(
      Class<? extends Module<?>> module, String file, CaseHost host) {
    return DynamicContainer.dynamicContainer(file, ModuleCases.of(module, file).onLab(host));
  }
}
