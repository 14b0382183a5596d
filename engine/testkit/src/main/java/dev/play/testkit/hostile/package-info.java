/** Text that would do harm where anything took it for more than text, put into every option. */
@NullMarked
package dev.play.testkit.hostile;

import org.jspecify.annotations.NullMarked;
