package dev.play.run.port;

import java.util.random.RandomGenerator;

/**
 * Names a job on its host.
 *
 * @param id {@code j}, digits, a point, digits: as Ansible's users and their scripts expect
 * @param directory where jobs are kept; a leading {@code ~} is the home of who runs it
 */
public record JobId(String id, String directory) {
  /** Where jobs are kept unless {@code ansible_async_dir} says otherwise. */
  public static final String USUAL_DIRECTORY = "~/.ansible_async";

  /** One that no other job has. */
  public static JobId fresh(RandomGenerator random, String directory) {
    return new JobId(
        "j%012d.%d".formatted(random.nextLong(1_000_000_000_000L), random.nextInt(1, 1_000_000)),
        directory);
  }

  /** Whether a text can be a job's name: nothing that would lead out of the directory. */
  public static boolean isValid(String id) {
    return id.matches("[A-Za-z0-9_.-]+") && !id.startsWith(".");
  }

  /** The file that a result calls {@code results_file}. */
  public String file() {
    return directory + "/" + id;
  }
}
