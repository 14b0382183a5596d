package dev.play.cloud.gce.connect.login;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The public parts of the keys that an SSH agent holds (draft-ietf-sshm-ssh-agent). */
final class AgentKeys {
  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int MOST_BYTES = 1 << 20;

  private AgentKeys() {}

  /**
   * Those of the agent at SSH_AUTH_SOCK, as {@code TYPE BASE64}; none where there is no agent, or
   * it does not tell.
   */
  static List<String> of(Map<String, String> environment) {
    String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
    if (socket.isEmpty()) {
      return List.of();
    }
    try {
      return keys(asked(Path.of(socket)));
    } catch (IOException | BufferUnderflowException e) {
      // Gone, or no agent: its keys are not what we log in with either.
      return List.of();
    }
  }

  private static ByteBuffer asked(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
      out.writeInt(1);
      out.writeByte(REQUEST_IDENTITIES);
      out.flush();
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      int length = in.readInt();
      if (length < 1 || length > MOST_BYTES || in.readUnsignedByte() != IDENTITIES_ANSWER) {
        throw new IOException("this is no agent's answer");
      }
      return ByteBuffer.wrap(in.readNBytes(length - 1));
    }
  }

  private static List<String> keys(ByteBuffer answer) throws IOException {
    List<String> keys = new ArrayList<>();
    for (int left = answer.getInt(); left > 0; left--) {
      byte[] blob = bytes(answer);
      bytes(answer); // its comment
      String type = new String(bytes(ByteBuffer.wrap(blob)), StandardCharsets.US_ASCII);
      keys.add(type + " " + Base64.getEncoder().encodeToString(blob));
    }
    return keys;
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
