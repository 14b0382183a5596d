/** How ufw is asked and told. */
@NullMarked
package dev.play.modules.net.ufw;

import org.jspecify.annotations.NullMarked;
