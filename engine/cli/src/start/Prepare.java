import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
 *   <li>Annotations are written down as plain classes, and asked for by plain calls: the start
 *       cache does not keep the proxies that Java makes of them.
 *   <li>The first jar gets a list of the classes in packages of modules, for which a run would look
 *       through all jars.
 * </ul>
 *
 * Signed jars stay as they are.
 */
public final class Prepare {
  private static final String LISTS = "META-INF/play/";
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
    List<Path> ours = new ArrayList<>();
    for (String jar : jars) {
      if (!isSigned(Path.of(jar))) {
        ours.add(Path.of(jar));
      }
    }
    List<ClassModel> classes = new ArrayList<>();
    for (Path jar : ours) {
      read(jar, classes);
    }
    Notes notes = new Notes(FILES, classes);
    for (Path jar : ours) {
      rewrite(jar, notes, jar.equals(ours.getFirst()) ? lists(notes, classes) : Map.of());
    }
  }

  /** What dev.play.start.BuildList reads. */
  private static Map<String, byte[]> lists(Notes notes, List<ClassModel> classes) {
    List<String> modules =
        classes.stream()
            .map(c -> c.thisClass().asInternalName())
            .filter(n -> n.startsWith("dev/play/modules/") && !n.contains("$"))
            .map(n -> n.replace('/', '.'))
            .sorted()
            .toList();
    return Map.of(
        LISTS + "annotated", bytes(notes.names), LISTS + "modules", bytes(modules));
  }

  private static byte[] bytes(Collection<String> lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isSigned(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(e -> e.getName().matches("META-INF/[^/]*\\.SF"));
    }
  }

  /** Whether an earlier call of ours has put it there. */
  private static boolean isOurs(ZipEntry entry) {
    return entry.getName().startsWith(LISTS) || entry.getName().matches(".*\\$\\$Notes?\\.class");
  }

  private static void read(Path jar, List<ClassModel> classes) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".class")
            && !entry.getName().endsWith("-info.class")
            && !isOurs(entry)) {
          classes.add(FILES.parse(bytes(zip, entry)));
        }
      }
    }
  }

  private static void rewrite(Path jar, Notes notes, Map<String, byte[]> lists)
      throws IOException {
    Path copy = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(ZipOutputStream.STORED);
      for (ZipEntry entry : zip.stream().toList()) {
        if (isOurs(entry)) {
          continue;
        }
        byte[] before = bytes(zip, entry);
        String name = entry.getName();
        put(out, name, name.endsWith(".class") ? prepared(before) : before);
        for (String more : List.of("$$Note.class", "$$Notes.class")) {
          String beside = name.replace(".class", more);
          byte[] note = notes.written.get(beside);
          if (note != null) {
            put(out, beside, note);
          }
        }
      }
      for (var list : lists.entrySet()) {
        put(out, list.getKey(), list.getValue());
      }
    }
    Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (var in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** The class as it is to be; the same array where there is nothing to do. */
  static byte[] prepared(byte[] content) {
    ClassModel model = FILES.parse(content);
    List<ClassTransform> steps = new ArrayList<>();
    if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
      steps.add(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
      steps.add(ClassTransform.endHandler(b -> b.withVersion(ClassFile.JAVA_8_VERSION, 0)));
    }
    if (AnnotationCalls.in(model)) {
      steps.add(AnnotationCalls.transform());
    }
    if (PlainCalls.in(model)) {
      steps.add(new PlainCalls(model));
    }
    return steps.stream()
        .reduce(ClassTransform::andThen)
        .map(step -> FILES.transformClass(model, step))
        .orElse(content);
  }
}
