/** Ansible Vault: files and values encrypted with a password. */
@NullMarked
package dev.play.vault;

import org.jspecify.annotations.NullMarked;
