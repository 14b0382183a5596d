package dev.play.modules.gce;

import dev.play.modules.gce.fake.FakeCloud;
import dev.play.modules.gce.fake.Greeter;
import dev.play.testkit.ModuleCases;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The laws of modules, with Google's servers in memory behind them; each case starts anew. */
final class CloudCasesTest {
  static final List<Class<?>> MODULES =
      List.of(
          GceNetwork.class,
          GceSubnetwork.class,
          GceFirewall.class,
          GceAddress.class,
          GceDisk.class,
          GceInstance.class,
          GceInstanceGroup.class,
          GceInstanceGroupManager.class,
          GceInstanceTemplate.class,
          GcpDnsRecord.class,
          GkeCluster.class,
          GkeNodePool.class);

  private final FakeCloud cloud = new FakeCloud();
  private final Greeter sshd = new Greeter();

  @AfterEach
  void close() {
    cloud.close();
    sshd.close();
  }

  @TestFactory
  Stream<DynamicTest> holdsTheLaws() {
    var remotes = cloud.remotes();
    return MODULES.stream()
        .flatMap(
            module ->
                ModuleCases.of(module)
                    .onThisMachine(Map.of("@ssh@", Integer.toString(sshd.port())), remotes))
        .filter(
            test -> !test.getDisplayName().endsWith("below a hostile name")) // there are no files
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.getDisplayName(),
                    () -> {
                      cloud.reset();
                      test.getExecutable().execute();
                    }));
  }
}
