package dev.play.modules.crypto.openssl;

import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.module.Param;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.base.made.MadeFile;
import java.util.Optional;

/** What the modules that write one file for openssl have in common. */
public record FileArguments(
    @Param(value = "make it anew in any case", def = "false") boolean force,
    @Param(value = "keep a copy of what is replaced or removed", def = "false") boolean backup,
    @Param(value = "register what is in the file, too", def = "false") boolean returnContent,
    @Param(
            value = "of no meaning here: the host's openssl does it",
            def = "auto",
            choices = {"auto", "cryptography", "openssl"})
        String selectCryptoBackend,
    @Param("permissions") Optional<FileMode> mode,
    @Param("user who owns it") Optional<String> owner,
    @Param("group that owns it") Optional<String> group,
    @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
    @Param(value = "write into a file that cannot be replaced", def = "false") boolean unsafeWrites,
    @Param("SELinux user, or _default") Optional<String> seuser,
    @Param("SELinux role, or _default") Optional<String> serole,
    @Param("SELinux type, or _default") Optional<String> setype,
    @Param("SELinux level, or _default") Optional<String> selevel) {
  /**
   * The file.
   *
   * @param newMode where it was not there
   */
  public MadeFile at(HostPath path, int newMode) {
    return new MadeFile(
        path,
        newMode,
        backup,
        unsafeWrites,
        new FileAttributes(mode, owner, group, attributes),
        new SecurityContext(seuser, serole, setype, selevel));
  }
}
