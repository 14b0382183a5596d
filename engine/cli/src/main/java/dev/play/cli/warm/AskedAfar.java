package dev.play.cli.warm;

import dev.play.run.port.Answer;
import dev.play.run.port.Operator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/** The person at the command line, asked from the warm process. One question at a time. */
final class AskedAfar implements Operator {
  private final Wire wire;
  private final boolean there;
  private final PrintStream out;
  private final BlockingQueue<Asked.Reply> replies;

  /**
   * Asks over the wire.
   *
   * @param out flushed before each question
   * @param replies where what comes over the wire is put
   */
  AskedAfar(Wire wire, boolean there, PrintStream out, BlockingQueue<Asked.Reply> replies) {
    this.wire = wire;
    this.there = there;
    this.out = out;
    this.replies = replies;
  }

  @Override
  public boolean isThere() {
    return there;
  }

  @Override
  public Optional<String> ask(String prompt, boolean hidden) {
    return there ? uninterrupted(new Asked.Question(prompt, hidden)).text() : Optional.empty();
  }

  @Override
  public Optional<String> line(String prompt) {
    return uninterrupted(new Asked.Line(prompt)).text();
  }

  @Override
  public Answer await(String prompt, boolean hidden, Optional<Duration> time, String ends)
      throws InterruptedException {
    if (!there) {
      return Operator.super.await(prompt, hidden, time, ends);
    }
    Asked.Reply reply = reply(new Asked.Wait(prompt, hidden, time, ends));
    if (reply.interrupted()) {
      return new Answer.Interrupted();
    }
    return reply.text().<Answer>map(Answer.Typed::new).orElseGet(Answer.Nothing::new);
  }

  @Override
  public void tell(String text) {
    if (!text.isEmpty()) {
      out.println(text);
      out.flush();
    }
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  private synchronized Asked.Reply reply(Asked asked) throws InterruptedException {
    out.flush();
    try {
      wire.send(Wire.Kind.QUESTION, Words.write(asked.words()));
    } catch (IOException e) {
      throw new UncheckedIOException("the command line is gone", e);
    }
    return replies.take();
  }

  private Asked.Reply uninterrupted(Asked asked) {
    try {
      return reply(asked);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Asked.Reply.of(Optional.empty());
    }
  }
}
