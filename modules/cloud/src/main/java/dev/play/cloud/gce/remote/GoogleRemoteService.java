package dev.play.cloud.gce.remote;

import dev.play.remote.RemoteService;
import dev.play.remote.Remotes;
import java.nio.file.Path;
import java.util.Map;

/** Finds {@link GoogleRemotes}. */
public final class GoogleRemoteService implements RemoteService {
  @Override
  public String name() {
    return "google";
  }

  @Override
  public Remotes open(Map<String, String> environment, Path home, Path directory) {
    return GoogleRemotes.standard(environment, home, directory);
  }
}
