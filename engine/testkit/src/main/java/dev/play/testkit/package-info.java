/** What tests of play stand on: hosts, module cases, laws. */
@NullMarked
package dev.play.testkit;

import org.jspecify.annotations.NullMarked;
