package dev.play.modules.storage;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.storage.disk.PartitionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Partitions (parted(8)). Options and results as in {@code community.general.parted}. */
@ModuleDoc(
    name = "parted",
    also = "community.general.parted",
    summary = "Makes, changes and removes partitions.",
    example = "parted: {device: /dev/sdb, number: 1, label: gpt, part_end: 10GiB, state: present}",
    requiredIf = {"state,present,number", "state,absent,number"},
    notes = {
      "Another label than is there makes a new table: the partitions of the old one are gone.",
      "A partition that ends within a MiB of where it is to end is not resized: so much is rounded."
    })
public final class Parted implements Module<Parted.Args> {
  private static final String PLACE = "-?\\d+(\\.\\d+)?(s|B|[KMGT]i?B|%|cyl|chs|compact)?";
  private static final long MIB = 1L << 20;

  /** The arguments. */
  public record Args(
      @Param("the device, or a file that is used as one") String device,
      @Param(
              value = "how partitions are aligned",
              def = "optimal",
              choices = {"cylinder", "minimal", "none", "optimal", "undefined"})
          String align,
      @Param("the partition's number") Optional<Integer> number,
      @Param(
              value = "the unit of what is told, and of places without one",
              def = "KiB",
              choices = {
                "s", "B", "KB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB", "%", "cyl", "chs",
                "compact"
              })
          String unit,
      @Param(
              value = "the kind of the table",
              def = "msdos",
              choices = {
                "aix", "amiga", "bsd", "dvh", "gpt", "loop", "mac", "msdos", "pc98", "sun"
              })
          String label,
      @Param(
              value = "the kind of a new partition",
              def = "primary",
              choices = {"extended", "logical", "primary"})
          String partType,
      @Param(value = "where a new one begins", def = "0%") String partStart,
      @Param(value = "where it ends", def = "100%") String partEnd,
      @Param("its name, of tables that have names") Optional<String> name,
      @Param("its flags; others are taken away") Optional<List<String>> flags,
      @Param(value = "what it is to be; info only tells of the device", def = "info") State state,
      @Param("what file system a new one is said to hold") Optional<String> fsType,
      @Param(value = "let one that is there end at part_end", def = "false") boolean resize) {
    public Args {
      if (!device.startsWith("/") || device.matches("(?s).*\\p{Cntrl}.*")) {
        throw new IllegalArgumentException("device: not a path: '" + device + "'");
      }
      if (number.filter(n -> n < 1).isPresent()) {
        throw new IllegalArgumentException("The partition number must be greater then 0.");
      }
      word("part_start", Optional.of(partStart), PLACE);
      word("part_end", Optional.of(partEnd), PLACE);
      word("name", name, "[^\"'\\\\\\p{Cntrl}]+");
      word("fs_type", fsType, "[a-z0-9()+-]+");
      flags.orElse(List.of()).forEach(f -> word("flags", Optional.of(f), "[a-z_-]+"));
    }

    private static void word(String option, Optional<String> value, String pattern) {
      if (value.filter(v -> !v.matches(pattern)).isPresent()) {
        throw new IllegalArgumentException(
            "The argument '%s' doesn't respect required format: '%s'"
                .formatted(option, value.get()));
      }
    }

    int partition() {
      return number.orElseThrow();
    }
  }

  /** What a partition is to be. */
  public enum State {
    ABSENT,
    PRESENT,
    INFO
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"), Resource.topic("file-systems"), Resource.topic("lvm"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.state() == State.INFO ? Set.of() : touched(args);
  }

  private static Set<Resource> touched(Args args) {
    return Set.of(
        Resource.path(HostPath.of(args.device())),
        Resource.tree("/dev"),
        Resource.topic("file-systems"),
        Resource.topic("lvm"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("parted")).isEmpty()) {
      throw new ModuleFailure("this host has no parted");
    }
    PartitionTable table = table(args, args.unit(), host);
    TaskResult told = TaskResult.of("disk", table.disk(), "partitions", table.all());
    return switch (args.state()) {
      case INFO -> Plan.same(told.with("script", List.of("unit", args.unit(), "print")));
      case ABSENT ->
          table.partition(args.partition()).isEmpty()
              ? Plan.same(told)
              : change(
                  args,
                  "remove the partition %d of %s".formatted(args.partition(), args.device()),
                  List.of("rm", Integer.toString(args.partition())));
      case PRESENT -> present(args, table, told, host);
    };
  }

  private static Plan present(Args args, PartitionTable table, TaskResult told, HostView host) {
    String which = "partition %d of %s".formatted(args.partition(), args.device());
    boolean relabel = !table.table().equals(args.label());
    Optional<PartitionTable.Partition> there =
        relabel ? Optional.empty() : table.partition(args.partition());
    List<String> words = new ArrayList<>();
    if (there.isEmpty()) {
      if (relabel) {
        words.addAll(List.of("mklabel", args.label()));
      }
      words.addAll(List.of("mkpart", args.partType()));
      args.fsType().ifPresent(words::add);
      words.addAll(List.of(args.partStart(), args.partEnd()));
      return change(args, "make the " + which, words);
    }
    if (args.resize() && isToBeResized(args, host)) {
      String number = Integer.toString(args.partition());
      return change(args, "resize the " + which, List.of("resizepart", number, args.partEnd()));
    }
    if (args.name().filter(n -> !n.equals(there.get().name())).isPresent()) {
      words.addAll(
          List.of("name", Integer.toString(args.partition()), "\"" + args.name().get() + "\""));
    }
    flags(args, there.get(), words);
    return words.isEmpty() ? Plan.same(told) : change(args, "change the " + which, words);
  }

  private static void flags(Args args, PartitionTable.Partition there, List<String> words) {
    List<String> wanted = new ArrayList<>(args.flags().orElse(List.of()));
    if (wanted.isEmpty()) {
      return;
    }
    // parted sets boot with esp and takes esp away with boot.
    if (wanted.contains("esp") && !wanted.contains("boot")) {
      wanted.add("boot");
    }
    for (String flag : wanted) {
      if (!there.flags().contains(flag)) {
        words.addAll(List.of("set", Integer.toString(args.partition()), flag, "on"));
      }
    }
    for (String flag : there.flags()) {
      if (!wanted.contains(flag)) {
        words.addAll(List.of("set", Integer.toString(args.partition()), flag, "off"));
      }
    }
  }

  private static boolean isToBeResized(Args args, HostView host) {
    PartitionTable bytes = table(args, "B", host);
    double end = bytes.partition(args.partition()).orElseThrow().end();
    return Math.abs(bytes.place(args.partEnd(), args.unit()) - end) > MIB;
  }

  private static PartitionTable table(Args args, String unit, HostView host) {
    CommandOutput output =
        host.known(
            Probe.Query.of(
                touched(args), "parted", "-s", "-m", args.device(), "--", "unit", unit, "print"));
    // Where there is no table yet it ends with 1 and tells of the device all the same.
    return PartitionTable.read(output, unit)
        .orElseThrow(
            () ->
                new ModuleFailure(
                    "Error while getting device information with parted script: "
                        + (output.err() + output.out()).strip(),
                    TaskResult.of("rc", output.status())));
  }

  private static Plan change(Args args, String why, List<String> words) {
    List<String> script = new ArrayList<>(List.of("unit", args.unit()));
    script.addAll(words);
    List<String> argv = new ArrayList<>(List.of("parted", "-s", "-m", "-a", args.align()));
    argv.addAll(List.of(args.device(), "--"));
    argv.addAll(script);
    Effect run =
        Effect.Run.of(Command.of(argv).withEnvironment(Map.of("LC_ALL", "C")), why, touched(args));
    Plan plan = Plan.change(List.of(run), TaskResult.of("script", script));
    return plan instanceof Plan.Change change ? change.thenMore() : plan;
  }
}
