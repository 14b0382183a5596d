package dev.play.modules.storage.lvm;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What LVM has (lvm(8), lvmreport(7)); sizes in bytes. */
public final class Lvm {
  /** What LVM's commands may change. */
  public static final Set<Resource> TOUCHED =
      Set.of(Resource.topic("lvm"), Resource.tree("/dev"), Resource.tree("/etc/lvm"));

  /** A volume group. */
  public record Group(String name, long size, long free, long extent, int volumes) {}

  /**
   * A physical volume.
   *
   * @param group empty where it is in none
   * @param device what the device holds
   * @param size what LVM uses of it
   * @param start where that begins
   */
  public record Physical(
      String name, String group, long device, long size, long start, long extent) {}

  /** A logical volume; {@code attributes} as in lvs(8). */
  public record Logical(String name, long size, String attributes) {
    public boolean isActive() {
      return attributes.length() > 4 && attributes.charAt(4) == 'a';
    }

    public boolean isThinPool() {
      return attributes.startsWith("t");
    }

    public boolean isThin() {
      return attributes.startsWith("V");
    }

    boolean isCalled(String wanted) {
      return name.replaceAll("^\\[|\\]$", "").equals(wanted.substring(wanted.lastIndexOf('/') + 1));
    }
  }

  private final HostView host;

  /**
   * @throws ModuleFailure where the host has no LVM
   */
  public Lvm(HostView host) {
    this.host = host;
    if (host.known(new Probe.Tool("vgs")).isEmpty()) {
      throw new ModuleFailure("this host has no LVM: there is no vgs; install lvm2");
    }
  }

  /** The group; empty where there is none. */
  public Optional<Group> group(String name) {
    return rows("vgs", "vg_name,vg_size,vg_free,vg_extent_size,lv_count").stream()
        .filter(f -> f.getFirst().equals(name))
        .map(
            f ->
                new Group(
                    name, bytes(f.get(1)), bytes(f.get(2)), bytes(f.get(3)), (int) bytes(f.get(4))))
        .findFirst();
  }

  /** All physical volumes. */
  public List<Physical> physical() {
    return rows("pvs", "pv_name,vg_name,dev_size,pv_size,pe_start,vg_extent_size").stream()
        .map(
            f ->
                new Physical(
                    f.getFirst(),
                    f.get(1),
                    bytes(f.get(2)),
                    bytes(f.get(3)),
                    bytes(f.get(4)),
                    bytes(f.get(5))))
        .toList();
  }

  /** The logical volumes of a group. */
  public List<Logical> logical(String group) {
    return rows("lvs", "vg_name,lv_name,lv_size,lv_attr", "-a").stream()
        .filter(f -> f.getFirst().equals(group))
        .map(f -> new Logical(f.get(1), bytes(f.get(2)), f.get(3)))
        .toList();
  }

  /** A logical volume of a group; empty where there is none. */
  public Optional<Logical> logical(String group, String name) {
    return logical(group).stream().filter(l -> l.isCalled(name)).findFirst();
  }

  private List<List<String>> rows(String tool, String fields, String... more) {
    List<String> argv = new ArrayList<>(List.of(tool, "--readonly", "--noheadings", "--nosuffix"));
    argv.addAll(List.of("--units", "b", "--separator", ";", "-o", fields));
    argv.addAll(Arrays.asList(more));
    CommandOutput output =
        host.known(Probe.Query.of(Set.of(Resource.topic("lvm"), Resource.PACKAGE_SET), argv));
    if (!output.ok()) {
      throw new ModuleFailure("Failed executing " + tool + " command: " + complaint(output.err()));
    }
    int width = fields.split(",").length;
    return output
        .out()
        .lines()
        .map(l -> Arrays.stream(l.split(";", -1)).map(String::strip).toList())
        .filter(f -> f.size() == width)
        .toList();
  }

  private static String complaint(String err) {
    return String.join(
        "\n", err.lines().map(String::strip).filter(l -> !l.startsWith("WARNING")).toList());
  }

  private static long bytes(String text) {
    return text.isEmpty() ? 0 : new BigDecimal(text).longValue();
  }

  /** A command of LVM's carried out. */
  public static Effect run(String why, List<String> argv) {
    return Effect.Run.of(Command.of(argv).withEnvironment(Map.of("LC_ALL", "C")), why, TOUCHED);
  }

  /** A text of options as words, as a shell would part them; quotes keep blanks. */
  public static List<String> words(String text) {
    List<String> out = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean any = false;
    char quote = 0;
    for (char c : text.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        any = true;
      } else if (Character.isWhitespace(c)) {
        if (any) {
          out.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
        any = true;
      }
    }
    if (any) {
      out.add(word.toString());
    }
    return out;
  }
}
