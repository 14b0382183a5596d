package dev.play.playbook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Modules of Ansible's collections that play does not have, by families, each with its reason. */
public final class ModuleFamilies {
  private static final String FILE = "module-families.txt";

  private final List<Family> families;

  private record Family(Pattern names, String reason) {}

  private ModuleFamilies(List<Family> families) {
    this.families = List.copyOf(families);
  }

  /** Those that play comes with; read when the first is asked for. */
  public static ModuleFamilies standard() {
    return Standard.FAMILIES;
  }

  private static final class Standard {
    static final ModuleFamilies FAMILIES = load();
  }

  private static ModuleFamilies load() {
    try (InputStream in = ModuleFamilies.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the build");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<Family> found = new ArrayList<>();
      reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(ModuleFamilies::family)
          .forEach(found::add);
      return new ModuleFamilies(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Family family(String line) {
    int colon = line.indexOf(": ");
    String names =
        line.substring(0, colon).strip().replaceAll("\\s+", "|").replace("*", "[a-z0-9_]*");
    return new Family(Pattern.compile(names), line.substring(colon + 2));
  }

  /**
   * Why play does not have a module.
   *
   * @param name short or with its collection
   */
  public Optional<String> reason(String name) {
    String plain = name.substring(name.lastIndexOf('.') + 1);
    return families.stream()
        .filter(family -> family.names().matcher(plain).matches())
        .map(Family::reason)
        .findFirst();
  }
}
