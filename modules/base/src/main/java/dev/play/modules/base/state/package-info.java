/** What the file module does, a class a state. */
@NullMarked
package dev.play.modules.base.state;

import org.jspecify.annotations.NullMarked;
