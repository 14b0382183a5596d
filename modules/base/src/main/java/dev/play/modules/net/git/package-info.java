/** What the git module knows of repositories. */
@NullMarked
package dev.play.modules.net.git;

import org.jspecify.annotations.NullMarked;
