package dev.play.template.test;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/** Ansible's tests over files, which are the controller's. */
public final class FileTests {
  private FileTests() {}

  public static void register(Library.Builder library) {
    library
        .test("file is_file", "", (v, a, e) -> Files.isRegularFile(path(v, e)), Trait.IMPURE)
        .test("directory is_dir", "", (v, a, e) -> Files.isDirectory(path(v, e)), Trait.IMPURE)
        .test("link is_link", "", (v, a, e) -> Files.isSymbolicLink(path(v, e)), Trait.IMPURE)
        .test("exists", "", (v, a, e) -> Files.exists(path(v, e)), Trait.IMPURE)
        .test(
            "link_exists",
            "",
            (v, a, e) -> Files.exists(path(v, e), LinkOption.NOFOLLOW_LINKS),
            Trait.IMPURE)
        .test("abs is_abs", "", (v, a, e) -> PythonText.str(v).startsWith("/"))
        .test("mount is_mount", "", (v, a, e) -> mounted(path(v, e)), Trait.IMPURE)
        .test(
            "same_file is_same_file",
            "other",
            (v, a, e) -> same(path(v, e), path(a.value("other"), e)),
            Trait.IMPURE)
        .test("vaulted_file", "", (v, a, e) -> vaulted(path(v, e)), Trait.IMPURE);
  }

  private static Path path(Value v, Evaluation e) {
    return e.scope().lookups().playbookDirectory().resolve(PythonText.str(v));
  }

  private static boolean same(Path a, Path b) {
    try {
      return Files.isSameFile(a, b);
    } catch (IOException failed) {
      throw EvaluationException.of(
          "cannot compare " + a + " and " + b + ": " + failed.getMessage());
    }
  }

  private static boolean mounted(Path path) {
    Path real = path.toAbsolutePath().normalize();
    Path parent = real.getParent();
    try {
      return parent == null
          || Files.isDirectory(real)
              && !Files.getFileStore(real).name().equals(Files.getFileStore(parent).name());
    } catch (IOException failed) {
      throw EvaluationException.of("cannot look at " + real + ": " + failed.getMessage());
    }
  }

  private static boolean vaulted(Path path) {
    try {
      byte[] start = new byte[14];
      try (var in = Files.newInputStream(path)) {
        int read = in.readNBytes(start, 0, start.length);
        return new String(start, 0, read, StandardCharsets.US_ASCII)
            .toUpperCase(Locale.ROOT)
            .equals("$ANSIBLE_VAULT");
      }
    } catch (IOException failed) {
      throw EvaluationException.of("Cannot test if the file " + path + " is a vault");
    }
  }
}
