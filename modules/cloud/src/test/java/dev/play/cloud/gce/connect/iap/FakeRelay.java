package dev.play.cloud.gce.connect.iap;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Google's relay as its client sees it: RFC 6455 over plain sockets, and behind it a port of this
 * machine. It writes down whatever a client does that the protocol does not allow.
 */
public final class FakeRelay implements AutoCloseable {
  /** What goes wrong. */
  public static final class Faults {
    /** The WebSocket is cut after each so many bytes to the client; 0 for never. */
    public volatile long dropEvery;

    /** Reconnecting is answered by this HTTP status; 0 for not. */
    public volatile int refuseReconnect;

    /** Reconnecting is closed by this code at first, so often. */
    public volatile int inUse;

    /** Connecting is closed by this code; 0 for not. */
    public volatile int closeWith;

    /** Connecting is answered by this HTTP status; 0 for not. */
    public volatile int answer;

    /** Acknowledges more than it got. */
    public volatile boolean wrongAck;

    /** Everything to the client goes in fragments of a few bytes. */
    public volatile boolean crumbs;

    /** Says nothing at all once the WebSocket is open. */
    public volatile boolean silent;

    /** Sends a message with a tag that nobody knows before each other one. */
    public volatile boolean unknownTags;
  }

  public final Faults faults = new Faults();
  final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, FakeRelaySession> sessions = new ConcurrentHashMap<>();
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private final ServerSocket server;
  private final String backendHost;
  private final int backendPort;
  private final String token;

  /**
   * @param backendPort where what the client reaches listens
   * @param token the only one that is taken
   */
  public FakeRelay(String backendHost, int backendPort, String token) throws IOException {
    this.backendHost = backendHost;
    this.backendPort = backendPort;
    this.token = token;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/v4");
  }

  /** What clients did that they must not, none where all is well. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** The requests, path and query. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in =
          new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
      String[] first = line(in).split(" ");
      requests.add(first[1]);
      Map<String, String> headers = headers(in);
      URI asked = URI.create(first[1]);
      Map<String, String> query = query(asked.getRawQuery());
      boolean again = asked.getPath().equals("/v4/reconnect");
      check(first, headers, query, again);
      int refusal = again ? faults.refuseReconnect : faults.answer;
      if (!("Bearer " + token).equals(headers.get("authorization"))) {
        refusal = 401;
      }
      if (refusal != 0) {
        FakeWebSocket.refuse(socket, refusal);
        return;
      }
      FakeWebSocket web = FakeWebSocket.accept(socket, in, headers, faults, violations);
      talk(web, query, again);
    } catch (IOException e) {
      // The client has gone, or the test's fault has cut it off.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private void talk(FakeWebSocket web, Map<String, String> query, boolean again)
      throws IOException {
    if (again) {
      FakeRelaySession session = sessions.get(query.get("sid"));
      if (session == null) {
        web.close(4001, "unknown");
      } else if (faults.inUse > 0) {
        faults.inUse--;
        web.close(4002, "in use");
      } else {
        session.goOn(web, Long.parseLong(query.get("ack")));
      }
    } else if (faults.closeWith != 0) {
      web.close(faults.closeWith, "");
    } else if (faults.silent) {
      web.read();
    } else {
      String sid = "sid-" + sessions.size() + "/=+";
      FakeRelaySession session =
          new FakeRelaySession(new Socket(backendHost, backendPort), faults, violations);
      sessions.put(sid, session);
      session.begin(web, sid);
    }
  }

  private void check(
      String[] first, Map<String, String> headers, Map<String, String> query, boolean again) {
    List<String> wanted =
        again
            ? List.of("ack", "newWebsocket", "sid", "zone")
            : List.of("instance", "interface", "newWebsocket", "port", "project", "zone");
    expect("GET", first[0]);
    expect("query " + wanted, "query " + List.copyOf(new TreeSet<>(query.keySet())));
    expect("True", String.valueOf(query.get("newWebsocket")));
    expect("bot:iap-tunneler", String.valueOf(headers.get("origin")));
    expect("relay.tunnel.cloudproxy.app", String.valueOf(headers.get("sec-websocket-protocol")));
    expect("13", String.valueOf(headers.get("sec-websocket-version")));
    expect("websocket", String.valueOf(headers.get("upgrade")).toLowerCase(Locale.ROOT));
  }

  private void expect(String wanted, String got) {
    if (!wanted.equals(got)) {
      violations.add("not " + wanted + " but " + got);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder out = new StringBuilder();
    int c;
    while ((c = in.readUnsignedByte()) != '\n') {
      if (c != '\r') {
        out.append((char) c);
      }
    }
    return out.toString();
  }

  private static Map<String, String> headers(DataInputStream in) throws IOException {
    Map<String, String> out = new TreeMap<>();
    String line;
    while (!(line = line(in)).isEmpty()) {
      int colon = line.indexOf(':');
      out.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return out;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> out = new HashMap<>();
    for (String part : text.split("&")) {
      int equals = part.indexOf('=');
      out.put(
          part.substring(0, equals),
          URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    server.close();
    sessions.values().forEach(FakeRelaySession::close);
    for (Socket socket : List.copyOf(open)) {
      socket.close();
    }
  }
}
