/** Passwords as files of web servers hold them. */
@NullMarked
package dev.play.modules.web.password;

import org.jspecify.annotations.NullMarked;
