package dev.play.testkit;

import dev.play.schema.ModuleSpec;
import dev.play.task.remote.RemoteCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A module's YAML cases as tests. Each case is checked, run and run again, below a plain and below
 * a hostile directory, and the laws of docs/module-author.md are held to it.
 *
 * <pre>{@code
 * class CopyTest {
 *   @TestFactory
 *   Stream<DynamicTest> holdsTheLaws() {
 *     return ModuleCases.of(Copy.class, "copy.yml").onThisMachine();
 *   }
 * }
 * }</pre>
 */
public final class ModuleCases {
  /** What a shell that evaluates it would do shows as a file named pwned. */
  private static final String HOSTILE =
      "it's \"q\" $(touch pwned) `touch pwned`;touch pwned\n-x é*";

  private static final String BELOW = ", below a hostile name";

  /** {@code -Dplay.case='copy: replaces'} runs only cases whose module and name hold that. */
  private static final String WANTED = System.getProperty("play.case", "");

  private final ModuleSpec spec;
  private final List<ModuleCase> cases;

  private ModuleCases(ModuleSpec spec, List<ModuleCase> cases) {
    this.spec = spec;
    this.cases = cases;
  }

  /**
   * Reads cases.
   *
   * @param resource beside the module's class on the test class path
   */
  public static ModuleCases of(Class<?> module, String resource) {
    ModuleSpec spec = ModuleSpec.of(module);
    return new ModuleCases(spec, new CaseFile(resource, spec.name()).read(module));
  }

  /** All of a module's cases: those of {@code NAME.yml} and {@code NAME-SOMETHING.yml}. */
  public static ModuleCases of(Class<?> module) {
    ModuleSpec spec = ModuleSpec.of(module);
    return new ModuleCases(spec, CaseFile.all(spec));
  }

  /** Those that this machine's own shell is enough for. */
  public Stream<DynamicTest> onThisMachine() {
    return onThisMachine(Map.of());
  }

  /**
   * Those that this machine's own shell is enough for.
   *
   * @param names see {@link CaseHost}
   */
  public Stream<DynamicTest> onThisMachine(Map<String, String> names) {
    return tests(Set.of(ModuleCase.Where.SHELL), localHost(names));
  }

  /**
   * Those that this machine's own shell is enough for, of a module that asks an API.
   *
   * @param names see {@link CaseHost}
   */
  public Stream<DynamicTest> onThisMachine(Map<String, String> names, RemoteCalls remotes) {
    CaseHost host = localHost(names);
    return tests(
        Set.of(ModuleCase.Where.SHELL),
        new CaseHost(host.connector(), host.as(), host.base(), names, remotes));
  }

  /** Those that need a lab host, as root; also all others, there. */
  public Stream<DynamicTest> onLab(CaseHost host) {
    return tests(Set.of(ModuleCase.Where.values()), host);
  }

  /**
   * Those that need root, and all others below a plain directory: with {@link #asAnyUser} each case
   * runs there in both ways, and each way once.
   */
  public Stream<DynamicTest> asRoot(CaseHost host) {
    return Stream.concat(
        tests(Set.of(ModuleCase.Where.SHELL), host).filter(t -> !isHostile(t)),
        tests(Set.of(ModuleCase.Where.ROOT, ModuleCase.Where.LAB), host));
  }

  /** Those that any user of a host can run, below a hostile directory where they can. */
  public Stream<DynamicTest> asAnyUser(CaseHost host) {
    Set<String> both =
        cases.stream()
            .filter(ModuleCase::hostileRoot)
            .map(ModuleCase::name)
            .collect(Collectors.toSet());
    return tests(Set.of(ModuleCase.Where.SHELL), host)
        .filter(t -> isHostile(t) || !both.contains(t.getDisplayName()));
  }

  private static boolean isHostile(DynamicTest test) {
    return test.getDisplayName().endsWith(BELOW);
  }

  private static CaseHost localHost(Map<String, String> names) {
    try {
      Path base = Files.createTempDirectory("play-cases").toRealPath();
      base.toFile().deleteOnExit();
      return new CaseHost(() -> LocalShell.in(base), Optional.empty(), base.toString(), names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<DynamicTest> tests(Set<ModuleCase.Where> where, CaseHost host) {
    List<DynamicTest> out = new ArrayList<>();
    for (ModuleCase one : cases) {
      if (where.contains(one.where()) && (spec.name() + ": " + one.name()).contains(WANTED)) {
        out.add(
            DynamicTest.dynamicTest(
                one.name(), () -> CaseRun.holdsTheLaws(spec, one, host, "case")));
        if (one.hostileRoot()) {
          out.add(
              DynamicTest.dynamicTest(
                  one.name() + BELOW, () -> CaseRun.holdsTheLaws(spec, one, host, HOSTILE)));
        }
      }
    }
    return out.stream();
  }
}
