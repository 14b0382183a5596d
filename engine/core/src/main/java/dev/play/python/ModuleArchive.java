package dev.play.python;

import dev.play.host.Blob;
import dev.play.host.DigestAlgorithm;
import java.util.Optional;

/**
 * A module with all that it imports of Ansible's, as Python takes it from a path.
 *
 * @param name the module's dotted name in it
 * @param zip the same bytes for the same files
 * @param missing what it imports in any case and is nowhere, in Ansible's words
 */
public record ModuleArchive(String name, Blob zip, Optional<String> missing) {
  /** What it is kept by on a host. */
  public String digest() {
    return zip.digest(DigestAlgorithm.SHA256);
  }
}
