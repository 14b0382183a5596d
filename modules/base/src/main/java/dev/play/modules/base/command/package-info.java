/** What the modules that run the user's commands share. */
@NullMarked
package dev.play.modules.base.command;

import org.jspecify.annotations.NullMarked;
