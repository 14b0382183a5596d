package dev.play.testkit.lab;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.module.Module;
import dev.play.testkit.CaseHost;
import dev.play.testkit.KeptConnection;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.ModuleCases;
import dev.play.testkit.hostile.HostileLaw;
import dev.play.transport.Connectors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the cases of the {@link LabModules} over SSH on one Debian machine, as root by sudo, and
 * then holds each of the modules to the {@link HostileLaw}.
 *
 * <pre>{@code
 * @Tag("lab")
 * @LabModules({Group.class, User.class})
 * class AccountModulesLabTest implements ModuleLab {
 *   @AutoClose private static final LabHost HOST = LabHost.start();
 *
 *   @Override
 *   public LabHost host() {
 *     return HOST;
 *   }
 * }
 * }</pre>
 */
public interface ModuleLab {
  /** The machine; it lives as long as the class's tests. */
  LabHost host();

  /** Brings what the cases ask for beside a bare machine. */
  default void prepare() {}

  /** What stands for something of the test's in cases: see {@link CaseHost#names}. */
  default Map<String, String> names() {
    return Map.of();
  }

  /**
   * Whether the tasks of these modules connect again themselves: then each connection is a new one,
   * which takes longer.
   */
  default boolean connectsAgain() {
    return false;
  }

  /** The machine as cases see it, as root. */
  default CaseHost asRoot(Supplier<Connection> connector) {
    return new CaseHost(connector, Optional.of(Become.sudo("root")), "/var/tmp", names());
  }

  /** Logs in, each time anew: a machine that was restarted may have another address. */
  default Supplier<Connection> connector() {
    Connectors connectors = Connectors.standard(Map.of());
    return () -> connectors.connect(host().target());
  }

  @TestFactory
  default Stream<DynamicContainer> everyCaseHoldsTheLaws() {
    prepare();
    Supplier<Connection> connector = connector();
    KeptConnection kept = new KeptConnection(connector);
    CaseHost root = asRoot(connectsAgain() ? connector : kept);
    return Stream.concat(
            each("", module -> ModuleCases.of(module).onLab(root)),
            each(", with hostile values", module -> HostileLaw.of(module, root)))
        .onClose(kept::close);
  }

  /** One container of tests a module. */
  default Stream<DynamicContainer> each(
      String what, Function<Class<?>, Stream<DynamicTest>> tests) {
    Class<? extends Module<?>>[] modules =
        Objects.requireNonNull(getClass().getAnnotation(LabModules.class)).value();
    return List.of(modules).stream()
        .map(
            module ->
                DynamicContainer.dynamicContainer(
                    module.getSimpleName() + what, tests.apply(module)));
  }
}
