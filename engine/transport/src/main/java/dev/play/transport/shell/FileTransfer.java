package dev.play.transport.shell;

import dev.play.connection.Become;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Files of any size, through the framed shell: the first byte leaves without a round trip. */
final class FileTransfer {
  private FileTransfer() {}

  static void upload(
      ShellConnection connection, Path file, HostPath destination, Optional<Become> become) {
    long size = size(file);
    String script =
        """
        umask 077; set -C
        d=DEST t=TEMP
        if [ -d "$d" ]; then echo "$d is a directory" >&2; exit 1; fi
        if cat >"$t" && n=$(wc -c <"$t") && [ "$n" -eq SIZE ] && mv -f "$t" "$d"; then exit 0; fi
        [ "${n:-SIZE}" -eq SIZE ] || echo "only $n of SIZE bytes arrived" >&2
        rm -f "$t"; exit 1
        """
            .replace("SIZE", Long.toString(size))
            .replace("TEMP", ShellText.path(temporary(destination)))
            .replace("DEST", ShellText.path(destination));
    Tail said = new Tail();
    Exchange exchange =
        new Exchange(
            script,
            Body.of(file, size),
            Sink.NOWHERE,
            said,
            Optional.empty(),
            new CompletableFuture<>());
    int status = connection.carryOut(exchange, become);
    if (status != 0) {
      throw failed("sending " + file + " to " + destination, said, status);
    }
  }

  static void download(
      ShellConnection connection, HostPath source, Path file, Optional<Become> become) {
    String script =
        """
        s=SOURCE
        if [ -d "$s" ]; then echo "$s is a directory" >&2; exit 1; fi
        n=$(wc -c <"$s") && cat <"$s" && echo "play-size:" $n >&2
        """
            .replace("SOURCE", ShellText.path(source));
    Path temporary = file.resolveSibling(".play-" + UUID.randomUUID());
    Tail said = new Tail();
    try {
      try (FileSink sink = new FileSink(temporary)) {
        Exchange exchange =
            new Exchange(
                script,
                new Body(0, out -> {}),
                sink,
                said,
                Optional.empty(),
                new CompletableFuture<>());
        int status = connection.carryOut(exchange, become);
        if (status != 0) {
          throw failed("fetching " + source, said, status);
        }
        sink.check(said.text(), source);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new HostException("cannot write " + file + ": " + e.getMessage(), false, e);
    } finally {
      temporary.toFile().delete();
    }
  }

  private static HostPath temporary(HostPath destination) {
    String text = destination.text();
    String name = ".play-" + UUID.randomUUID();
    int slash = text.lastIndexOf('/');
    return HostPath.of(slash < 0 ? name : text.substring(0, slash + 1) + name);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new HostException("cannot read " + file + ": " + e.getMessage(), false, e);
    }
  }

  private static HostException failed(String what, Tail said, int status) {
    String words = said.text().strip();
    return new HostException(what + " failed: " + (words.isEmpty() ? "status " + status : words));
  }

  /** Writes a private file; the first failure is kept for {@link #check}. */
  private static final class FileSink implements Sink, AutoCloseable {
    private final OutputStream out;
    private long written;
    private @Nullable IOException failure;

    FileSink(Path file) throws IOException {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      out = Files.newOutputStream(file);
    }

    @Override
    public void accept(byte[] bytes, int length) {
      try {
        if (failure == null) {
          out.write(bytes, 0, length);
          written += length;
        }
      } catch (IOException e) {
        failure = e;
      }
    }

    void check(String said, HostPath source) throws IOException {
      if (failure != null) {
        throw failure;
      }
      String size = said.substring(said.lastIndexOf(':') + 1).strip();
      if (!size.equals(Long.toString(written))) {
        throw new HostException(
            "%s has %s bytes, but %d arrived: it changed meanwhile"
                .formatted(source, size, written));
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
