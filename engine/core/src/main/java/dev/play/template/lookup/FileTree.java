package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The {@code filetree} lookup of community.general: all below some directories of the controller's,
 * each path from the first that has it. Names of a directory come in order, directories first.
 */
final class FileTree {
  private static final int KIND = 0170000;
  private static final int LINK = 0120000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;

  private FileTree() {}

  static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    Map<String, Value> out = new LinkedHashMap<>();
    for (Value term : terms) {
      String name = PythonText.str(term);
      Optional<Path> root =
          e.scope().lookups().searched("files", name).stream()
              .filter(Files::isDirectory)
              .findFirst();
      if (root.isPresent()) {
        // The root is told as it was asked for: with its slash.
        String told = root.get() + (name.endsWith("/") ? "/" : "");
        try {
          walk(told, root.get(), "", out);
        } catch (IOException broken) {
          throw EvaluationException.of("cannot read the directory '" + told + "': " + broken);
        }
      }
    }
    return List.copyOf(out.values());
  }

  private static void walk(String root, Path directory, String above, Map<String, Value> out)
      throws IOException {
    List<Path> names;
    try (Stream<Path> listed = Files.list(directory)) {
      names =
          listed
              .sorted(
                  Comparator.comparing((Path p) -> !Files.isDirectory(p))
                      .thenComparing(p -> String.valueOf(p.getFileName())))
              .toList();
    }
    List<Path> below = new ArrayList<>();
    for (Path file : names) {
      String path = above + file.getFileName();
      if (!out.containsKey(path)) {
        properties(root, path, file).ifPresent(v -> out.put(path, v));
      }
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        below.add(file);
      }
    }
    for (Path file : below) {
      walk(root, file, above + file.getFileName() + "/", out);
    }
  }

  private static Optional<Value> properties(String root, String path, Path file)
      throws IOException {
    Map<String, Object> a = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
    int mode = (int) number(a, "mode");
    Map<String, Value> out = new LinkedHashMap<>();
    out.put("root", Value.text(root));
    out.put("path", Value.text(path));
    switch (mode & KIND) {
      case LINK -> {
        out.put("state", Value.text("link"));
        out.put("src", Value.text(Files.readSymbolicLink(file).toString()));
      }
      case DIRECTORY -> out.put("state", Value.text("directory"));
      case REGULAR -> {
        out.put("state", Value.text("file"));
        out.put("src", Value.text(root + (root.endsWith("/") ? "" : "/") + path));
      }
      default -> {
        return Optional.empty();
      }
    }
    out.put("uid", Value.of(number(a, "uid")));
    out.put("gid", Value.of(number(a, "gid")));
    out.put("owner", name(a, "owner", "uid"));
    out.put("group", name(a, "group", "gid"));
    out.put("mode", Value.text("0%03o".formatted(mode & 07777)));
    out.put("size", Value.of(number(a, "size")));
    out.put("mtime", seconds(a, "lastModifiedTime"));
    out.put("ctime", seconds(a, "ctime"));
    return Optional.of(Value.dict(out));
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number n ? n.longValue() : 0;
  }

  /** A name, or the number where nobody has a name for it. */
  private static Value name(Map<String, Object> attributes, String name, String number) {
    String text = String.valueOf(attributes.get(name));
    long id = number(attributes, number);
    return text.equals(Long.toString(id)) ? Value.of(id) : Value.text(text);
  }

  private static Value seconds(Map<String, Object> attributes, String name) {
    long micros = attributes.get(name) instanceof FileTime t ? t.to(TimeUnit.MICROSECONDS) : 0;
    return new Value.Real(micros / 1e6);
  }
}
