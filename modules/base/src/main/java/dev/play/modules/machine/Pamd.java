package dev.play.modules.machine;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.machine.config.PamRule;
import dev.play.modules.machine.config.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of PAM services (pam.conf(5)). Options and results as in {@code community.general.pamd}.
 */
@ModuleDoc(
    name = "pamd",
    also = "community.general.pamd",
    summary = "Changes rules of a PAM service.",
    example =
        "pamd: {name: sshd, type: session, control: optional, module_path: pam_motd.so, state: absent}",
    requiredIf = {
      "state,args_present,module_arguments",
      "state,args_absent,module_arguments",
      "state,before,new_control",
      "state,before,new_type",
      "state,before,new_module_path",
      "state,after,new_control",
      "state,after,new_type",
      "state,after,new_module_path"
    })
public final class Pamd implements Module<Pamd.Args> {
  /** The arguments. */
  public record Args(
      @Param("the service: a file below path") String name,
      @Param(
              value = "the rule's type",
              choices = {
                "account",
                "-account",
                "auth",
                "-auth",
                "password",
                "-password",
                "session",
                "-session"
              })
          String type,
      @Param("its control") String control,
      @Param("its module") String modulePath,
      @Param(
              value = "the new type",
              choices = {
                "account",
                "-account",
                "auth",
                "-auth",
                "password",
                "-password",
                "session",
                "-session"
              })
          Optional<String> newType,
      @Param("the new control") Optional<String> newControl,
      @Param("the new module") Optional<String> newModulePath,
      @Param("arguments of the module") Optional<List<String>> moduleArguments,
      @Param(value = "what is done with the rule", def = "updated") State state,
      @Param(value = "where services are", def = "/etc/pam.d") HostPath path,
      @Param(value = "keep the old file", def = "false") boolean backup) {
    public Args {
      if (name.contains("/") || name.isBlank()) {
        throw new IllegalArgumentException("not a PAM service: '" + name + "'");
      }
    }

    PamRule fresh() {
      return new PamRule(
          newType.orElse(type),
          newControl.orElse(control),
          newModulePath.orElse(modulePath),
          moduleArguments.orElse(List.of()));
    }
  }

  /** What is done. */
  public enum State {
    UPDATED,
    ABSENT,
    BEFORE,
    AFTER,
    ARGS_ABSENT,
    ARGS_PRESENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path().child(args.name())));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TextFile file = TextFile.at(args.path().child(args.name()), host);
    if (!file.exists()) {
      throw new ModuleFailure("Unable to open/read PAM module file " + file.path());
    }
    List<String> lines = new ArrayList<>();
    int changes = 0;
    for (String line : file.lines()) {
      Optional<PamRule> rule =
          PamRule.read(line).filter(r -> r.is(args.type(), args.control(), args.modulePath()));
      List<String> instead =
          rule.isPresent() ? instead(args, rule.get(), line, lines, file.lines()) : List.of(line);
      changes += instead.equals(List.of(line)) ? 0 : 1;
      lines.addAll(instead);
    }
    TaskResult result =
        TaskResult.of("change_count", changes, "backupdest", "", "action", action(args));
    return changes == 0
        ? Plan.same(result)
        : Plan.change(List.of(file.write(lines, args.backup())), result);
  }

  private static String action(Args args) {
    return args.state().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What stands where the rule stood. */
  private static List<String> instead(
      Args args, PamRule rule, String line, List<String> above, List<String> all) {
    return switch (args.state()) {
      case ABSENT -> List.of();
      case UPDATED -> {
        PamRule updated =
            args.moduleArguments().isPresent()
                ? args.fresh()
                : args.fresh().withArguments(rule.arguments());
        yield updated.equals(rule) ? List.of(line) : List.of(updated.line());
      }
      case BEFORE -> {
        boolean there = !above.isEmpty() && isFresh(args, above.getLast());
        yield there ? List.of(line) : List.of(args.fresh().line(), line);
      }
      case AFTER -> {
        int next = all.indexOf(line) + 1;
        boolean there = next < all.size() && isFresh(args, all.get(next));
        yield there ? List.of(line) : List.of(line, args.fresh().line());
      }
      case ARGS_ABSENT -> {
        List<String> rest = new ArrayList<>(rule.arguments());
        rest.removeAll(args.moduleArguments().orElse(List.of()));
        yield rest.equals(rule.arguments())
            ? List.of(line)
            : List.of(rule.withArguments(rest).line());
      }
      case ARGS_PRESENT -> {
        List<String> more = present(rule.arguments(), args.moduleArguments().orElse(List.of()));
        yield more.equals(rule.arguments())
            ? List.of(line)
            : List.of(rule.withArguments(more).line());
      }
    };
  }

  private static boolean isFresh(Args args, String line) {
    PamRule fresh = args.fresh();
    return PamRule.read(line)
        .filter(r -> r.is(fresh.type(), fresh.control(), fresh.module()))
        .isPresent();
  }

  /** {@code name=value} takes the place of another value of that name. */
  private static List<String> present(List<String> there, List<String> wanted) {
    List<String> out = new ArrayList<>(there);
    for (String argument : wanted) {
      int equals = argument.indexOf('=');
      String start = equals < 0 ? argument : argument.substring(0, equals + 1);
      int at = -1;
      for (int i = 0; i < out.size(); i++) {
        if (equals < 0 ? out.get(i).equals(argument) : out.get(i).startsWith(start)) {
          at = i;
        }
      }
      if (at < 0) {
        out.add(argument);
      } else {
        out.set(at, argument);
      }
    }
    return out;
  }
}
