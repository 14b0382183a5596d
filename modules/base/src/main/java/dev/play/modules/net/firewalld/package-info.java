/** What firewalld says of its zones. */
@NullMarked
package dev.play.modules.net.firewalld;

import org.jspecify.annotations.NullMarked;
