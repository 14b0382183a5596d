package dev.play.modules.gce;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.play.modules.gce.fake.CloudHost;
import dev.play.modules.gce.fake.FakeCloud;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.schema.ParamSpec;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values are data: hostile text in any option is refused, or stays in the body as it is. */
final class HostileTextTest {
  private static final List<String> HOSTILE =
      List.of(
          "../../instances/pwned",
          "pwned?x=/../y",
          "{project}pwned",
          "pwned\r\nX-Header: y",
          "\"}, \"pwned\": {\"",
          "%2e%2e/pwned",
          "-pwned é*");

  private static final Map<Class<?>, String> TASKS =
      Map.ofEntries(
          Map.entry(GceInstanceGroup.class, "{name: fresh, instances: [vm]}"),
          Map.entry(GceNetwork.class, "{name: fresh}"),
          Map.entry(GceSubnetwork.class, "{name: fresh, network: net, ip_cidr_range: 10.2.0.0/24}"),
          Map.entry(
              GceFirewall.class,
              "{name: fresh, network: net, allowed: [tcp:22], source_ranges: [10.0.0.0/8]}"),
          Map.entry(GceAddress.class, "{name: fresh}"),
          Map.entry(GceDisk.class, "{name: fresh, size_gb: 10}"),
          Map.entry(
              GceInstance.class,
              "{name: fresh, machine_type: e2-small, image: debian-cloud/debian-13, network: net}"),
          Map.entry(
              GcpDnsRecord.class,
              "{managed_zone: example, name: a.example.com., type: A, target: [192.0.2.1]}"),
          Map.entry(GkeCluster.class, "{name: fresh}"),
          Map.entry(GkeNodePool.class, "{name: fresh, cluster: old}"),
          Map.entry(
              GceInstanceGroupManager.class,
              "{name: fresh, instance_template: small, target_size: 1}"),
          Map.entry(
              GceInstanceTemplate.class,
              "{name: fresh, machine_type: e2-small, image: debian-cloud/debian-13, network: net}"));

  private final FakeCloud cloud = new FakeCloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  @TestFactory
  Stream<DynamicTest> everyOptionOfEveryModule() {
    return CloudCasesTest.MODULES.stream()
        .map(module -> DynamicTest.dynamicTest(module.getSimpleName(), () -> staysData(module)));
  }

  private void staysData(Class<?> module) {
    ModuleSpec spec = ModuleSpec.of(module);
    Value.Dict task = CloudHost.yaml(TASKS.getOrDefault(module, "{}"));
    List<String> reached = new ArrayList<>();
    for (ParamSpec option : spec.params()) {
      if (option.name().equals("kubeconfig")) {
        continue; // a path of the host's, which is not there: the engine's own tests have those
      }
      for (String text : HOSTILE) {
        for (Value value : shapes(text)) {
          Map<Value, Value> all = new LinkedHashMap<>(task.entries());
          all.put(Value.text(option.name()), value);
          Value.Dict mutant = new Value.Dict(all);
          if (spec.bind(mutant) instanceof Bound.Arguments) {
            reached.add(option.name());
            holds(module, mutant, option.name());
          }
        }
      }
    }
    assertThat(reached).describedAs("options that take any text").isNotEmpty();
  }

  private static List<Value> shapes(String text) {
    return List.of(
        Value.text(text),
        Value.texts(List.of(text)),
        Value.dictOf("key", text),
        Value.list(List.of(Value.dictOf("key", text))));
  }

  private void holds(Class<?> module, Value.Dict mutant, String option) {
    cloud.reset().forget();
    new CloudHost(cloud).run(module, mutant);
    for (LoggedRequest request : cloud.google().requests()) {
      assertThat(request.getUrl()).describedAs(option).doesNotContain("pwned");
      assertThat(request.containsHeader("X-Header")).describedAs(option).isFalse();
    }
  }
}
