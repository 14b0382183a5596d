package dev.play.galaxy.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * Unpacks tar archives of strangers: nothing goes, or leads by a link, out of the directory.
 * Owners, times, set-ID bits and devices are left out; links are made last, so that no file is
 * written through one.
 */
final class Tarball {
  /** More than any collection there is, less than a disk. */
  private static final long MOST_BYTES = 4L << 30;

  private static final int MOST_ENTRIES = 500_000;

  private final Path directory;
  private final String shown;
  private final Map<Path, String> links = new LinkedHashMap<>();
  private final Map<Path, Path> copies = new LinkedHashMap<>();
  private long bytes;

  private Tarball(Path directory, String shown) {
    this.directory = directory;
    this.shown = shown;
  }

  /**
   * Unpacks an archive, compressed or not.
   *
   * @param directory made here
   * @param shown how the archive is called in messages
   */
  static void unpack(Path archive, Path directory, String shown) {
    try {
      Files.createDirectories(directory);
      new Tarball(directory.toRealPath(), shown).unpack(archive);
    } catch (IOException e) {
      throw new GalaxyFailure(shown + " cannot be unpacked: " + e.getMessage());
    }
  }

  private void unpack(Path archive) throws IOException {
    int entries = 0;
    try (TarArchiveInputStream in = new TarArchiveInputStream(plain(archive))) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw new GalaxyFailure(shown + " has more than " + MOST_ENTRIES + " entries");
        }
        entry(e, in);
      }
    }
    if (entries == 0) {
      throw new GalaxyFailure(shown + " is no tar archive, or an empty one");
    }
    for (Map.Entry<Path, Path> copy : copies.entrySet()) {
      if (!Files.isRegularFile(copy.getValue())) {
        throw new GalaxyFailure(shown + " has a link to a file that it has not: " + copy.getKey());
      }
      Files.copy(copy.getValue(), copy.getKey());
    }
    for (Map.Entry<Path, String> link : links.entrySet()) {
      Files.createDirectories(link.getKey().getParent());
      Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
    }
    for (Path link : links.keySet()) {
      stays(link);
    }
  }

  private static InputStream plain(Path archive) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(archive));
    try {
      String kind = CompressorStreamFactory.detect(in);
      return new CompressorStreamFactory(true).createCompressorInputStream(kind, in);
    } catch (CompressorException e) {
      // Not compressed, or by nothing that is known: then it is no tar archive either.
      return in;
    }
  }

  private void entry(TarArchiveEntry entry, TarArchiveInputStream in) throws IOException {
    if (entry.isGlobalPaxHeader() || entry.isPaxHeader()) {
      return;
    }
    Path path = inside(entry.getName());
    if (path.equals(directory)) {
      return;
    }
    if (links.keySet().stream().anyMatch(path::startsWith)) {
      throw new GalaxyFailure(shown + " puts a file through a link: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Path target = path.resolveSibling(entry.getLinkName()).normalize();
      if (entry.getLinkName().startsWith("/") || !target.startsWith(directory)) {
        throw new GalaxyFailure(shown + " has a link that leads out of it: " + entry.getName());
      }
      links.put(path, entry.getLinkName());
    } else if (entry.isLink()) {
      copies.put(path, inside(entry.getLinkName()));
    } else if (entry.isFile() && !isDevice(entry)) {
      Files.createDirectories(path.getParent());
      write(path, in, (entry.getMode() & 0100) != 0);
    } else {
      throw new GalaxyFailure(shown + " has a device in it: " + entry.getName());
    }
  }

  private static boolean isDevice(TarArchiveEntry entry) {
    return entry.isFIFO() || entry.isBlockDevice() || entry.isCharacterDevice();
  }

  /** Where an entry goes. */
  private Path inside(String name) {
    try {
      Path path = directory.resolve(name).normalize();
      if (name.startsWith("/") || !path.startsWith(directory) || Path.of(name).startsWith("..")) {
        throw new GalaxyFailure(shown + " has an entry outside of itself: " + name);
      }
      for (Path part : Path.of(name)) {
        if (part.toString().equals("..")) {
          throw new GalaxyFailure(shown + " has an entry outside of itself: " + name);
        }
      }
      return path;
    } catch (InvalidPathException e) {
      throw new GalaxyFailure(shown + " has an entry with no possible name: " + name);
    }
  }

  private void write(Path path, InputStream in, boolean executable) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
        if (bytes > MOST_BYTES) {
          throw new GalaxyFailure(shown + " is larger than " + (MOST_BYTES >> 30) + " GiB");
        }
        out.write(buffer, 0, n);
      }
    }
    if (executable) {
      Set<PosixFilePermission> mode = new TreeSet<>(Files.getPosixFilePermissions(path));
      mode.add(PosixFilePermission.OWNER_EXECUTE);
      mode.add(PosixFilePermission.GROUP_EXECUTE);
      mode.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(path, mode);
    }
  }

  /** A link to another link may lead further than it looks. One to nothing is left out. */
  private void stays(Path link) throws IOException {
    if (!Files.exists(link)) {
      Files.delete(link);
      return;
    }
    if (!link.toRealPath().startsWith(directory)) {
      throw new GalaxyFailure(
          shown + " has a link that leads out of it: " + directory.relativize(link));
    }
  }
}
