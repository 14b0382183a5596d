package dev.play.transport.ssh.auth;

import dev.play.transport.ssh.hostkey.HostKey;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Speaks to an SSH agent over its socket (draft-ietf-sshm-ssh-agent). */
final class Agent {
  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_512 = 4;
  private static final int MOST_BYTES = 1 << 20;

  private final Path socket;

  Agent(Path socket) {
    this.socket = socket;
  }

  /**
   * A key that the agent holds.
   *
   * @param blob in SSH's encoding
   */
  record Identity(byte[] blob, String comment) {
    HostKey key() {
      return HostKey.of(blob);
    }

    /** The algorithm to sign with: SHA-1 signatures of RSA keys are refused everywhere by now. */
    String algorithm() {
      return isRsa() ? "rsa-sha2-512" : key().type();
    }

    boolean isRsa() {
      return key().type().equals("ssh-rsa");
    }
  }

  List<Identity> identities() throws IOException {
    ByteBuffer answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER);
    List<Identity> identities = new ArrayList<>();
    for (int left = answer.getInt(); left > 0; left--) {
      byte[] blob = bytes(answer);
      identities.add(new Identity(blob, new String(bytes(answer), StandardCharsets.UTF_8)));
    }
    return identities;
  }

  /** Returns the signature in SSH's encoding, its algorithm's name first. */
  byte[] sign(Identity identity, byte[] data) throws IOException {
    ByteBuffer request = ByteBuffer.allocate(1 + 4 + identity.blob().length + 4 + data.length + 4);
    request.put((byte) SIGN_REQUEST);
    request.putInt(identity.blob().length).put(identity.blob());
    request.putInt(data.length).put(data);
    request.putInt(identity.isRsa() ? RSA_SHA2_512 : 0);
    return bytes(ask(request.array(), SIGN_RESPONSE));
  }

  private ByteBuffer ask(byte[] request, int expected) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
      out.writeInt(request.length);
      out.write(request);
      out.flush();
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      int length = in.readInt();
      if (length < 1 || length > MOST_BYTES) {
        throw new IOException("the agent's answer has " + length + " bytes");
      }
      int type = in.readUnsignedByte();
      byte[] body = in.readNBytes(length - 1);
      if (type != expected) {
        throw new IOException("the agent refused");
      }
      return ByteBuffer.wrap(body);
    }
  }

  private static byte[] bytes(ByteBuffer from) throws IOException {
    int length = from.getInt();
    if (length < 0 || length > from.remaining()) {
      throw new IOException("the agent's answer is cut short");
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}
