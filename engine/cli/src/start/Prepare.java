import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars anew so that play starts faster: {@code java -cp JARS Prepare.java JAR...}. Part of
 * play's build ({@code ./play}); without it all works too. docs/adr/0008 tells why.
 *
 * <ul>
 *   <li>Classes older than Java 6 become classes of Java 8 with stack maps: the JDK's start cache
 *       leaves older ones out, and each run would load and verify them by itself (picocli's).
 *   <li>Switches over types and the {@code equals} and {@code hashCode} of records become plain
 *       code: the start cache does not keep what {@code invokedynamic} makes of them, so that each
 *       run would spin classes for every one it meets.
 * </ul>
 *
 * Signed jars stay as they are.
 */
public final class Prepare {
  private static final ClassFile FILES =
      ClassFile.of(
          // Else code is copied as it stands, without stack maps.
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())));

  private Prepare() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      if (!isSigned(Path.of(jar))) {
        rewrite(Path.of(jar));
      }
    }
  }

  private static boolean isSigned(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(e -> e.getName().matches("META-INF/[^/]*\\.SF"));
    }
  }

  private static void rewrite(Path jar) throws IOException {
    Path copy = jar.resolveSibling(jar.getFileName() + ".new");
    boolean changed = false;
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(ZipOutputStream.STORED);
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] before = bytes(zip, entry);
        byte[] after = entry.getName().endsWith(".class") ? prepared(before) : before;
        changed |= after != before;
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(after);
        out.closeEntry();
      }
    }
    if (changed) {
      Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(copy);
    }
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (var in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** The class as it is to be; the same array where there is nothing to do. */
  static byte[] prepared(byte[] content) {
    ClassModel model = FILES.parse(content);
    if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
      return FILES.transformClass(
          model,
          ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
              .andThen(
                  ClassTransform.endHandler(b -> b.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }
    return PlainCalls.in(model) ? FILES.transformClass(model, new PlainCalls(model)) : content;
  }
}
