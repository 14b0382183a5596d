/** Files that tell of repositories. */
@NullMarked
package dev.play.modules.redhat.repo;

import org.jspecify.annotations.NullMarked;
