package dev.play.python;

import dev.play.host.Blob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a module with what it imports, directly or not. */
final class ArchiveBuilder {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String COULD_NOT = "Could not find imported module support code for ";
  private static final String COMMON = "#<<INCLUDE_ANSIBLE_MODULE_COMMON>>";

  private final SourcePath path;
  private final String version;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Deque<String> wanted = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private Optional<String> missing = Optional.empty();

  ArchiveBuilder(SourcePath path, String version) {
    this.path = path;
    this.version = version;
  }

  /** Imported by a name that only shows when it runs. */
  ArchiveBuilder with(String name) {
    wanted.add(name);
    return this;
  }

  ModuleArchive build(Path module, String name) {
    files.put(
        "ansible/__init__.py",
        ("__version__ = '" + version + "'\n").getBytes(StandardCharsets.UTF_8));
    files.put(
        "ansible/release.py",
        ("__version__ = '" + version + "'\n__author__ = ''\n__codename__ = ''\n")
            .getBytes(StandardCharsets.UTF_8));
    wanted.add("ansible.module_utils.basic");
    String text = text(module).replace(COMMON, "from ansible.module_utils.basic import *");
    put(name, text, false);
    while (!wanted.isEmpty()) {
      bring(wanted.remove());
    }
    return new ModuleArchive(name, zipped(), missing.map(m -> COULD_NOT + name + m));
  }

  private void bring(String name) {
    if (!seen.add(name)) {
      return;
    }
    Optional<SourcePath.Source> source = path.find(name);
    if (source.isPresent()) {
      put(name, text(source.get().file()), source.get().isPackage());
    }
  }

  private void put(String name, String text, boolean isPackage) {
    String file = name.replace('.', '/');
    files.put(
        isPackage ? file + "/__init__.py" : file + ".py",
        text.getBytes(StandardCharsets.ISO_8859_1));
    parents(name);
    int last = name.lastIndexOf('.');
    String within = isPackage || last < 0 ? name : name.substring(0, last);
    wanted.addAll(ImportScan.of(text, within));
    for (List<String> candidates : ImportScan.required(text, within)) {
      boolean isOurs = candidates.getLast().startsWith("ansible.module_utils.");
      if (isOurs && !isSix(candidates) && candidates.stream().noneMatch(this::isThere)) {
        String looked = String.join(", ", candidates.stream().map(c -> "'" + c + "'").toList());
        missing = missing.or(() -> Optional.of(".  Looked for ([" + looked + "])"));
      }
    }
  }

  private boolean isThere(String name) {
    return path.find(name).isPresent();
  }

  /** It makes its own modules as it goes. */
  private static boolean isSix(List<String> candidates) {
    return candidates.getLast().startsWith("ansible.module_utils.six.");
  }

  /** Packages around it that have no file of their own are there all the same. */
  private void parents(String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      String around = name.substring(0, dot);
      bring(around);
      files.putIfAbsent(around.replace('.', '/') + "/__init__.py", new byte[0]);
    }
  }

  /** Bytes, one a character: imports are ASCII. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Blob zipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Blob.of(bytes.toByteArray());
  }
}
