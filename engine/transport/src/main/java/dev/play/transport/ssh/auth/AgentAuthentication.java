package dev.play.transport.ssh.auth;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Public-key authentication with a key that stays in the agent. */
final class AgentAuthentication extends AbstractAuthMethod {
  private final Agent agent;
  private final Agent.Identity identity;

  AgentAuthentication(Agent agent, Agent.Identity identity) {
    super("publickey");
    this.agent = agent;
    this.identity = identity;
  }

  @Override
  public void request() throws UserAuthException, TransportException {
    SSHPacket request =
        buildReq().putBoolean(true).putString(identity.algorithm()).putBytes(identity.blob());
    byte[] data =
        new Buffer.PlainBuffer()
            .putBytes(params.getTransport().getSessionID())
            .putBuffer(request)
            .getCompactData();
    try {
      request.putBytes(agent.sign(identity, data));
    } catch (IOException e) {
      throw new UserAuthException("the agent did not sign: " + e.getMessage(), e);
    }
    params.getTransport().write(request);
  }
}
