package dev.play.connection;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A stream of bytes to a host's port and back. Reading and writing are done by a thread each, and
 * {@link #close} may come from any, also while these wait.
 */
public interface Passage extends AutoCloseable {
  /** What the host says; ends where the host has closed. */
  InputStream input();

  /** To the host; what was written is on its way. */
  OutputStream output();

  @Override
  void close();
}
