package dev.play.transport.shell;

/** Takes bytes as they come. Called by one thread at a time. */
interface Sink {
  void accept(byte[] bytes, int length);

  Sink NOWHERE = (bytes, length) -> {};
}
