package dev.play.testkit.hostile;

import dev.play.schema.ParamSpec;
import dev.play.testkit.CaseHost;
import dev.play.testkit.CaseRun;
import dev.play.testkit.hostile.Mutants.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Many hostile texts for one option, one after the other, as far as its time goes. How far that was
 * is added to {@code target/hostile-texts.tsv}: option, seed, texts wanted and tried, how often
 * they were refused and taken, seconds.
 */
record ManyTexts(Mutants mutants, ParamSpec option, Exceptions exceptions, CaseHost host) {
  private static final int CASES = Integer.getInteger("play.hostile.cases", 1);
  private static final long SECONDS = Long.getLong("play.hostile.seconds", 3600L);
  private static final Path REPORT = Path.of("target/hostile-texts.tsv");

  /** Looking everywhere for what was run takes longer than most tasks. */
  private static final int BETWEEN_LOOKS = 25;

  void stayData(int count, long seed) throws IOException {
    String name = mutants.name(option);
    long started = System.nanoTime();
    int tried = 0;
    int refused = 0;
    int taken = 0;
    String text = "";
    try {
      for (String next : HostileText.some(count, seed ^ name.hashCode())) {
        if (System.nanoTime() - started > SECONDS * 1_000_000_000L) {
          break;
        }
        text = next;
        tried++;
        boolean again = exceptions.isDoneAgain(name);
        for (Mutant mutant : mutants.of(option, List.of(text), CASES, again)) {
          if (CaseRun.isRefused(mutants.spec(), mutant.one())) {
            refused++;
          } else {
            HostileLaw.isHeard(mutants.spec(), mutant, host, exceptions);
            taken++;
            if (taken % BETWEEN_LOOKS == 0) {
              HostileLaw.leftNoTraces(host);
            }
          }
        }
      }
      HostileLaw.leftNoTraces(host);
    } catch (AssertionError broken) {
      throw new AssertionError(
          "seed %d, text %d: %s%n%s".formatted(seed, tried, text, broken.getMessage()), broken);
    } finally {
      long seconds = (System.nanoTime() - started) / 1_000_000_000L;
      report(mutants.spec().name(), name, seed, count, tried, refused, taken, seconds);
    }
  }

  private static void report(Object... columns) throws IOException {
    List<String> words = List.of(columns).stream().map(String::valueOf).toList();
    Files.writeString(
        REPORT,
        String.join("\t", words) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
