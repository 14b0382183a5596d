package dev.play.effect;

import dev.play.host.Attributes;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.FileInfo.Kind;
import dev.play.host.GroupInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Probe.FileAt;
import dev.play.shell.ShellText;
import java.util.Optional;

/** What stat(1) will tell of a path that an effect changes. */
final class PredictedFile {
  private final Asker before;

  PredictedFile(Asker before) {
    this.before = before;
  }

  /**
   * @param target the path that changes: where the effect follows links, their end
   */
  Observed<FileInfo> after(Effect effect, HostPath target) {
    return switch (effect) {
      case Effect.WriteFile w -> written(target, w.content().size(), w.attributes(), w.inPlace());
      case Effect.CopyFile c -> copied(c, target);
      case Effect.SetAttributes s ->
          before.read(FileAt.of(target)).map(old -> with(old, s.attributes()));
      case Effect.MakeDirectory d ->
          made(target, Kind.DIRECTORY, 0777, -1, Optional.empty())
              .map(fresh -> with(fresh, d.attributes()));
      case Effect.Link l when l.symbolic() ->
          made(
              target,
              Kind.LINK,
              0777,
              ShellText.encode(l.target()).length,
              Optional.of(l.target()));
      case Effect.Link l ->
          before
              .read(FileAt.of(HostPath.of(l.target())))
              .map(other -> changed(named(other, target), other.mode(), other.links() + 1));
      case Effect.Remove r -> Observed.known(FileInfo.absent(target));
      case Effect.Run r -> throw new IllegalStateException("has no path of its own");
      case Effect.SaveLocally s -> throw new IllegalStateException("has no path of its own");
      case Effect.Reconnect r -> throw new IllegalStateException("has no path of its own");
      case Effect.Call c -> throw new IllegalStateException("has no path of its own");
    };
  }

  private Observed<FileInfo> copied(Effect.CopyFile copy, HostPath target) {
    return switch (before.read(new FileAt(copy.from(), true))) {
      case Observed.Unknown<FileInfo>(String because) -> Observed.unknown(because);
      case Observed.Known<FileInfo>(FileInfo from) ->
          written(target, from.size(), copy.attributes(), copy.inPlace());
    };
  }

  private Observed<FileInfo> written(
      HostPath target, long size, Attributes attributes, boolean inPlace) {
    return switch (before.read(FileAt.of(target))) {
      case Observed.Unknown<FileInfo>(String because) -> Observed.unknown(because);
      case Observed.Known<FileInfo>(FileInfo old) when old.exists() -> {
        FileInfo kept =
            new FileInfo(
                target,
                Kind.FILE,
                old.mode(),
                old.owner(),
                old.group(),
                old.uid(),
                old.gid(),
                size,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                -1,
                old.device(),
                inPlace && old.links() > 1 ? -1 : 1,
                Optional.empty());
        yield Observed.known(with(kept, attributes));
      }
      case Observed.Known<FileInfo> absent ->
          made(target, Kind.FILE, 0666, size, Optional.empty()).map(f -> with(f, attributes));
    };
  }

  /**
   * Something new: of whoever makes it, and of the directory's group where that has set-group-ID.
   */
  private Observed<FileInfo> made(
      HostPath path, Kind kind, int mode, long size, Optional<String> linkTarget) {
    Observed<Identity> identity = Identity.of(before.read(Identity.PROBE));
    Observed<FileInfo> directory = before.read(new FileAt(path.parent(), true));
    return switch (identity) {
      case Observed.Unknown<Identity>(String because) -> Observed.unknown(because);
      case Observed.Known<Identity>(Identity maker) ->
          directory.map(
              parent -> {
                boolean inherits = parent.isDirectory() && (parent.mode() & 02000) != 0;
                int bits = kind == Kind.LINK ? mode : mode & ~maker.umask();
                return new FileInfo(
                    path,
                    kind,
                    inherits && kind == Kind.DIRECTORY ? bits | 02000 : bits,
                    maker.user(),
                    inherits ? parent.group() : maker.group(),
                    maker.uid(),
                    inherits ? parent.gid() : maker.gid(),
                    size,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    -1,
                    parent.device(),
                    kind == Kind.DIRECTORY ? -1 : 1,
                    linkTarget);
              });
    };
  }

  private FileInfo with(FileInfo file, Attributes a) {
    boolean given = a.owner().isPresent() || a.group().isPresent();
    // chown(2): an executable loses its set-user-ID and set-group-ID bits.
    int cleared = (file.mode() & 010) != 0 ? 06000 : 04000;
    int kept = given && file.isFile() ? file.mode() & ~cleared : file.mode();
    return new FileInfo(
        file.path(),
        file.kind(),
        file.isLink() ? file.mode() : a.mode().orElse(kept),
        a.owner().map(this::userName).orElse(file.owner()),
        a.group().map(this::groupName).orElse(file.group()),
        a.owner().map(this::uid).orElse(file.uid()),
        a.group().map(this::gid).orElse(file.gid()),
        file.size(),
        a.modified().orElse(file.modified()),
        a.accessed().orElse(file.accessed()),
        Double.NaN,
        file.inode(),
        file.device(),
        file.links(),
        file.linkTarget());
  }

  /** A number goes by the name that the host has for it. */
  private String userName(String owner) {
    return isNumber(owner)
            && before.read(new Probe.UserNamed(owner))
                instanceof Observed.Known<Optional<dev.play.host.Account>>(var account)
        ? account.map(dev.play.host.Account::name).orElse(owner)
        : owner;
  }

  private String groupName(String group) {
    return isNumber(group)
            && before.read(new Probe.GroupNamed(group))
                instanceof Observed.Known<Optional<GroupInfo>>(var found)
        ? found.map(GroupInfo::name).orElse(group)
        : group;
  }

  private long uid(String owner) {
    if (isNumber(owner)) {
      return Long.parseLong(owner);
    }
    return before.read(new Probe.UserNamed(owner))
            instanceof Observed.Known<Optional<dev.play.host.Account>>(var account)
        ? account.map(dev.play.host.Account::uid).orElse(-1L)
        : -1;
  }

  private long gid(String group) {
    if (isNumber(group)) {
      return Long.parseLong(group);
    }
    return before.read(new Probe.GroupNamed(group))
            instanceof Observed.Known<Optional<GroupInfo>>(var found)
        ? found.map(GroupInfo::gid).orElse(-1L)
        : -1;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static FileInfo changed(FileInfo f, int mode, long links) {
    return new FileInfo(
        f.path(),
        f.kind(),
        mode,
        f.owner(),
        f.group(),
        f.uid(),
        f.gid(),
        f.size(),
        f.modified(),
        f.accessed(),
        Double.NaN,
        f.inode(),
        f.device(),
        links,
        f.linkTarget());
  }

  /** The same under another name. */
  static FileInfo named(FileInfo f, HostPath path) {
    return new FileInfo(
        path,
        f.kind(),
        f.mode(),
        f.owner(),
        f.group(),
        f.uid(),
        f.gid(),
        f.size(),
        f.modified(),
        f.accessed(),
        f.changed(),
        f.inode(),
        f.device(),
        f.links(),
        f.linkTarget());
  }
}
