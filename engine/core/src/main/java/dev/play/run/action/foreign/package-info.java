/** Tasks that call modules which are not play's: programs in any language, and Python modules. */
@NullMarked
package dev.play.run.action.foreign;

import org.jspecify.annotations.NullMarked;
