/** Settings: Ansible's configuration files and environment variables, read in one place. */
@NullMarked
package dev.play.settings;

import org.jspecify.annotations.NullMarked;
