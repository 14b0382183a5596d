package dev.play.modules.gce.fake;

import java.util.function.UnaryOperator;

/**
 * The addresses that instances get, by their names.
 *
 * @param outside where they ask for a public one
 * @param inside in their network
 */
public record Addresses(UnaryOperator<String> outside, UnaryOperator<String> inside) {
  /** This machine. */
  static final Addresses HERE = new Addresses(name -> "127.0.0.1", name -> "127.0.0.1");
}
