package dev.play.cloud.gce.connect;

import com.google.auth.oauth2.GoogleCredentials;
import dev.play.cloud.gce.GoogleAuth;
import dev.play.cloud.gce.GoogleSignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs in when a token is first needed, once for each way. */
final class SignedIn {
  private final Map<String, String> environment;
  private final Path directory;
  private final Map<GoogleAuth, GoogleCredentials> credentials = new ConcurrentHashMap<>();

  SignedIn(Map<String, String> environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
  }

  String token(GoogleAuth auth) throws IOException {
    GoogleCredentials signedIn = credentials(auth);
    signedIn.refreshIfExpired();
    return signedIn.getAccessToken().getTokenValue();
  }

  GoogleCredentials credentials(GoogleAuth auth) {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    return credentials.computeIfAbsent(
        auth, who -> new GoogleSignIn(environment, home, directory).credentials(who));
  }
}
