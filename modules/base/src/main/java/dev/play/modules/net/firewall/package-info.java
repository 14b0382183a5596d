/** nftables' language, and loading it so that it takes itself back when it locks us out. */
@NullMarked
package dev.play.modules.net.firewall;

import org.jspecify.annotations.NullMarked;
