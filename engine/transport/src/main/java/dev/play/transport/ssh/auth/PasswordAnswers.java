package dev.play.transport.ssh.auth;

import java.util.List;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

/** Answers a keyboard-interactive log-in's hidden questions with the password, once. */
final class PasswordAnswers implements ChallengeResponseProvider {
  private final String password;
  private boolean answered;

  PasswordAnswers(String password) {
    this.password = password;
  }

  @Override
  public List<String> getSubmethods() {
    return List.of();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void init(Resource resource, String name, String instruction) {}

  @Override
  public char[] getResponse(String prompt, boolean echo) {
    if (echo || answered) {
      return new char[0];
    }
    answered = true;
    return password.toCharArray();
  }

  @Override
  public boolean shouldRetry() {
    return false;
  }
}
