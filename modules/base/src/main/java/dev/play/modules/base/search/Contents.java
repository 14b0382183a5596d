package dev.play.modules.base.search;

import dev.play.host.Blob;
import dev.play.host.FileInfo;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.modules.base.edit.EncodedText;
import dev.play.modules.base.edit.TextFile;
import dev.play.modules.base.text.PythonRegex;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file must hold to be found.
 *
 * @param wanted an expression that a line must start with
 * @param whole look for it anywhere in the file
 * @param encoding how all characters are written in the files; when not given it is UTF-8, and what
 *     is no character does no harm
 */
public record Contents(Optional<String> wanted, boolean whole, Optional<String> encoding) {
  /** A file cannot be read as text. */
  public static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    Unread(String message) {
      super(message, null, false, false);
    }
  }

  /** Those files that hold it. */
  public List<FileInfo> among(HostView host, List<FileInfo> files) throws Unread {
    if (wanted.isEmpty()) {
      return files;
    }
    PythonRegex expression = PythonRegex.onText(wanted.get(), 0);
    Charset charset = charset();
    host.need(files.stream().map(f -> Probe.ContentOf.of(f.path())).toList());
    List<FileInfo> out = new ArrayList<>();
    for (FileInfo file : files) {
      Optional<Blob> content = host.known(Probe.ContentOf.of(file.path()));
      if (content.isPresent() && holds(expression, text(file, content.get(), charset))) {
        out.add(file);
      }
    }
    return out;
  }

  private Charset charset() throws Unread {
    String name = encoding.orElse("utf-8");
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new Unread("unknown encoding: " + name);
    }
  }

  private String text(FileInfo file, Blob content, Charset charset) throws Unread {
    if (encoding.isEmpty()) {
      return new EncodedText(charset).decode(content.bytes());
    }
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(content.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new Unread(
          "Failed to read the file "
              + file.path()
              + " due to an encoding error. current encoding: "
              + encoding.get());
    }
  }

  private boolean holds(PythonRegex expression, String text) {
    return whole
        ? expression.foundIn(text)
        : TextFile.split(text).stream().anyMatch(line -> expression.on(line).lookingAt());
  }
}
