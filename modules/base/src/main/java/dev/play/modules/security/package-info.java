/** What may be done to what: access lists, capabilities, SELinux. */
@NullMarked
package dev.play.modules.security;

import org.jspecify.annotations.NullMarked;
