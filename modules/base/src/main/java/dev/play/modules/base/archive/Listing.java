package dev.play.modules.base.archive;

import dev.play.host.Content;
import dev.play.module.ModuleFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * What an archive of the controller's holds.
 *
 * @param entries in the archive's order, by the names that the archive has
 */
public record Listing(Format format, List<Entry> entries) {

  private static final int HEADER = 512;

  /** Reads it all through, for the digests of its files. */
  public static Listing of(Content archive, String name) {
    try {
      Format format = format(archive);
      return switch (format) {
        case ZIP -> new Listing(format, zip(archive));
        case TAR_ZSTD ->
            throw new ModuleFailure(
                name + " is compressed with zstd: copy it to the host and use remote_src");
        case TAR -> {
          requireTar(archive, name);
          yield new Listing(format, tar(() -> open(archive)));
        }
        case TAR_GZIP ->
            new Listing(format, tar(() -> new GzipCompressorInputStream(open(archive), true)));
        case TAR_BZIP2 ->
            new Listing(format, tar(() -> new BZip2CompressorInputStream(open(archive), true)));
        case TAR_XZ ->
            new Listing(format, tar(() -> new XZCompressorInputStream(open(archive), true)));
      };
    } catch (IOException e) {
      throw new ModuleFailure("cannot read the archive " + name + ": " + e.getMessage());
    }
  }

  private static InputStream open(Content archive) throws IOException {
    return switch (archive) {
      case Content.Bytes bytes -> new ByteArrayInputStream(bytes.blob().bytes());
      case Content.LocalFile file ->
          new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16);
    };
  }

  private static Format format(Content archive) throws IOException {
    try (InputStream in = open(archive)) {
      return Format.of(HexFormat.of().formatHex(in.readNBytes(8)));
    }
  }

  /** Anything might be a tar archive by its first bytes; its first header has a sum, though. */
  private static void requireTar(Content archive, String name) throws IOException {
    try (InputStream in = open(archive)) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER || !TarUtils.verifyCheckSum(header) && !isEnd(header)) {
        throw new ModuleFailure(name + " is no archive of a kind that can be unpacked");
      }
    }
  }

  private static boolean isEnd(byte[] block) {
    return Arrays.equals(block, new byte[HEADER]);
  }

  /** Opens what an archive holds once it is no longer compressed. */
  private interface Unpacked {
    InputStream open() throws IOException;
  }

  private static List<Entry> tar(Unpacked archive) throws IOException {
    List<Entry> out = new ArrayList<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(archive.open(), "UTF-8")) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        Entry.Kind kind =
            e.isDirectory()
                ? Entry.Kind.DIRECTORY
                : e.isSymbolicLink()
                    ? Entry.Kind.LINK
                    : e.isFile() && !e.isLink() ? Entry.Kind.FILE : Entry.Kind.OTHER;
        out.add(
            new Entry(
                e.getName(),
                kind,
                e.getMode() & 07777,
                e.getSize(),
                kind == Entry.Kind.FILE ? sha256(in) : "",
                kind == Entry.Kind.LINK ? e.getLinkName() : "",
                e.getLastModifiedTime().toMillis() / 1000));
      }
    }
    boolean doubtful = out.stream().anyMatch(e -> isDoubtful(e.path() + e.linkTarget()));
    return doubtful ? TarNames.corrected(out, archive.open()) : out;
  }

  /** Names that are not UTF-8 are read with these in the place of what is no character. */
  private static boolean isDoubtful(String names) {
    return names.indexOf('?') >= 0 || names.indexOf('\uFFFD') >= 0;
  }

  private static List<Entry> zip(Content archive) throws IOException {
    List<Entry> out = new ArrayList<>();
    ZipFile.Builder builder = ZipFile.builder();
    switch (archive) {
      case Content.Bytes bytes ->
          builder.setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes.blob().bytes()));
      case Content.LocalFile file -> builder.setPath(file.path());
    }
    try (ZipFile zip = builder.get()) {
      for (ZipArchiveEntry e : Collections.list(zip.getEntries())) {
        Entry.Kind kind =
            e.isDirectory()
                ? Entry.Kind.DIRECTORY
                : e.isUnixSymlink() ? Entry.Kind.LINK : Entry.Kind.FILE;
        String sha256 = "";
        if (kind == Entry.Kind.FILE) {
          try (InputStream in = zip.getInputStream(e)) {
            sha256 = sha256(in);
          }
        }
        String target = kind == Entry.Kind.LINK ? zip.getUnixSymlink(e) : "";
        int mode = e.getUnixMode() == 0 ? -1 : e.getUnixMode() & 07777;
        long modified = e.getLastModifiedTime().toMillis() / 1000;
        out.add(new Entry(e.getName(), kind, mode, e.getSize(), sha256, target, modified));
      }
    }
    return out;
  }

  /** A name without {@code /} or {@code ./} before it and {@code /} after it. */
  static String plain(String name) {
    String path = name;
    while (path.startsWith("/") || path.startsWith("./")) {
      path = path.substring(path.startsWith("/") ? 1 : 2);
    }
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path.equals(".") ? "" : path;
  }

  private static String sha256(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
