/** What the iptables module is made of. */
@NullMarked
package dev.play.modules.net.iptables;

import org.jspecify.annotations.NullMarked;
