/** What wait_for waits for, as scripts of the host. */
@NullMarked
package dev.play.modules.net.wait;

import org.jspecify.annotations.NullMarked;
