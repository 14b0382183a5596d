/** A web server for cases. */
@NullMarked
package dev.play.testkit.web;

import org.jspecify.annotations.NullMarked;
