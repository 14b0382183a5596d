/** Files that a script on the host makes and puts in their place. */
@NullMarked
package dev.play.modules.base.made;

import org.jspecify.annotations.NullMarked;
