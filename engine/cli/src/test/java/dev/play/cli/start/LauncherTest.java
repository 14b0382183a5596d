package dev.play.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code play}, beside jars that are none and a Java that notes what it was asked for.
 */
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          */Prepare.java) echo prepare >> "$NOTES" ;;
          -XX:AOTCacheOutput=*) echo train >> "$NOTES"; [ -n "$UNTRAINABLE" ] || : > "${argument#*=}" ;;
          -XX:AOTCache=*) echo cache >> "$NOTES" ;;
          dev.play.cli.Main) echo main >> "$NOTES" ;;
        esac
      done
      """;

  @TempDir private Path home = Path.of(".");
  private Path jars;
  private String untrainable = "";

  @BeforeEach
  void aBuiltPlay() throws IOException {
    Files.copy(Path.of("../../play"), home.resolve("play"));
    assertThat(home.resolve("play").toFile().setExecutable(true)).isTrue();
    jars = Files.createDirectories(home.resolve("engine/cli/target/lib"));
    Files.createDirectories(home.resolve("modules"));
    Files.writeString(home.resolve("pom.xml"), "");
    Path jdk = home.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    for (String tool : List.of("java", "javac")) {
      Files.writeString(jdk.resolve("bin").resolve(tool), JAVA);
      assertThat(jdk.resolve("bin").resolve(tool).toFile().setExecutable(true)).isTrue();
    }
    jar(jars.resolve("play-core.jar"));
    jar(jars.resolveSibling("play-cli.jar"));
  }

  /** Newer than all that is there, as one that Maven has just built. */
  private static void jar(Path jar) throws IOException {
    Files.writeString(jar, "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
  }

  /** What Java was asked for, in order. */
  private List<String> started() throws IOException, InterruptedException {
    Path notes = home.resolve("notes");
    Files.deleteIfExists(notes);
    ProcessBuilder play =
        new ProcessBuilder(home.resolve("play").toString(), "doc").redirectErrorStream(true);
    play.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    play.environment().put("NOTES", notes.toString());
    play.environment().put("UNTRAINABLE", untrainable);
    // A listener for the training would want an account that may log in.
    play.environment().put("PATH", home.resolve("jdk/bin") + ":/usr/bin:/bin");
    Process process = play.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Files.readAllLines(notes);
  }

  private void andTimePasses() throws IOException {
    Instant past = Instant.now().minusSeconds(60);
    for (Path file :
        List.of(
            home.resolve("pom.xml"),
            home.resolve("engine"),
            jars.resolve("play-core.jar"),
            jars.resolveSibling("play-cli.jar"))) {
      Files.setLastModifiedTime(file, FileTime.from(past));
    }
  }

  @Test
  void jarsThatMavenBuiltAreReadiedByTheFirstStartOnly() throws Exception {
    andTimePasses();

    assertThat(started()).containsExactly("prepare", "train", "cache", "main");
    assertThat(started()).containsExactly("cache", "main");
  }

  @Test
  void aJarThatWasBuiltAnewIsReadiedAnew() throws Exception {
    andTimePasses();
    started();
    jar(jars.resolve("play-core.jar"));

    assertThat(started()).startsWith("prepare", "train");
  }

  @Test
  void whereNothingCanBeRememberedItIsNotTriedByEachStart() throws Exception {
    andTimePasses();
    untrainable = "yes";

    assertThat(started()).containsExactly("prepare", "train", "main");
    assertThat(started()).containsExactly("main");
  }

  @Test
  void aFreshCloneIsBuiltFirst() throws Exception {
    Path cli = home.resolve("engine/cli/target");
    Files.delete(jars.resolve("play-core.jar"));
    Files.delete(cli.resolve("play-cli.jar"));
    Files.delete(jars);
    Files.delete(cli);
    Path maven = home.resolve("jdk/bin/mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo maven >> "$NOTES"
        mkdir -p engine/cli/target/lib
        : > engine/cli/target/play-cli.jar
        """);
    assertThat(maven.toFile().setExecutable(true)).isTrue();

    assertThat(started()).containsExactly("maven", "prepare", "train", "cache", "main");
  }
}
