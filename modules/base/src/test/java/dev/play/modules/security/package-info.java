/** Tests of the modules for access lists, capabilities and SELinux. */
@NullMarked
package dev.play.modules.security;

import org.jspecify.annotations.NullMarked;
