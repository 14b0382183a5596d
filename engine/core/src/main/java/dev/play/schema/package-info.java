/** What a module takes, read from its record; argument checking, binding and documentation. */
@NullMarked
package dev.play.schema;

import org.jspecify.annotations.NullMarked;
