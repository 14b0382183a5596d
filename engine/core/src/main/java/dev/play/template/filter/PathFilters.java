package dev.play.template.filter;

import static dev.play.template.filter.Inputs.text;

import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.Values;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ansible's filters over paths. Most only look at the text; some ask the controller. */
public final class PathFilters {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)\\})");

  private PathFilters() {}

  public static void register(Library.Builder library) {
    one(library, "basename", p -> p.substring(p.lastIndexOf('/') + 1));
    one(library, "dirname", PathFilters::dirname);
    one(library, "normpath", PathFilters::normalised);
    one(library, "win_basename", p -> winTail(p)[1]);
    one(library, "win_dirname", p -> winTail(p)[0]);
    library
        .filter("splitext", "", (v, a, e) -> splitext(text(v)))
        .filter(
            "win_splitdrive",
            "",
            (v, a, e) ->
                Value.texts(
                    List.of(winDrive(text(v)), text(v).substring(winDrive(text(v)).length()))))
        .filter("path_join", "", (v, a, e) -> text(join(parts(v))))
        .filter("commonpath", "", (v, a, e) -> text(common(Inputs.list(v))))
        .filter("relpath", "start?", PathFilters::relative, Trait.IMPURE)
        .filter("realpath", "", PathFilters::real, Trait.IMPURE)
        .filter(
            "expanduser", "", (v, a, e) -> text(home(text(v), e.scope().lookups())), Trait.IMPURE)
        .filter("expandvars", "", PathFilters::variables, Trait.IMPURE)
        .filter("fileglob", "", (v, a, e) -> glob(text(v), e), Trait.IMPURE);
  }

  private static void one(Library.Builder library, String name, UnaryOperator<String> code) {
    library.filter(name, "", (v, a, e) -> text(code.apply(text(v))));
  }

  static String dirname(String path) {
    String head = path.substring(0, path.lastIndexOf('/') + 1);
    return head.chars().allMatch(c -> c == '/') ? head : head.replaceAll("/+$", "");
  }

  /** Python's {@code os.path.normpath}. */
  static String normalised(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    boolean absolute = path.startsWith("/");
    boolean two = path.startsWith("//") && !path.startsWith("///");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (part.equals("..") && !absolute) {
        parts.add(part);
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    String joined = (two ? "//" : absolute ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : joined;
  }

  private static Value splitext(String path) {
    int slash = path.lastIndexOf('/');
    int dot = path.lastIndexOf('.');
    int first = slash + 1;
    while (first < path.length() && path.charAt(first) == '.') {
      first++;
    }
    boolean extension = dot > slash && dot >= first;
    return Value.texts(
        extension ? List.of(path.substring(0, dot), path.substring(dot)) : List.of(path, ""));
  }

  private static String winDrive(String path) {
    return path.length() >= 2 && path.charAt(1) == ':' ? path.substring(0, 2) : "";
  }

  private static String[] winTail(String path) {
    int at = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1;
    at = Math.max(at, winDrive(path).length());
    String head = path.substring(0, at);
    String trimmed = head.replaceAll("[\\\\/]+$", "");
    boolean root = trimmed.equals(winDrive(path));
    return new String[] {root ? head : trimmed, path.substring(at)};
  }

  private static String join(List<Value> parts) {
    StringBuilder out = new StringBuilder();
    for (Value part : parts) {
      String text = Inputs.string(part);
      if (text.startsWith("/")) {
        out.setLength(0);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '/') {
        out.append('/');
      }
      out.append(text);
    }
    return out.toString();
  }

  private static String common(List<Value> paths) {
    if (paths.isEmpty()) {
      throw EvaluationException.of("commonpath needs at least one path");
    }
    List<String> shared = null;
    boolean absolute = text(paths.getFirst()).startsWith("/");
    for (Value path : paths) {
      String text = text(path);
      if (text.startsWith("/") != absolute) {
        throw EvaluationException.of("commonpath cannot mix absolute and relative paths");
      }
      List<String> parts =
          Stream.of(text.split("/")).filter(p -> !p.isEmpty() && !p.equals(".")).toList();
      if (shared == null) {
        shared = parts;
      } else {
        int same = 0;
        while (same < Math.min(shared.size(), parts.size())
            && shared.get(same).equals(parts.get(same))) {
          same++;
        }
        shared = shared.subList(0, same);
      }
    }
    return (absolute ? "/" : "") + String.join("/", shared == null ? List.of() : shared);
  }

  private static Path absolute(String path, Evaluation e) {
    return e.scope().lookups().playbookDirectory().toAbsolutePath().resolve(path).normalize();
  }

  private static Value relative(Value v, Arguments a, Evaluation e) {
    String path = absolute(a.text("start", "."), e).relativize(absolute(text(v), e)).toString();
    return text(path.isEmpty() ? "." : path);
  }

  private static Value real(Value v, Arguments a, Evaluation e) {
    Path path = absolute(text(v), e);
    Path existing = path;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return text(
          existing == null
              ? path.toString()
              : existing.toRealPath().resolve(existing.relativize(path)).normalize().toString());
    } catch (IOException failed) {
      throw EvaluationException.of("cannot resolve " + path + ": " + failed.getMessage());
    }
  }

  private static String home(String path, LookupContext lookups) {
    return path.equals("~") || path.startsWith("~/")
        ? lookups.homeDirectory() + path.substring(1)
        : path;
  }

  private static Value variables(Value v, Arguments a, Evaluation e) {
    return text(
        VARIABLE
            .matcher(text(v))
            .replaceAll(
                m -> {
                  String name = m.group(1) == null ? m.group(2) : m.group(1);
                  String value = e.scope().lookups().environment().get(name);
                  return Matcher.quoteReplacement(value == null ? m.group() : value);
                }));
  }

  private static Value glob(String pattern, Evaluation e) {
    Path path = absolute(pattern, e);
    return Value.texts(files(path.getParent(), String.valueOf(path.getFileName())));
  }

  /** Regular files in a directory whose names match a pattern, sorted. */
  public static List<String> files(
      @org.jspecify.annotations.Nullable Path directory, String pattern) {
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    var matcher = directory.getFileSystem().getPathMatcher("glob:" + pattern);
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(f -> matcher.matches(f.getFileName()) && Files.isRegularFile(f))
          .sorted(Comparator.comparing(Path::toString))
          .map(Path::toString)
          .toList();
    } catch (IOException failed) {
      throw EvaluationException.of("cannot list " + directory + ": " + failed.getMessage());
    }
  }

  private static List<Value> parts(Value v) {
    return switch (v) {
      case Value.Text t -> List.of(t);
      case Value.Sequence s -> s.items();
      default ->
          throw EvaluationException.of(
              "|path_join expects string or sequence, got <class '"
                  + Values.typeName(v)
                  + "'> instead.");
    };
  }
}
