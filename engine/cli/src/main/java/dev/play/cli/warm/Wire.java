package dev.play.cli.warm;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Messages between a command line and the warm process: a byte that says the kind, the body's
 * length as four bytes, and the body. Any thread may send; one may receive.
 */
final class Wire implements Closeable {
  /** More than any message needs: what claims to be longer is none of ours. */
  private static final int LONGEST = 64 << 20;

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;

  Wire(SocketChannel channel) {
    this.channel = channel;
    this.in = new DataInputStream(Channels.newInputStream(channel));
    this.out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  /**
   * To the process that listens there.
   *
   * @throws IOException when none does
   */
  static Wire to(Path socket) throws IOException {
    return new Wire(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  /** What a message is about. */
  enum Kind {
    /** From the command line: a {@link Request}. */
    BEGIN,
    /** From the command line: the process may end. */
    STOP,
    /** From the command line: it is being ended from outside. */
    INTERRUPT,
    /** From the command line: an {@link Asked.Reply}. */
    ANSWER,
    /** The request will be done here. */
    TAKEN,
    /** The request cannot be done here, and nothing has been. */
    NOT_HERE,
    /** For the standard output. */
    OUT,
    /** For the standard error output. */
    ERR,
    /** An {@link Asked} for the person at the command line. */
    QUESTION,
    /** The end, with the exit status in one byte. */
    EXIT
  }

  /** One of them. */
  record Message(Kind kind, byte[] body) {}

  void send(Kind kind, byte... body) throws IOException {
    byte[] all = new byte[body.length + 5];
    all[0] = (byte) kind.ordinal();
    for (int i = 0; i < Integer.BYTES; i++) {
      all[1 + i] = (byte) (body.length >>> (8 * (3 - i)));
    }
    System.arraycopy(body, 0, all, 5, body.length);
    synchronized (out) {
      out.write(all);
      out.flush();
    }
  }

  /** The next message; empty when the other side has gone. */
  Optional<Message> receive() throws IOException {
    int kind = in.read();
    if (kind < 0) {
      return Optional.empty();
    }
    int length = in.readInt();
    if (kind >= Kind.values().length || length < 0 || length > LONGEST) {
      throw new IOException("not a message of play's");
    }
    byte[] body = new byte[length];
    try {
      in.readFully(body);
    } catch (EOFException e) {
      return Optional.empty();
    }
    return Optional.of(new Message(Kind.values()[kind], body));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
