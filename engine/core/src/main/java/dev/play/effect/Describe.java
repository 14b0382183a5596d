package dev.play.effect;

import dev.play.host.Effect;

/** An effect in a few words. */
public final class Describe {
  private Describe() {}

  /** Reads after a verb: "writing /etc/motd". */
  public static String inWords(Effect effect) {
    return switch (effect) {
      case Effect.WriteFile w -> "writing " + w.path();
      case Effect.CopyFile c -> "copying " + c.from() + " to " + c.to();
      case Effect.SetAttributes s -> "setting attributes of " + s.path();
      case Effect.MakeDirectory d -> "making the directory " + d.path();
      case Effect.Link l -> "linking " + l.path() + " to " + l.target();
      case Effect.Remove r -> "removing " + r.path();
      case Effect.Run r -> r.why();
      case Effect.SaveLocally s -> "saving " + s.path();
      case Effect.Reconnect r -> r.why();
      case Effect.Call c -> c.why();
    };
  }
}
