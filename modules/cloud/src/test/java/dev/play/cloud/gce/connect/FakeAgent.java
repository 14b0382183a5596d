package dev.play.cloud.gce.connect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** An SSH agent with one key, as its list goes (draft-ietf-sshm-ssh-agent, 4.2). */
final class FakeAgent implements AutoCloseable {
  private static final byte[] BLOB = text(text(new byte[0], "ssh-ed25519"), "no key at all");

  /** As {@code TYPE BASE64}. */
  static final String KEY = "ssh-ed25519 " + Base64.getEncoder().encodeToString(BLOB);

  private final Path socket;
  private final ServerSocketChannel server;

  FakeAgent(Path socket) throws IOException {
    this.socket = socket;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  Path socket() {
    return socket;
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel caller = server.accept()) {
        DataInputStream in = new DataInputStream(Channels.newInputStream(caller));
        byte[] request = in.readNBytes(in.readInt());
        byte[] list =
            ByteBuffer.allocate(5 + 4 + BLOB.length + 4)
                .put((byte) (request[0] == 11 ? 12 : 5))
                .putInt(1)
                .putInt(BLOB.length)
                .put(BLOB)
                .putInt(0)
                .array();
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(caller));
        out.writeInt(list.length);
        out.write(list);
        out.flush();
      } catch (IOException e) {
        continue; // a caller that has gone, or the end
      }
    }
  }

  private static byte[] text(byte[] before, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(before.length + 4 + bytes.length)
        .put(before)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
