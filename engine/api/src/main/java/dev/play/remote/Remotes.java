package dev.play.remote;

import dev.play.host.Effect;
import dev.play.value.Value;
import java.util.Optional;

/** The things of one service. Used by many threads. */
public interface Remotes extends AutoCloseable {
  /**
   * What the API says of a thing, empty where there is none.
   *
   * @throws dev.play.host.HostException where it does not say: what was asked, what came of it and
   *     what to do
   */
  Optional<Value.Dict> read(Remote thing);

  /**
   * Makes a request that changes something, and waits until it has.
   *
   * @throws dev.play.host.HostException where it fails
   */
  Reply call(Effect.Call call);

  /** How a request ended. */
  sealed interface Reply {
    /** It is so now. */
    record Done() implements Reply {}

    /**
     * The thing is not what the request supposes: made, changed or gone meanwhile. Nothing was
     * done.
     *
     * @param why in the service's words
     */
    record Overtaken(String why) implements Reply {}
  }

  /** Gives up what it holds. */
  @Override
  void close();
}
