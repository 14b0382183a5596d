/** Where roles and collections come from: git, archives, directories, galaxy servers. */
@NullMarked
package dev.play.galaxy.fetch;

import org.jspecify.annotations.NullMarked;
