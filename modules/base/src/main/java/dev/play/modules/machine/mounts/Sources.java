package dev.play.modules.machine.mounts;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.machine.config.MountCalls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where mounts are read from.
 *
 * @param names files, and {@code mount} for what the program prints; each once
 * @param program the program, unless there is to be none
 * @param time what the program may take
 */
public record Sources(List<String> names, Optional<String> program, Patience time) {
  private static final List<String> STATIC =
      List.of("/etc/fstab", "/etc/vfstab", "/etc/filesystems");
  private static final List<String> DYNAMIC = List.of("/etc/mtab", "/proc/mounts", "/etc/mnttab");

  /** The name of the source that is a program's output. */
  public static final String PROGRAM = "mount";

  // Where it really lies, and a NUL, and what it holds. Each process that looks has another number
  // below /proc.
  private static final String READ =
      """
      real=$(readlink -f -- "$1" 2>/dev/null && echo x)
      real=${real%?x}
      case $real in /proc/[0-9]*/*) real=/proc/self/${real#/proc/*/} ;; esac
      printf '%s\\0' "$real"
      if [ -f "$1" ] && [ -r "$1" ]; then cat -- "$1"; fi
      """;

  /** A mount and where it is written. */
  public record Found(String source, MountTable.Entry entry) {}

  public Sources {
    names = List.copyOf(names);
  }

  /** The names that the words stand for, repeated ones too. */
  public static List<String> named(List<String> words) {
    List<String> out = new ArrayList<>();
    for (String word : words) {
      boolean all = word.equals("all");
      if (all || word.equals("dynamic")) {
        out.addAll(DYNAMIC);
      }
      if (all || word.equals("static")) {
        out.addAll(STATIC);
      }
      if (!all && !word.equals("dynamic") && !word.equals("static")) {
        out.add(word);
      }
    }
    return out;
  }

  /** All that they tell, in their order; a file that several names lead to counts once. */
  public List<Found> read(HostView host, List<String> warnings) {
    host.need(names.stream().filter(n -> !n.equals(PROGRAM)).map(Sources::question).toList());
    Set<String> seen = new HashSet<>();
    List<Found> out = new ArrayList<>();
    boolean instead = program.isPresent() && names.stream().anyMatch(DYNAMIC::contains);
    for (String name : names) {
      List<MountTable.Entry> entries =
          name.equals(PROGRAM)
              ? seen.add(name) ? printed(host, warnings) : List.of()
              : written(host, name, seen);
      if (!entries.isEmpty() && (name.equals(PROGRAM) || DYNAMIC.contains(name))) {
        instead = false;
      }
      entries.forEach(e -> out.add(new Found(name, e)));
    }
    if (instead) {
      printed(host, warnings).forEach(e -> out.add(new Found(PROGRAM, e)));
    }
    return out;
  }

  private static Probe.Query question(String name) {
    return Probe.Query.of(
        Set.of(MountCalls.MOUNTS, Resource.path(HostPath.of(name))),
        "/bin/sh",
        "-c",
        READ,
        "sh",
        name);
  }

  private static List<MountTable.Entry> written(HostView host, String name, Set<String> seen) {
    String told = host.known(question(name)).out();
    int end = told.indexOf('\0');
    String real = told.substring(0, Math.max(end, 0));
    return seen.add(real.isEmpty() ? name : real)
        ? MountTable.ofFile(told.substring(end + 1))
        : List.of();
  }

  private List<MountTable.Entry> printed(HostView host, List<String> warnings) {
    String name = program.orElse(PROGRAM);
    boolean there =
        name.startsWith("/")
            ? host.known(new Probe.FileAt(HostPath.of(name), true)).isFile()
            : host.known(new Probe.Tool(name)).isPresent();
    if (!there) {
      throw new ModuleFailure("Failed to find required executable \"" + name + "\"");
    }
    CommandOutput told =
        host.known(
            new Probe.Query(
                time.argv("\"$1\"", List.of(name)),
                Map.of("LC_ALL", "C"),
                Blob.of(""),
                Set.of(MountCalls.MOUNTS)));
    if (time.isOver(told.status())) {
      time.over("Command '" + name + "' timed out after " + time.text() + " seconds", warnings);
      return List.of();
    }
    if (!told.ok()) {
      throw new ModuleFailure("Failed to execute " + name + ": " + told.err().strip());
    }
    return MountTable.ofProgram(told.out());
  }
}
