package dev.play.observe.facts;

import dev.play.shell.ShellText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The script that gathers facts, of the parts that are asked for. */
public final class FactScript {
  private FactScript() {}

  /**
   * Shell text with {@code $M} set to a mark and {@code $P} and {@code $L} to the login's own PATH
   * and LC_ALL. Each answer is {@code KEY\nTEXT$M:}.
   *
   * @param subsets as {@code gather_subset}
   * @param localFacts the directory of the host's own facts
   */
  public static String text(Set<String> subsets, String localFacts) {
    StringBuilder out = new StringBuilder(resource("common"));
    out.append("F=").append(ShellText.quote(localFacts)).append('\n');
    for (Subset subset : Subset.of(subsets)) {
      out.append(resource(subset.resource()));
    }
    return out.append(":\n").toString();
  }

  /** The first of these names that gather_subset does not have. */
  public static Optional<String> unknown(Set<String> subsets) {
    return subsets.stream().filter(name -> !Subset.isKnown(name)).sorted().findFirst();
  }

  /** How many programs it starts on a usual host, at most. */
  public static int processes(Set<String> subsets) {
    return Subset.of(subsets).stream().mapToInt(Subset::processes).sum();
  }

  private static String resource(String name) {
    try (InputStream in = FactScript.class.getResourceAsStream(name + ".sh")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name + ".sh");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
