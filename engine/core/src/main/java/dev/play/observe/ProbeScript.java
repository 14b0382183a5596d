package dev.play.observe;

import dev.play.host.CommandOutput;
import dev.play.host.Probe;
import dev.play.host.Probe.ContentOf;
import dev.play.host.Probe.DigestOf;
import dev.play.host.Probe.FileAt;
import dev.play.host.Probe.GroupNamed;
import dev.play.host.Probe.Manager;
import dev.play.host.Probe.PackageAt;
import dev.play.host.Probe.Query;
import dev.play.host.Probe.Tool;
import dev.play.host.Probe.TreeAt;
import dev.play.host.Probe.Unit;
import dev.play.host.Probe.UserNamed;
import dev.play.shell.Frames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A batch of probes as one POSIX shell script, and the reading of its reply. Probes of a family
 * share one call of their tool; the script reads only.
 */
public final class ProbeScript {
  private final Frames frames;
  private final List<Section> sections = new ArrayList<>();
  private final List<Probe<?>> answeredAtOnce = new ArrayList<>();

  /**
   * @param nonce at least 16 letters or digits that nobody can guess
   */
  public ProbeScript(Collection<? extends Probe<?>> probes, String nonce) {
    this.frames = new Frames(nonce);
    new Batch(probes).sections();
  }

  /** The script; its standard input is not used. */
  public String text() {
    StringBuilder out = new StringBuilder(frames.preamble());
    out.append(
        "P=$PATH L=${LC_ALL-}\nexport LC_ALL=C\nPATH=\"${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin\"\n");
    for (int i = 0; i < sections.size(); i++) {
      out.append("(\n").append(sections.get(i).script()).append(") </dev/null; end ");
      out.append(i).append(" $?\n");
    }
    return out.append("exit 0\n").toString();
  }

  /** How many processes the script starts on the host, at most. */
  public int processes() {
    return sections.stream().mapToInt(Section::processes).sum();
  }

  /** The answers in a reply. Probes that it does not answer are worth asking again. */
  public Answers read(CommandOutput reply) {
    Answers answers = new Answers();
    for (Probe<?> probe : answeredAtOnce) {
      switch (probe) {
        case PackageAt p -> answers.put(p, dev.play.host.PackageInfo.absent(p.name()));
        case Unit u -> answers.put(u, UnitSection.notFound(u.unit()));
        default -> throw new IllegalStateException("not answered at once: " + probe);
      }
    }
    Map<String, Frames.Part> parts = frames.split(reply);
    for (int i = 0; i < sections.size(); i++) {
      Frames.Part part = parts.get(Integer.toString(i));
      if (part == null) {
        throw new dev.play.host.HostException(
            "the host's shell broke off while it was asked: "
                + frames.loose(reply).orElse("no reason given (status " + reply.status() + ")"));
      }
      sections.get(i).read(part, answers);
    }
    return answers;
  }

  /** Sorts probes into families. */
  private final class Batch {
    private final Collection<Probe<?>> probes;

    Batch(Collection<? extends Probe<?>> probes) {
      this.probes = new LinkedHashSet<>(probes);
    }

    void sections() {
      paths();
      var packages = grouped(PackageAt.class, PackageAt::manager);
      packages.forEach(
          (manager, asked) -> {
            List<PackageAt> names = asked.stream().filter(PackageSection::isName).toList();
            asked.stream().filter(p -> !PackageSection.isName(p)).forEach(answeredAtOnce::add);
            if (!names.isEmpty()) {
              sections.add(new PackageSection(manager, names));
            }
          });
      units();
      List<UserNamed> users = of(UserNamed.class);
      List<GroupNamed> groups = of(GroupNamed.class);
      if (!users.isEmpty() || !groups.isEmpty()) {
        sections.add(new AccountSection(users, groups, frames.mark()));
      }
      List<Tool> tools = of(Tool.class);
      Optional<Manager> manager = of(Manager.class).stream().findFirst();
      if (!tools.isEmpty() || manager.isPresent()) {
        sections.add(new HostSection(tools, manager, frames.mark()));
      }
      of(Query.class).forEach(q -> sections.add(new QuerySection(q)));
      of(Probe.Facts.class).forEach(f -> sections.add(new FactsSection(f, frames.mark())));
    }

    private void paths() {
      grouped(FileAt.class, FileAt::follow)
          .forEach(
              (follow, all) ->
                  Arguments.chunks(all, FileAt::path)
                      .forEach(c -> sections.add(new StatSection(c, follow, frames.mark()))));
      grouped(DigestOf.class, DigestOf::algorithm)
          .forEach(
              (algorithm, all) ->
                  Arguments.chunks(all, DigestOf::path)
                      .forEach(c -> sections.add(new DigestSection(algorithm, c))));
      List<ContentOf> alone =
          of(ContentOf.class).stream().filter(ContentSection::sizeless).toList();
      alone.forEach(c -> sections.add(new ContentSection(c.limit(), List.of(c))));
      grouped(ContentOf.class, ContentOf::limit)
          .forEach(
              (limit, all) -> {
                List<ContentOf> sized =
                    all.stream().filter(c -> !ContentSection.sizeless(c)).toList();
                Arguments.chunks(sized, ContentOf::path)
                    .forEach(c -> sections.add(new ContentSection(limit, c)));
              });
      of(TreeAt.class).forEach(t -> sections.add(new TreeSection(t, frames.mark())));
    }

    private void units() {
      grouped(Unit.class, Unit::scope)
          .forEach(
              (scope, asked) -> {
                List<Unit> shown = new ArrayList<>();
                for (Unit unit : asked) {
                  boolean named = UnitSection.isName(unit);
                  if (UnitSection.isTemplate(unit) || named && scope == Unit.Scope.GLOBAL) {
                    sections.add(new UnitFileSection(unit));
                  } else if (named) {
                    shown.add(unit);
                  } else {
                    answeredAtOnce.add(unit);
                  }
                }
                if (!shown.isEmpty()) {
                  sections.add(new UnitSection(scope, shown));
                }
              });
    }

    private <P> List<P> of(Class<P> family) {
      return probes.stream().filter(family::isInstance).map(family::cast).toList();
    }

    private <P, K> Map<K, List<P>> grouped(Class<P> family, Function<P, K> key) {
      Map<K, List<P>> out = new LinkedHashMap<>();
      of(family).forEach(p -> out.computeIfAbsent(key.apply(p), k -> new ArrayList<>()).add(p));
      return out;
    }
  }
}
