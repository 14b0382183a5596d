package dev.play.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prepare.java, started as {@code ./play} starts it, on a jar with {@link Sample} and {@link
 * Noted}.
 */
class PrepareTest {
  private static final String HERE = "dev/play/cli/start/";
  private static final List<String> CLASSES =
      List.of(
          HERE + "Sample",
          HERE + "Sample$Every",
          HERE + "Sample$None",
          HERE + "Sample$Shape",
          HERE + "Sample$Dot",
          HERE + "Sample$Line",
          HERE + "Sample$Colour",
          HERE + "Noted",
          HERE + "Noted$Inner",
          HERE + "Noted$Handed",
          HERE + "Noted$Kinds",
          HERE + "Noted$Hidden",
          HERE + "Noted$Heir",
          HERE + "Noted$Parts",
          HERE + "Noted$Options",
          "dev/play/start/Annotations",
          "dev/play/start/Annotations$1",
          "dev/play/start/Annotations$Written",
          "dev/play/start/Fields",
          "dev/play/start/Members",
          "dev/play/start/BuildList",
          "dev/play/modules/base/Ping");

  private static Path jar(Path directory) throws IOException {
    Path jar = directory.resolve("sample.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : CLASSES) {
        String path = name + ".class";
        out.putNextEntry(new ZipEntry(path));
        try (var in = Sample.class.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }

  private static void prepare(Path jar) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jar.toString(),
                "src/start/Prepare.java",
                jar.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @SuppressWarnings("unchecked")
  private static List<Object> answers(Path jar, String name) throws Exception {
    // Without a parent that has the class too; the verifier looks at all that it loads.
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass("dev.play.cli.start." + name);
      return ((Supplier<List<Object>>) type.getConstructor().newInstance()).get();
    }
  }

  private static List<Object> answers(Path jar) throws Exception {
    return answers(jar, "Sample");
  }

  private static List<String> dynamicCalls(Path jar) throws IOException {
    List<String> calls = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : sample(zip)) {
        ClassModel model = ClassFile.of().parse(zip.getInputStream(entry).readAllBytes());
        model.methods().stream()
            .flatMap(m -> m.code().stream())
            .flatMap(c -> c.elementStream())
            .filter(InvokeDynamicInstruction.class::isInstance)
            .map(i -> ((InvokeDynamicInstruction) i).bootstrapMethod().methodName())
            .forEach(calls::add);
      }
    }
    return calls;
  }

  private static List<? extends ZipEntry> sample(ZipFile zip) {
    return zip.stream().filter(e -> e.getName().startsWith(HERE + "Sample")).toList();
  }

  private static List<String> list(Path jar, String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      byte[] bytes = zip.getInputStream(zip.getEntry("META-INF/play/" + name)).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static boolean isProxied(Path jar) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass("dev.play.cli.start.Noted");
      return (Boolean) type.getMethod("isProxied").invoke(null);
    }
  }

  @Test
  void annotationsSayTheSameAsBeforeAndNeedNoProxy(@TempDir Path directory) throws Exception {
    Path jar = jar(directory);
    List<String> before = answers(jar, "Noted").stream().map(String::valueOf).toList();
    assertThat(isProxied(jar)).isTrue();
    prepare(jar);
    prepare(jar);

    assertThat(answers(jar, "Noted").stream().map(String::valueOf).toList()).isEqualTo(before);
    assertThat(isProxied(jar)).isFalse();
    assertThat(before).endsWith("[true, 7, changed, [x], 3, other, null, 11]");
    assertThat(before.getFirst()).contains("class, true, -1, 300, ä, -70000");
  }

  @Test
  void listsWhatHasAnnotationsAndTheClassesInPackagesOfModules(@TempDir Path directory)
      throws Exception {
    Path jar = jar(directory);
    prepare(jar);

    assertThat(list(jar, "annotated"))
        .contains("@dev.play.cli.start.Noted$Kinds", "dev.play.cli.start.Noted$Parts")
        .doesNotContain("@dev.play.cli.start.Noted$Handed", "dev.play.cli.start.Sample");
    assertThat(list(jar, "modules")).containsExactly("dev.play.modules.base.Ping");
  }

  @Test
  void saysTheSameAsBefore(@TempDir Path directory) throws Exception {
    Path jar = jar(directory);
    List<Object> before = answers(jar);
    prepare(jar);

    assertThat(answers(jar)).isEqualTo(before).isEqualTo(new Sample().get());
  }

  @Test
  void leavesOnlyWhatTheStartCacheKeepsAndLabelsThatAreConstants(@TempDir Path directory)
      throws Exception {
    Path jar = jar(directory);
    assertThat(dynamicCalls(jar)).filteredOn("typeSwitch"::equals).hasSize(2);
    prepare(jar);

    // Of the two switches over types, the one with an enum's constant; of records, toString.
    assertThat(dynamicCalls(jar)).filteredOn("typeSwitch"::equals).hasSize(1);
    assertThat(dynamicCalls(jar)).filteredOn("bootstrap"::equals).hasSize(4);
  }

  @Test
  void findsNothingToDoInAJarThatIsPrepared(@TempDir Path directory) throws Exception {
    Path jar = jar(directory);
    prepare(jar);
    List<String> calls = dynamicCalls(jar);
    List<String> methods = methods(jar);
    prepare(jar);

    assertThat(answers(jar)).isEqualTo(new Sample().get());
    assertThat(dynamicCalls(jar)).isEqualTo(calls);
    assertThat(methods(jar)).isEqualTo(methods).contains("plain$0");
  }

  private static List<String> methods(Path jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : sample(zip)) {
        ClassModel model = ClassFile.of().parse(zip.getInputStream(entry).readAllBytes());
        model.methods().forEach(m -> names.add(m.methodName().stringValue()));
      }
    }
    return names;
  }
}
