package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.PythonText;
import dev.play.template.filter.PathFilters;
import dev.play.template.filter.crypt.Charsets;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lookups of the controller's files. */
public final class FileLookups {
  private FileLookups() {}

  public static void register(Library.Builder library) {
    library
        .lookup("file", "lstrip? rstrip?", FileLookups::file)
        .lookup("unvault", "", FileLookups::unvault)
        .lookup("fileglob", "", FileLookups::glob)
        .lookup("filetree", "", FileTree::run)
        .lookup("first_found", "files? paths? skip?", FirstFound::run)
        .lookup("csvfile", "col? default? delimiter? file? encoding? keycol?", CsvFile::run)
        .lookup(
            "ini",
            "type? file? section? re? encoding? default? case_sensitive? allow_none?"
                + " allow_no_value? interpolation?",
            IniFile::run);
  }

  /** Where a file of a purpose is. */
  static Path find(String kind, String name, Evaluation e) {
    LookupContext lookups = e.scope().lookups();
    return lookups
        .find(kind, name)
        .orElseThrow(
            () -> {
              List<String> places =
                  lookups.searched(kind, name).stream().map(Path::toString).toList();
              return EvaluationException.of(
                  "could not find the file '" + name + "'",
                  "searched: " + String.join(", ", places));
            });
  }

  /** A file's text; secret when it came from a vault. */
  static Value text(Path file, Evaluation e) {
    return text(file, StandardCharsets.UTF_8, e);
  }

  /**
   * The same in another encoding.
   *
   * @throws EvaluationException where the JDK has none of this name
   */
  static Value text(Path file, String encoding, Evaluation e) {
    try {
      return text(file, Charset.forName(Charsets.java(encoding)), e);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw EvaluationException.of("unknown encoding: " + encoding);
    }
  }

  private static Value text(Path file, Charset encoding, Evaluation e) {
    LookupContext.FileContent content = e.scope().lookups().read(file);
    Value text = new Value.Text(new String(content.bytes(), encoding));
    return content.secret() ? Taint.secret(text) : text;
  }

  private static List<Value> file(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      Value content = text(find("files", PythonText.str(term), e), e);
      String text = PythonText.str(content);
      text = o.flag("lstrip", false) ? text.stripLeading() : text;
      text = o.flag("rstrip", true) ? text.stripTrailing() : text;
      Value stripped = new Value.Text(text);
      out.add(content instanceof Value.Secret ? Taint.secret(stripped) : stripped);
    }
    return out;
  }

  private static List<Value> unvault(List<Value> terms, Arguments o, Evaluation e) {
    return terms.stream().map(t -> text(find("files", PythonText.str(t), e), e)).toList();
  }

  private static List<Value> glob(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      String pattern = PythonText.str(term);
      // A pattern with a directory means the first such directory, one without the first match.
      boolean bare = pattern.indexOf('/') < 0;
      for (Path place : e.scope().lookups().searched("files", pattern)) {
        Path directory = place.getParent();
        if (directory != null && Files.isDirectory(directory)) {
          List<String> found = PathFilters.files(directory, String.valueOf(place.getFileName()));
          found.forEach(f -> out.add(new Value.Text(f)));
          if (!bare || !found.isEmpty()) {
            break;
          }
        }
      }
    }
    return out;
  }
}
