/** What the find module looks for. */
@NullMarked
package dev.play.modules.base.search;

import org.jspecify.annotations.NullMarked;
