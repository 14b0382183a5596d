package dev.play.transport.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * A TCP socket that acknowledges at once while a connection is set up. sshd leaves Nagle's
 * algorithm on until the first command has started, and together with our delayed acknowledgements
 * that costs 40 ms a step.
 */
final class PromptSocket extends Socket {
  /** Reads after which the connection is warm. */
  private static final int SETTING_UP = 200;

  PromptSocket() throws IOException {
    setTcpNoDelay(true);
    setKeepAlive(true);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream in = super.getInputStream();
    if (!supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      return in;
    }
    return new FilterInputStream(in) {
      private int reads;

      @Override
      public int read() throws IOException {
        acknowledge();
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        acknowledge();
        return super.read(bytes, offset, length);
      }

      /** The kernel forgets it again, so it is asked each time. */
      private void acknowledge() throws IOException {
        if (reads < SETTING_UP) {
          reads++;
          setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
      }
    };
  }
}
