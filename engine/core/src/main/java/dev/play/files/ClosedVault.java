package dev.play.files;

import java.io.IOException;

/**
 * A file that is encrypted with Ansible Vault and stays so. The message names it, in Ansible's
 * words.
 */
final class ClosedVault extends IOException {
  private static final long serialVersionUID = 1;

  ClosedVault(String message) {
    super(message);
  }
}
