package dev.play.transport.ssh.auth;

import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** One password, offered once. */
final class FixedPassword implements PasswordFinder {
  private final String password;

  FixedPassword(String password) {
    this.password = password;
  }

  @Override
  public char[] reqPassword(Resource<?> resource) {
    return password.toCharArray();
  }

  @Override
  public boolean shouldRetry(Resource<?> resource) {
    return false;
  }
}
