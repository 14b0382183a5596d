package dev.play.modules.machine;

import dev.play.host.Effect;
import dev.play.host.FileInfo;
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
import dev.play.modules.machine.config.TextFile;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The time zone (localtime(5)) and what the hardware clock tells (hwclock(8), /etc/adjtime).
 * Options and results as in {@code community.general.timezone}.
 */
@ModuleDoc(
    name = "timezone",
    also = "community.general.timezone",
    summary = "Sets the time zone.",
    example = "timezone: {name: Europe/Berlin}",
    requiredOneOf = "name,hwclock")
public final class Timezone implements Module<Timezone.Args> {
  private static final HostPath LOCALTIME = HostPath.of("/etc/localtime");
  private static final HostPath NAME = HostPath.of("/etc/timezone");
  private static final HostPath ADJTIME = HostPath.of("/etc/adjtime");
  private static final HostPath ZONES = HostPath.of("/usr/share/zoneinfo");

  /** The arguments. */
  public record Args(
      @Param("the zone, as in the tz database") Optional<String> name,
      @Param(value = "what the hardware clock tells", aliases = "rtc") Optional<Clock> hwclock) {
    public Args {
      if (name.isPresent() && !name.get().matches("[A-Za-z0-9][A-Za-z0-9+_/-]*")) {
        throw new IllegalArgumentException("not a time zone: '" + name.get() + "'");
      }
    }
  }

  /** What a hardware clock tells; the names are Ansible's. */
  public enum Clock {
    LOCAL,
    UTC
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(
        Resource.path(LOCALTIME),
        Resource.path(NAME),
        Resource.path(ADJTIME),
        Resource.topic("facts"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<Effect> effects = new ArrayList<>();
    Value.Dict before = Value.EMPTY_DICT;
    Value.Dict after = Value.EMPTY_DICT;
    if (args.name().isPresent()) {
      String zone = args.name().get();
      before = before.with("name", new Value.Text(zone(host)));
      after = after.with("name", new Value.Text(zone));
      zone(zone, host, effects);
    }
    if (args.hwclock().isPresent()) {
      TextFile file = TextFile.at(ADJTIME, host);
      String wanted = args.hwclock().get().name();
      String now = file.lines().size() > 2 ? file.lines().get(2).strip() : "UTC";
      before = before.with("hwclock", new Value.Text(now.equals("LOCAL") ? "local" : now));
      after = after.with("hwclock", new Value.Text(wanted.equals("LOCAL") ? "local" : wanted));
      if (!now.equals(wanted)) {
        List<String> lines = file.lines().size() > 2 ? file.lines() : List.of("0.0 0 0.0", "0", "");
        effects.add(file.write(List.of(lines.get(0), lines.get(1), wanted), false));
      }
    }
    return Plan.change(
        effects, TaskResult.of("diff", Value.dictOf("before", before, "after", after)));
  }

  private static void zone(String zone, HostView host, List<Effect> effects) {
    HostPath file = ZONES.child(zone);
    if (!host.known(new Probe.FileAt(file, true)).isFile()) {
      throw new ModuleFailure("there is no time zone " + zone + " on this host: it has no " + file);
    }
    if (!zone(host).equals(zone)) {
      effects.add(new Effect.Link(LOCALTIME, ".." + file, true));
    }
    TextFile name = TextFile.at(NAME, host);
    if (name.exists() && !name.text().strip().equals(zone)) {
      effects.add(name.write(List.of(zone), false));
    }
  }

  private static String zone(HostView host) {
    FileInfo link = host.known(Probe.FileAt.of(LOCALTIME));
    String target = link.linkTarget().orElse("");
    int at = target.indexOf("zoneinfo/");
    return at < 0 ? "" : target.substring(at + "zoneinfo/".length());
  }
}
