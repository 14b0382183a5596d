package dev.play.transport.ssh.auth;

import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;

/**
 * Public-key authentication (RFC 4252, section 7) without first asking whether the key would do.
 */
final class SignAtOnce extends KeyedAuthMethod {
  SignAtOnce(KeyProvider key) {
    super("publickey", key);
  }

  @Override
  public void request() throws UserAuthException, TransportException {
    params.getTransport().write(putSig(putPubKey(buildReq().putBoolean(true))));
  }
}
