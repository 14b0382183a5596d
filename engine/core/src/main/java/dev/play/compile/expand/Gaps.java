package dev.play.compile.expand;

/**
 * Whether parts of the plays could not be had: roles or files that are not there, modules that
 * nobody knows. Checks of what is defined keep silence then. Not thread-safe.
 */
final class Gaps {
  private boolean any;

  void note() {
    any = true;
  }

  boolean any() {
    return any;
  }
}
