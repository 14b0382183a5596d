package dev.play.modules.machine;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Limits of log-ins (limits.conf(5)). Options and results as in {@code
 * community.general.pam_limits}.
 */
@ModuleDoc(
    name = "pam_limits",
    also = "community.general.pam_limits",
    summary = "Sets limits of log-ins.",
    example = "pam_limits: {domain: '*', limit_type: hard, limit_item: core, value: '0'}")
public final class PamLimits implements Module<PamLimits.Args> {
  private static final Set<String> NONE = Set.of("unlimited", "infinity", "-1");

  /** The arguments. */
  public record Args(
      @Param("user, @group or a wildcard") String domain,
      @Param(
              value = "kind of limit",
              choices = {"hard", "soft", "-"})
          String limitType,
      @Param("what is limited") String limitItem,
      @Param("the limit: a number, unlimited, infinity or -1") String value,
      @Param(value = "keep a lower limit that is there", def = "false") boolean useMin,
      @Param(value = "keep a higher limit that is there", def = "false") boolean useMax,
      @Param(value = "the file", def = "/etc/security/limits.conf") HostPath dest,
      @Param(value = "keep the old file", def = "false") boolean backup,
      @Param(value = "a remark after the limit", def = "") String comment) {
    public Args {
      if (useMin && useMax) {
        throw new IllegalArgumentException("Cannot use use_min and use_max at the same time.");
      }
      if (!NONE.contains(value) && !value.matches("-?\\d+")) {
        throw new IllegalArgumentException(
            "Argument 'value' can be one of 'unlimited', 'infinity', '-1' or positive number");
      }
      for (String word : List.of(domain, limitItem)) {
        if (!word.matches("\\S+")) {
          throw new IllegalArgumentException("a limit's fields cannot hold spaces: '" + word + "'");
        }
      }
      if (comment.contains("\n")) {
        throw new IllegalArgumentException("a comment cannot hold a line break");
      }
    }

    /** The stronger of the wanted limit and the one that is there, where that is asked. */
    String limit(String there) {
      if (!useMin && !useMax) {
        return value;
      }
      boolean lower = number(there) < number(value);
      return useMin == lower ? there : value;
    }

    private static double number(String value) {
      return NONE.contains(value) ? Double.POSITIVE_INFINITY : Double.parseDouble(value);
    }

    String line(String limit) {
      return String.join("\t", domain, limitType, limitItem, limit)
          + (comment.isEmpty() ? "" : "\t#" + comment);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.dest()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    FileInfo directory = host.known(new Probe.FileAt(args.dest().parent(), true));
    if (!directory.isDirectory()) {
      throw new ModuleFailure("directory " + args.dest().parent() + " is not there");
    }
    TextFile file = TextFile.at(args.dest(), host);
    List<String> lines = new ArrayList<>(file.lines());
    Optional<String> limit = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).replaceFirst("#.*", "").strip().split("\\s+");
      if (fields.length == 4
          && fields[0].equals(args.domain())
          && fields[1].equals(args.limitType())
          && fields[2].equals(args.limitItem())) {
        limit = Optional.of(args.limit(fields[3]));
        if (!limit.get().equals(fields[3])) {
          lines.set(i, args.line(limit.get()));
        }
      }
    }
    String line = args.line(limit.orElse(args.value()));
    if (limit.isEmpty()) {
      lines.add(line);
    }
    TaskResult result = TaskResult.of("msg", line);
    return lines.equals(file.lines())
        ? Plan.same(result)
        : Plan.change(List.of(file.write(lines, args.backup())), result);
  }
}
