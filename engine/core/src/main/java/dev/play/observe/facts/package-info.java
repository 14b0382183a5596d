/** Facts about a host, from one shell script. */
@NullMarked
package dev.play.observe.facts;

import org.jspecify.annotations.NullMarked;
