package dev.play.testkit;

import dev.play.module.Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The modules whose cases a {@link dev.play.testkit.lab.ModuleLab} runs, in this order. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LabModules {
  Class<? extends Module<?>>[] value();

  /** Reads the annotation without starting any host. */
  final class Tested {
    private Tested() {}

    /**
     * All modules that some class of a project's tests runs on a lab host.
     *
     * @param test any class among the project's tests
     */
    public static Set<Class<?>> by(Class<?> test) {
      Set<Class<?>> out = new HashSet<>();
      try {
        Path root = Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(f -> f.toString().endsWith("LabTest.class")).toList()) {
            String name = root.relativize(file).toString().replace('/', '.');
            Class<?> found =
                Class.forName(
                    name.substring(0, name.length() - ".class".length()),
                    false,
                    test.getClassLoader());
            LabModules modules = found.getAnnotation(LabModules.class);
            if (modules != null) {
              out.addAll(List.of(modules.value()));
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException | ClassNotFoundException e) {
        throw new IllegalStateException("the class loader gave " + test, e);
      }
      return out;
    }
  }
}
