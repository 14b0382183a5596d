package dev.play.modules.debian;

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
import dev.play.modules.machine.config.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Locales that are made (locale-gen(8), /etc/locale.gen). Options and results as in {@code
 * community.general.locale_gen}.
 */
@ModuleDoc(
    name = "locale_gen",
    also = "community.general.locale_gen",
    summary = "Makes and removes locales.",
    example = "locale_gen: {name: de_DE.UTF-8}")
public final class LocaleGen implements Module<LocaleGen.Args> {
  private static final HostPath FILE = HostPath.of("/etc/locale.gen");
  private static final Resource LOCALES = Resource.topic("locales");

  /** The arguments. */
  public record Args(
      @Param("locales, for example de_DE.UTF-8") List<String> name,
      @Param(value = "whether they are to be there", def = "present") State state) {
    public Args {
      for (String locale : name) {
        if (!locale.matches("[A-Za-z0-9][A-Za-z0-9_.@-]*")) {
          throw new IllegalArgumentException("not a locale: '" + locale + "'");
        }
      }
    }
  }

  /** Whether locales are to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(LOCALES, Resource.path(FILE));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TextFile file = TextFile.at(FILE, host);
    if (!file.exists()) {
      throw new ModuleFailure(FILE + " is missing. Is the package \"locales\" installed?");
    }
    CommandOutput made =
        host.known(Probe.Query.of(Set.of(LOCALES, Resource.PACKAGES), "locale", "-a"));
    List<String> there = made.out().lines().map(LocaleGen::plain).toList();
    boolean wanted = args.state() == State.PRESENT;
    boolean differs = args.name().stream().anyMatch(n -> there.contains(plain(n)) != wanted);
    List<String> lines = new ArrayList<>(file.lines());
    for (String name : args.name()) {
      mark(lines, name, wanted);
    }
    List<Effect> effects = new ArrayList<>();
    boolean rewritten = !lines.equals(file.lines());
    if (rewritten && differs) {
      effects.add(file.write(lines, false));
    }
    if (differs) {
      effects.add(
          Effect.Run.of(
              wanted ? Command.of("locale-gen") : Command.of("locale-gen", "--purge"),
              (wanted ? "make locales " : "remove locales ") + String.join(" ", args.name()),
              Set.of(LOCALES)));
    }
    return Plan.change(effects, TaskResult.of("name", args.name()));
  }

  /** Takes the mark of a remark off its line, or puts one there. */
  private static void mark(List<String> lines, String name, boolean wanted) {
    Pattern line = Pattern.compile("#?\\s*" + Pattern.quote(name) + "(\\s.*)");
    boolean found = false;
    for (int i = 0; i < lines.size(); i++) {
      var match = line.matcher(lines.get(i));
      if (match.matches()) {
        found = true;
        lines.set(i, (wanted ? "" : "# ") + name + match.group(1));
      }
    }
    if (!found && wanted) {
      throw new ModuleFailure("The locale you've entered is not available on your system: " + name);
    }
  }

  /** {@code locale -a} writes utf8 for UTF-8. */
  private static String plain(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? name
        : name.substring(0, dot) + name.substring(dot).toLowerCase(Locale.ROOT).replace("-", "");
  }
}
