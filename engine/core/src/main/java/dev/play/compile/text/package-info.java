/** YAML nodes as compiled texts, and what can be evaluated before any host is known. */
@NullMarked
package dev.play.compile.text;

import org.jspecify.annotations.NullMarked;
