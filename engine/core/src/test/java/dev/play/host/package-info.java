/** What the vocabulary of probes and effects promises. */
@org.jspecify.annotations.NullMarked
package dev.play.host;
