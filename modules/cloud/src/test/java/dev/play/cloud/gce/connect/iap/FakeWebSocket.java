package dev.play.cloud.gce.connect.iap;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's side of one WebSocket (RFC 6455). */
final class FakeWebSocket {
  private static final int CRUMB = 7;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final FakeRelay.Faults faults;
  private final List<String> violations;

  private FakeWebSocket(
      Socket socket, DataInputStream in, FakeRelay.Faults faults, List<String> violations)
      throws IOException {
    this.socket = socket;
    this.in = in;
    this.out = socket.getOutputStream();
    this.faults = faults;
    this.violations = violations;
  }

  static FakeWebSocket accept(
      Socket socket,
      DataInputStream in,
      Map<String, String> headers,
      FakeRelay.Faults faults,
      List<String> violations)
      throws IOException {
    String key = headers.get("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    String accept;
    try {
      accept =
          Base64.getEncoder()
              .encodeToString(
                  MessageDigest.getInstance("SHA-1")
                      .digest(key.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
    FakeWebSocket web = new FakeWebSocket(socket, in, faults, violations);
    web.out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: relay.tunnel.cloudproxy.app\r\nSec-WebSocket-Accept: "
                + accept
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return web;
  }

  static void refuse(Socket socket, int status) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** The next message; null where the client closes. */
  @Nullable ByteBuffer read() throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      long length = second & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      if ((second & 0x80) == 0) {
        violations.add("a frame without a mask");
      }
      byte[] mask = new byte[4];
      in.readFully(mask);
      byte[] body = new byte[Math.toIntExact(length)];
      in.readFully(body);
      for (int i = 0; i < body.length; i++) {
        body[i] ^= mask[i & 3];
      }
      switch (first) {
        case 0x82 -> {
          return ByteBuffer.wrap(body);
        }
        case 0x88 -> {
          return null;
        }
        case 0x89 -> frame(0x8a, body, 0, body.length);
        default -> violations.add("a frame that begins with " + first);
      }
    }
  }

  synchronized void send(ByteBuffer message) throws IOException {
    if (faults.unknownTags) {
      whole(new byte[] {0, 99, 1, 2, 3});
    }
    whole(Arrays.copyOf(message.array(), message.remaining()));
  }

  private void whole(byte[] bytes) throws IOException {
    if (!faults.crumbs) {
      frame(0x82, bytes, 0, bytes.length);
      return;
    }
    for (int at = 0; at < bytes.length; at += CRUMB) {
      boolean last = at + CRUMB >= bytes.length;
      frame((at == 0 ? 2 : 0) | (last ? 0x80 : 0), bytes, at, Math.min(CRUMB, bytes.length - at));
    }
  }

  synchronized void close(int code, String reason) throws IOException {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words);
    frame(0x88, body.array(), 0, body.capacity());
    socket.shutdownOutput();
  }

  /** Without a word, and with all that is under way lost. */
  void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private void frame(int first, byte[] body, int offset, int length) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
    if (length < 126) {
      head.put((byte) length);
    } else if (length < 1 << 16) {
      head.put((byte) 126).putShort((short) length);
    } else {
      head.put((byte) 127).putLong(length);
    }
    byte[] all = Arrays.copyOf(head.array(), head.position() + length);
    System.arraycopy(body, offset, all, head.position(), length);
    out.write(all);
  }
}
