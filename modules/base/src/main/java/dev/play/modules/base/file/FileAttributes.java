package dev.play.modules.base.file;

import dev.play.host.Attributes;
import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ownership and permissions as a task asks for them.
 *
 * @param owner name or number
 * @param group name or number
 * @param flags chattr(1) flags; without an operator they are set exactly ({@code =})
 */
public record FileAttributes(
    Optional<FileMode> mode,
    Optional<String> owner,
    Optional<String> group,
    Optional<String> flags) {
  public static final FileAttributes NONE =
      new FileAttributes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The same with another mode. */
  public FileAttributes withMode(Optional<FileMode> other) {
    return new FileAttributes(other, owner, group, flags);
  }

  /**
   * What has to be set on something that is there; {@link Attributes#NONE} when all is as asked.
   */
  public Attributes changes(HostView host, FileInfo now) {
    Optional<String> newOwner = owner.filter(o -> !matches(o, now.owner(), now.uid()));
    Optional<String> newGroup = group.filter(g -> !matches(g, now.group(), now.gid()));
    newOwner.ifPresent(o -> requireUser(host, o));
    newGroup.ifPresent(g -> requireGroup(host, g));
    int wanted = mode.map(m -> m.apply(now.mode(), now.isDirectory())).orElse(now.mode());
    boolean dropsSetId =
        (newOwner.isPresent() || newGroup.isPresent())
            && !now.isDirectory()
            && (now.mode() & 06000) != 0;
    // The kernel drops set-ID bits on chown; say so instead of leaving it to chance.
    if (dropsSetId && mode.isEmpty()) {
      wanted &= ~06000;
    }
    boolean setMode = wanted != now.mode() || (dropsSetId && mode.isPresent());
    return new Attributes(
        setMode && !now.isLink() ? Optional.of(wanted) : Optional.empty(),
        newOwner,
        newGroup,
        Optional.empty(),
        Optional.empty(),
        flagChanges(host, now.path()));
  }

  /** What to give something new. A mode that is relative starts from what the umask leaves. */
  public Attributes forNew(HostView host, boolean directory) {
    owner.ifPresent(o -> requireUser(host, o));
    group.ifPresent(g -> requireGroup(host, g));
    Optional<Integer> bits =
        mode.map(
            m ->
                m instanceof FileMode.Octal(int octal)
                    ? octal
                    : m.apply((directory ? 0777 : 0666) & ~umask(host), directory));
    return new Attributes(
        bits,
        owner,
        group,
        Optional.empty(),
        Optional.empty(),
        flags.map(FileAttributes::withOperator));
  }

  private static int umask(HostView host) {
    String text =
        host.known(Probe.Query.of(Set.of(Resource.topic("umask")), "/bin/sh", "-c", "umask"))
            .out()
            .trim();
    return text.matches("[0-7]{1,5}") ? Integer.parseInt(text, 8) : 022;
  }

  private Optional<String> flagChanges(HostView host, HostPath path) {
    if (flags.isEmpty()) {
      return Optional.empty();
    }
    String wanted = withOperator(flags.get());
    String letters = wanted.substring(1);
    Probe.Query lsattr =
        Probe.Query.of(Set.of(Resource.path(path)), "lsattr", "-d", "--", path.text());
    String out = host.known(lsattr).out();
    String now = out.isBlank() ? "" : out.trim().split("\\s")[0].replace("-", "");
    boolean as =
        switch (wanted.charAt(0)) {
          case '+' -> letters.chars().allMatch(c -> now.indexOf(c) >= 0);
          case '-' -> letters.chars().noneMatch(c -> now.indexOf(c) >= 0);
          default -> sorted(letters).equals(sorted(now));
        };
    return as ? Optional.empty() : Optional.of(wanted);
  }

  /** The letters in order, without {@code e} (extents), which no one can take from a file. */
  private static String sorted(String letters) {
    return letters
        .chars()
        .filter(c -> c != 'e')
        .sorted()
        .distinct()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String withOperator(String flags) {
    if (!flags.matches("[-+=]?[aAcCdDeFijmPsStTux]*")) {
      throw new ModuleFailure("chattr failed: not attributes of a file: '" + flags + "'");
    }
    return flags.matches("[-+=].*") ? flags : "=" + flags;
  }

  private static boolean matches(String wanted, String name, long id) {
    return isNumber(wanted) ? Long.parseLong(wanted) == id : wanted.equals(name);
  }

  static boolean isNumber(String name) {
    return name.matches("[0-9]{1,10}");
  }

  private static void requireUser(HostView host, String name) {
    if (!isNumber(name)
        && host.read(new Probe.UserNamed(name)) instanceof Observed.Known<?>(Optional<?> found)
        && found.isEmpty()) {
      throw new ModuleFailure(
          "chown failed: failed to look up user " + name, warned(List.of(unknown("user", name))));
    }
  }

  /** What Ansible's check warns of: names and numbers that the host does not know. */
  public TaskResult warnings(HostView host) {
    List<String> out = new ArrayList<>();
    owner
        .filter(o -> isNone(host.read(new Probe.UserNamed(o))))
        .ifPresent(o -> out.add(unknown("user", o)));
    group
        .filter(g -> isNone(host.read(new Probe.GroupNamed(g))))
        .ifPresent(g -> out.add(unknown("group", g)));
    return warned(out);
  }

  private static boolean isNone(Observed<? extends Optional<?>> answer) {
    return answer instanceof Observed.Known<?>(Optional<?> found) && found.isEmpty();
  }

  private static TaskResult warned(List<String> warnings) {
    return warnings.isEmpty() ? TaskResult.EMPTY : TaskResult.of("warnings", warnings);
  }

  private static String unknown(String kind, String name) {
    String with = isNumber(name) ? kind.equals("user") ? " with uid" : " with gid" : "";
    return "failed to look up "
        + kind
        + with
        + " "
        + name
        + ". Create "
        + kind
        + " up to this point in real play";
  }

  private static void requireGroup(HostView host, String name) {
    if (!isNumber(name)
        && host.read(new Probe.GroupNamed(name)) instanceof Observed.Known<?>(Optional<?> found)
        && found.isEmpty()) {
      throw new ModuleFailure(
          "chgrp failed: failed to look up group " + name, warned(List.of(unknown("group", name))));
    }
  }
}
