/** Mail as text. */
@NullMarked
package dev.play.modules.tool.mail;

import org.jspecify.annotations.NullMarked;
