package dev.play.module;

/** A text that must not be shown. {@code toString} does not tell it; {@link #reveal} does. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "********";
  }
}
