package dev.play.module;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The controller's files as a task finds them: relative names are looked up in the role's
 * directories, then beside the task file, then beside the playbook, as Ansible does.
 */
public interface ControllerFiles {
  /** Directories of a role that hold files for a purpose. */
  enum Purpose {
    FILES,
    TEMPLATES,
    VARS,
    TASKS
  }

  /**
   * Where a file or directory is.
   *
   * @throws ModuleFailure when it is nowhere; the message lists the places searched
   */
  Path find(Purpose purpose, String name);

  /**
   * Content of a regular file, with vault files decrypted. Large files are not read into memory.
   */
  Content content(Path file);

  /**
   * Digest of a regular file as it lies there, in lower-case hexadecimal: taken once for all hosts
   * and plans while the file's size and time stay the same.
   */
  String digest(Path file, DigestAlgorithm algorithm);

  /** A regular file's bytes, with vault files decrypted. */
  Blob read(Path file);

  /** All files and directories below a directory, relative, in byte order. */
  List<String> list(Path directory);

  /** Permission bits of a file of the controller's, for mode: preserve. */
  int mode(Path file);

  /**
   * A template rendered with the task's variables: Jinja2, or Mustache for names that end in {@code
   * .mustache}.
   *
   * @param options as in the template module, for example {@code trim_blocks}, {@code
   *     newline_sequence}, {@code variable_start_string}; {@code src} and {@code dest} as the task
   *     says them, for the template's own variables
   * @throws ModuleFailure when it does not render; HostView.UnknownHere when a value that it uses
   *     is unknown
   */
  Content render(Path template, Map<String, String> options);

  /** Where fetch and the like may put files: a relative name is relative to the playbook. */
  Path destination(String name);
}
