package dev.play.modules.base.file;

import dev.play.host.FileInfo;
import dev.play.host.FileInfo.Kind;
import dev.play.value.Value;

/** What the stat and find modules tell of a path. */
public final class StatValues {
  private StatValues() {}

  /** Kind, mode, owner, times and the like, by the names of Ansible's stat module. */
  public static Value.Dict of(FileInfo info) {
    Kind kind = info.kind();
    Value.Dict out =
        Value.dictOf(
            "exists", true,
            "path", info.path().text(),
            "mode", String.format("%04o", info.mode()),
            "isdir", kind == Kind.DIRECTORY,
            "ischr", kind == Kind.CHARACTER_DEVICE,
            "isblk", kind == Kind.BLOCK_DEVICE,
            "isreg", kind == Kind.FILE,
            "isfifo", kind == Kind.FIFO,
            "islnk", kind == Kind.LINK,
            "issock", kind == Kind.SOCKET,
            "uid", info.uid(),
            "gid", info.gid(),
            "size", info.size(),
            "inode", info.inode(),
            "dev", info.device(),
            "nlink", info.links(),
            "atime", info.accessed(),
            "mtime", info.modified(),
            "ctime", info.changed(),
            "pw_name", info.owner(),
            "gr_name", info.group());
    return permissions(out, info.mode());
  }

  private static Value.Dict permissions(Value.Dict values, int mode) {
    Value.Dict out = values;
    String[] names = {
      "xoth", "woth", "roth", "xgrp", "wgrp", "rgrp", "xusr", "wusr", "rusr", "", "isgid", "isuid"
    };
    for (int bit = 0; bit < names.length; bit++) {
      if (!names[bit].isEmpty()) {
        out = out.with(names[bit], Value.of((mode & (1 << bit)) != 0));
      }
    }
    return out;
  }
}
