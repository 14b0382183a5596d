/** Subversion's client, and what it tells. */
@NullMarked
package dev.play.modules.tool.svn;

import org.jspecify.annotations.NullMarked;
