package dev.play.template.lookup;

import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.PythonText;
import dev.play.template.filter.Inputs;
import dev.play.template.filter.PythonRandom;
import dev.play.template.filter.crypt.PasswordHash;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** The {@code password} lookup: a password made once and kept in a file. Its result is secret. */
public final class PasswordLookup {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final Map<String, String> SETS =
      Map.of(
          "ascii_letters", LETTERS,
          "ascii_lowercase", LETTERS.substring(0, 26),
          "ascii_uppercase", LETTERS.substring(26),
          "digits", "0123456789",
          "hexdigits", "0123456789abcdefABCDEF",
          "octdigits", "01234567",
          "punctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

  private PasswordLookup() {}

  public static void register(Library.Builder library) {
    library.lookup("password", "length? chars? encrypt? ident? seed?", PasswordLookup::run);
  }

  /** What is kept in a file; ident of bcrypt only. */
  private record Kept(String password, String salt, String ident) {}

  private static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      Map<String, String> settings = new HashMap<>();
      String name = name(PythonText.str(term), settings);
      for (String option : List.of("length", "encrypt", "ident", "seed")) {
        if (o.has(option)) {
          settings.put(option, PythonText.str(o.value(option)));
        }
      }
      String chars = o.has("chars") ? charset(o.value("chars")) : charset(settings.get("chars"));
      String made = password(name, chars, settings, e);
      e.scope().lookups().found(made);
      out.add(new Value.Secret(new Value.Text(made)));
    }
    return out;
  }

  private static String name(String term, Map<String, String> settings) {
    List<String> path = new ArrayList<>();
    for (String word : term.split(" ")) {
      int equals = word.indexOf('=');
      String key = equals < 0 ? "" : word.substring(0, equals);
      if (List.of("length", "encrypt", "chars", "ident", "seed").contains(key)) {
        settings.put(key, word.substring(equals + 1));
      } else if (key.matches("\\w+") && !path.isEmpty()) {
        throw EvaluationException.of("Unrecognized parameter(s) given to password lookup: " + key);
      } else {
        path.add(word);
      }
    }
    return String.join(" ", path);
  }

  private static String charset(Value chars) {
    StringBuilder out = new StringBuilder();
    List<Value> parts = chars instanceof Value.Sequence s ? s.items() : List.of(chars);
    parts.forEach(part -> out.append(charset(Inputs.text(part))));
    return out.toString();
  }

  private static String charset(@org.jspecify.annotations.Nullable String names) {
    String wanted = names == null ? "ascii_letters,digits,.,:,-,_" : names.replace(",,", ",\u0000");
    StringBuilder out = new StringBuilder();
    Stream.of(wanted.split(","))
        .map(n -> n.equals("\u0000") ? "," : n)
        .forEach(n -> out.append(SETS.getOrDefault(n, n)));
    return out.toString()
        .codePoints()
        .distinct()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String password(
      String name, String chars, Map<String, String> settings, Evaluation e) {
    LookupContext lookups = e.scope().lookups();
    int length = length(settings.getOrDefault("length", "20"));
    IntUnaryOperator chance =
        settings.containsKey("seed")
            ? seeded(PythonRandom.seeded(settings.getOrDefault("seed", "")))
            : bound -> lookups.random().nextInt(bound);
    String encrypt = settings.getOrDefault("encrypt", "");
    boolean keep = !name.equals("/dev/null");
    Path file = lookups.playbookDirectory().resolve(name);
    Kept kept = keep && Files.exists(file) ? read(file, e) : new Kept("", "", "");
    String ident = settings.getOrDefault("ident", kept.ident);
    Kept whole =
        new Kept(
            kept.password.isEmpty() ? drawn(length, chars, chance) : kept.password,
            encrypt.isEmpty() || !kept.salt.isEmpty()
                ? kept.salt
                : drawn(PasswordHash.longestSalt(encrypt), "./0123456789" + LETTERS, chance),
            ident.isEmpty() && encrypt.matches("blowfish|bcrypt") ? "2b" : ident);
    if (keep && !whole.equals(kept)) {
      write(file, whole);
    }
    return encrypt.isEmpty()
        ? whole.password
        : PasswordHash.hash(
            whole.password, encrypt, whole.salt, 0, 0, whole.ident, lookups::random);
  }

  private static IntUnaryOperator seeded(PythonRandom random) {
    return bound -> (int) random.below(bound);
  }

  private static int length(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      throw EvaluationException.of(
          "Invalid type for configuration option plugin_type: lookup plugin: password setting: length"
              + " : '"
              + text
              + "' is no integer");
    }
    return Integer.parseInt(text);
  }

  private static String drawn(int length, String chars, IntUnaryOperator chance) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(chars.charAt(chance.applyAsInt(chars.length())));
    }
    return out.toString();
  }

  private static Kept read(Path file, Evaluation e) {
    String text = PythonText.str(FileLookups.text(file, e)).stripTrailing();
    int ident = text.lastIndexOf(" ident=");
    String version = ident < 0 ? "" : text.substring(ident + 7);
    String rest = ident < 0 ? text : text.substring(0, ident);
    int salt = rest.lastIndexOf(" salt=");
    return salt < 0
        ? new Kept(rest, "", version)
        : new Kept(rest.substring(0, salt), rest.substring(salt + 6), version);
  }

  private static void write(Path file, Kept kept) {
    String line =
        kept.password
            + (kept.salt.isEmpty() ? "" : " salt=" + kept.salt)
            + (kept.ident.isEmpty() ? "" : " ident=" + kept.ident)
            + "\n";
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path temporary =
            Files.createTempFile(
                directory,
                ".password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, line);
        Files.move(temporary, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failed) {
      throw EvaluationException.of(
          "cannot keep the password in " + file + ": " + failed.getMessage());
    }
  }
}
