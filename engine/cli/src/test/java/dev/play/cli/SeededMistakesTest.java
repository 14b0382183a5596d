package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.mistakes.SeededMistakes;
import dev.play.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many of 200 mistakes in a correct site are found before any host is connected to. */
class SeededMistakesTest {
  private static final int COUNT = 200;

  /** Our own playbooks, and one of the test's. */
  private static final List<String> PLAYBOOKS =
      List.of("site.yml", "registry.yml", "swarm.yml", "mailserver.yml", "shop.yml");

  @TempDir Path directory = Path.of(".");

  @Test
  void findsNearlyAllOneLineMistakesAndNamesTheirLines() throws IOException {
    Path site = Path.of("../..").toAbsolutePath().normalize();
    for (String part : List.of("playbooks", "roles", "inventories")) {
      copy(site.resolve(part), directory.resolve(part));
    }
    copy(Path.of("src/test/resources/seeded").toAbsolutePath(), directory.resolve("playbooks"));
    for (String playbook : PLAYBOOKS) {
      assertThat(check(playbook)).as("the site is correct").isEmpty();
    }

    List<String> missed = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    List<SeededMistakes.Mistake> mistakes = new SeededMistakes(25).in(directory, COUNT);
    for (SeededMistakes.Mistake mistake : mistakes) {
      String told = withMistake(mistake);
      if (told.isEmpty()) {
        missed.add(mistake.toString());
      } else if (!names(told, mistake)) {
        elsewhere.add(mistake + "\n    " + told.lines().findFirst().orElse(""));
      }
    }
    String summary =
        "%d mistakes, %d missed, %d told at another line%nmissed:%n%s%nelsewhere:%n%s"
            .formatted(
                mistakes.size(),
                missed.size(),
                elsewhere.size(),
                String.join("\n", missed),
                String.join("\n", elsewhere));
    System.out.println(summary);
    assertThat(mistakes).as("mistakes made").hasSize(COUNT);
    assertThat(missed.size()).as(summary).isLessThanOrEqualTo(COUNT * 5 / 100);
    assertThat(elsewhere.size()).as(summary).isLessThanOrEqualTo(COUNT * 5 / 100);
  }

  private String withMistake(SeededMistakes.Mistake mistake) throws IOException {
    List<String> lines = SeededMistakes.read(mistake.file());
    List<String> changed = new ArrayList<>(lines);
    changed.set(mistake.line() - 1, mistake.text());
    Files.write(mistake.file(), changed);
    try {
      return PLAYBOOKS.stream().map(this::check).collect(Collectors.joining());
    } finally {
      Files.write(mistake.file(), lines);
    }
  }

  /** A line twice may be told at either; a text that goes on, where it ends. */
  private static boolean names(String told, SeededMistakes.Mistake mistake) {
    String file = mistake.file().getFileName().toString();
    int further = mistake.text().contains("\n") ? 1 : 0;
    return told.contains(file + ":" + mistake.line() + ":")
        || told.contains(file + ":" + (mistake.line() + further) + ":");
  }

  /** What is said of a playbook without a connection; empty where all is well. */
  private String check(String playbook) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            Map.of("PATH", "/usr/bin:/bin"),
            directory,
            directory,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            Clock.systemUTC());
    String inventory = playbook.equals("shop.yml") ? "playbooks/hosts.yml" : "inventories/lab.yml";
    Main.execute(terminal, "run", "--syntax-check", "playbooks/" + playbook, "-i", inventory);
    return err.toString(StandardCharsets.UTF_8);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
