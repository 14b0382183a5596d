package dev.play.cloud.gce.connect.iap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A WebSocket (RFC 6455) for binary messages, over blocking sockets. The JDK's own (Java 25) does
 * not come about where a server sends much right behind its answer, as a relay does that goes on
 * with a connection.
 */
final class WebSocketClient implements AutoCloseable {
  /** Hears what the server sends, on one thread; the server is read from no faster than it does. */
  interface Listener {
    void message(ByteBuffer whole);

    void closed(int code, String reason);

    void lost(String why);
  }

  /** The server has answered, but not with a WebSocket. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      super("HTTP " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL = 0x80;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** A message carries 16 KiB and a little. */
  private static final int LONGEST = 1 << 20;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final SecureRandom random = new SecureRandom();

  private WebSocketClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    this.out = socket.getOutputStream();
  }

  /**
   * Connects and agrees on a WebSocket.
   *
   * @param headers further ones, without newlines
   * @param limit for all of it
   * @throws Refused where the server answers otherwise
   */
  static WebSocketClient open(URI uri, Map<String, String> headers, Duration limit)
      throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(Math.max(1, limit.toMillis()));
      boolean tls = uri.getScheme().equals("wss");
      int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(uri.getHost(), port), millis);
      socket.setSoTimeout(millis);
      Socket through = tls ? secured(socket, uri.getHost(), port) : socket;
      WebSocketClient client = new WebSocketClient(through);
      client.shakeHands(uri, headers);
      through.setSoTimeout(0);
      return client;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private void shakeHands(URI uri, Map<String, String> headers) throws IOException {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    StringBuilder request = new StringBuilder();
    request.append("GET ").append(uri.getRawPath()).append('?').append(uri.getRawQuery());
    request.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority());
    request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
    request.append("\r\nSec-WebSocket-Key: ").append(key).append("\r\n");
    headers.forEach((n, v) -> request.append(n).append(": ").append(v).append("\r\n"));
    out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    String[] answer = line().split(" ");
    int status = answer.length > 1 && answer[1].matches("\\d{3}") ? Integer.parseInt(answer[1]) : 0;
    if (status != 101) {
      throw new Refused(status);
    }
    String accepted = "";
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-accept:")) {
        accepted = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    if (!accepted.equals(digest(key + MAGIC))) {
      throw new IOException("the server does not speak WebSocket");
    }
  }

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
      if (line.length() > 1 << 14) {
        throw new IOException("the server's answer has no end");
      }
    }
    return line.toString();
  }

  /** Begins to read, on a thread of its own. */
  void begin(Listener listener) {
    Thread.ofVirtual().name("iap-reader").start(() -> listen(listener));
  }

  private void listen(Listener listener) {
    ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    try {
      while (true) {
        int head = in.readUnsignedByte();
        byte[] body = body();
        switch (head & 0xf) {
          case 0, BINARY -> {
            fragments.writeBytes(body);
            if (fragments.size() > LONGEST) {
              throw new IOException("it sent a message without end");
            }
            if ((head & FINAL) != 0) {
              listener.message(ByteBuffer.wrap(fragments.toByteArray()));
              fragments.reset();
            }
          }
          case PING -> send(PONG, body);
          case PONG -> {}
          case CLOSE -> {
            ByteBuffer why = ByteBuffer.wrap(body);
            int code = body.length < 2 ? 1005 : why.getShort() & 0xffff;
            listener.closed(code, StandardCharsets.UTF_8.decode(why).toString());
            return;
          }
          default -> throw new IOException("it sent a frame of kind " + (head & 0xf));
        }
      }
    } catch (IOException e) {
      listener.lost(e.getMessage() == null ? "it was cut" : e.getMessage());
    }
  }

  private byte[] body() throws IOException {
    int length = in.readUnsignedByte();
    long count =
        switch (length) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> length;
        };
    if (count < 0 || count > LONGEST) {
      throw new IOException("it sent a frame of " + count + " bytes");
    }
    byte[] body = new byte[(int) count];
    in.readFully(body);
    return body;
  }

  /** Sends a binary message. */
  void send(ByteBuffer message) throws IOException {
    byte[] body = new byte[message.remaining()];
    message.get(body);
    send(BINARY, body);
  }

  private synchronized void send(int kind, byte[] body) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(14 + body.length).put((byte) (FINAL | kind));
    if (body.length < 126) {
      frame.put((byte) (0x80 | body.length));
    } else if (body.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) body.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(body.length);
    }
    byte[] mask = new byte[4];
    random.nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < body.length; i++) {
      frame.put((byte) (body[i] ^ mask[i & 3]));
    }
    out.write(frame.array(), 0, frame.position());
  }

  /** Ends it without a word; who reads or writes hears of it. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It has gone already.
    }
  }
}
