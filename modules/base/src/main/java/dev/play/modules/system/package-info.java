/** Modules for what makes up a system: packages, services, accounts, kernel settings. */
@NullMarked
package dev.play.modules.system;

import org.jspecify.annotations.NullMarked;
