package dev.play.transport.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connected socket over two streams: a channel through a bastion, or a command's. */
final class StreamSocket extends Socket {
  private final InputStream in;
  private final OutputStream out;
  private final Runnable onClose;
  private volatile boolean closed;

  StreamSocket(InputStream in, OutputStream out, Runnable onClose) {
    // Closing a channel's input while data arrives kills the connection it belongs to.
    this.in =
        new FilterInputStream(in) {
          @Override
          public void close() {}
        };
    this.out = out;
    this.onClose = onClose;
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void setSoTimeout(int millis) {}

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }
}
