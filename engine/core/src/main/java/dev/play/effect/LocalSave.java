package dev.play.effect;

import dev.play.effect.EffectOutcome.Ending;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Puts a file of a host's on the controller, whole or not at all. */
public final class LocalSave {
  private LocalSave() {}

  public static EffectOutcome carryOut(Effect.SaveLocally save) {
    try {
      Path target = save.path().toAbsolutePath();
      Path directory =
          java.util.Objects.requireNonNull(target.getParent(), "a file has a directory");
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, ".play-", ".part");
      try {
        Files.write(temporary, save.content().bytes());
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return outcome(save, Ending.DONE, 0, "");
    } catch (IOException e) {
      return outcome(save, Ending.FAILED, 1, "cannot write " + save.path() + ": " + e.getMessage());
    }
  }

  private static EffectOutcome outcome(
      Effect.SaveLocally save, Ending ending, int status, String words) {
    return new EffectOutcome(
        save, ending, new CommandOutput(status, Blob.of(""), Blob.of(words)), 0, 0, Map.of());
  }
}
