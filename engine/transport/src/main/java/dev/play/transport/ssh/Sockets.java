package dev.play.transport.ssh;

import dev.play.transport.local.LocalLauncher;
import dev.play.transport.shell.ShellProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** Opens the way to sshd. */
final class Sockets {
  private Sockets() {}

  /** TCP, to the first of the host's addresses that answers. */
  static Socket direct(String host, int port, Duration limit) throws IOException {
    InetAddress[] addresses = addresses(host);
    int each = Math.toIntExact(Math.max(1000, limit.toMillis() / addresses.length));
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new PromptSocket();
      try {
        socket.connect(new InetSocketAddress(address, port), each);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private static InetAddress[] addresses(String host) throws IOException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("there is no address for the name " + host, e);
    }
  }

  /** Through a bastion: a direct-tcpip channel (RFC 4254, section 7.2). */
  static Socket through(SSHClient bastion, String host, int port) throws IOException {
    DirectConnection channel = bastion.newDirectConnection(host, port);
    return new StreamSocket(
        channel.getInputStream(),
        channel.getOutputStream(),
        () -> Thread.ofVirtual().start(() -> closeQuietly(channel)));
  }

  private static void closeQuietly(DirectConnection channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The bastion has gone: so has the channel.
    }
  }

  /** The streams of a command (ProxyCommand). What it says on stderr goes nowhere. */
  static Socket command(String command, Map<String, String> environment, Duration limit) {
    ShellProcess process =
        new LocalLauncher(List.of("/bin/sh", "-c"), environment, limit).start("exec " + command);
    Thread.ofPlatform().daemon().name("proxy-stderr").start(() -> drain(process.stderr()));
    return new StreamSocket(process.stdout(), process.stdin(), process::close);
  }

  private static void drain(InputStream in) {
    try {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The process has gone.
    }
  }
}
