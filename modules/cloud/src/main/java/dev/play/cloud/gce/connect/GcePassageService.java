package dev.play.cloud.gce.connect;

import dev.play.connection.PassageService;
import dev.play.connection.Passages;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code play_passage: gce}; also in place of {@code gcloud compute start-iap-tunnel}. */
public final class GcePassageService implements PassageService {
  static final String NAME = "gce";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Map<String, String>> inPlaceOf(
      String proxyCommand, Map<String, String> environment) {
    return IapCommand.read(proxyCommand, environment);
  }

  @Override
  public Passages open(Map<String, String> environment, Path directory) {
    return GcePassages.standard(environment, directory);
  }
}
