package dev.play.run.live;

import dev.play.run.port.Connecting;
import dev.play.run.port.Reach;
import dev.play.variables.connect.ConnectionKeywords;
import dev.play.variables.connect.ConnectionSettings;

/** How hosts are reached, by their variables, the tasks' keywords and the command line. */
final class Ways {
  private Ways() {}

  /** Has the redactor learn the passwords that are found. */
  static ConnectionSettings settings(Reach reach, SessionHands.Parts parts) {
    Connecting said = reach.connecting();
    ConnectionSettings settings =
        ConnectionSettings.from(
            reach.host(),
            reach.scope(),
            new ConnectionKeywords(
                said.connection(),
                said.remoteUser(),
                said.port(),
                said.become(),
                said.becomeUser(),
                said.becomeMethod(),
                said.becomeFlags(),
                said.becomeExe()),
            parts.defaults(),
            parts.templates(),
            parts.home());
    settings.target().password().ifPresent(p -> parts.redactor().learn(p.reveal()));
    settings.become().flatMap(b -> b.password()).ifPresent(p -> parts.redactor().learn(p.reveal()));
    return settings;
  }
}
