package dev.play.cloud.gce.remote;

import dev.play.cloud.gce.Patience;
import dev.play.remote.RemoteService;
import dev.play.remote.Remotes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** Google's service as it is, but that pauses pass at once. */
public final class QuickRemotes implements RemoteService {
  private final Patience patience;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  public QuickRemotes() {
    this(Duration.ofSeconds(30));
  }

  /**
   * @param each how long an answer may take
   */
  public QuickRemotes(Duration each) {
    patience = new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(4), each);
  }

  @Override
  public String name() {
    return "google";
  }

  @Override
  public Remotes open(Map<String, String> environment, Path home, Path directory) {
    return new GoogleRemotes(
        environment,
        home,
        directory,
        patience,
        time -> now.updateAndGet(i -> i.plus(time)),
        new Random(1),
        now::get);
  }
}
