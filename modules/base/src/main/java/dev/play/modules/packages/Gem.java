package dev.play.modules.packages;

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
import dev.play.modules.base.text.ShellWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ruby's packages. Options and results as in {@code community.general.gem}. */
@ModuleDoc(
    name = "gem",
    also = "community.general.gem",
    summary = "Installs, upgrades and removes Ruby gems.",
    example = "gem: {name: rake, version: 13.0.6, user_install: false}",
    notes = {
      "A gem that is there in the version asked for is left alone without asking a repository.",
      "A gem is removed from every directory that gem knows it in."
    })
public final class Gem implements Module<Gem.Args> {
  private static final Pattern LISTED = Pattern.compile("(?m)^\\S+ \\((.+)\\)$");
  private static final Pattern PLACE =
      Pattern.compile("(?m)^ +(?:Installed at)?(?: ?\\(([^,)]*)[^)]*\\))?: (/.*)$");

  /** The arguments. */
  public record Args(
      @Param("the gem") String name,
      @Param(value = "what is wanted", def = "present") State state,
      @Param("a file of a gem on the host, to install it from") Optional<HostPath> gemSource,
      @Param(value = "with what it needs", def = "true") boolean includeDependencies,
      @Param(value = "where gems are fetched from", aliases = "source") Optional<String> repository,
      @Param(value = "for the user alone, not for all", def = "true") boolean userInstall,
      @Param("the program gem, with its words") Optional<HostPath> executable,
      @Param("where gems are, apart from the others; user_install is to be false")
          Optional<HostPath> installDir,
      @Param("where its programs go") Optional<HostPath> bindir,
      @Param(value = "read no .gemrc", def = "true") boolean norc,
      @Param(value = "its programs find ruby by /usr/bin/env", def = "false") boolean envShebang,
      @Param("its version") Optional<String> version,
      @Param(value = "versions before a release, too", def = "false") boolean preRelease,
      @Param(value = "its documentation, too", def = "false") boolean includeDoc,
      @Param("options for building it") Optional<String> buildFlags,
      @Param(value = "whatever stands against it", def = "false") boolean force) {
    public Args {
      if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException("not the name of a gem: '" + name + "'");
      }
      if (version.filter(v -> !v.matches("[^\\p{Cntrl}]{1,200}")).isPresent()) {
        throw new IllegalArgumentException("not a version: '" + version.get() + "'");
      }
      if (repository.filter(r -> !r.matches("[a-z0-9]+://[^\\s\\p{Cntrl}]+")).isPresent()) {
        throw new IllegalArgumentException("not a repository: '" + repository.get() + "'");
      }
      if (gemSource.isPresent() && state == State.LATEST) {
        throw new IllegalArgumentException(
            "Cannot maintain state=latest when installing from local source");
      }
      if (installDir.isPresent() && userInstall) {
        throw new IllegalArgumentException("install_dir requires user_install=false");
      }
      if (version.isPresent() && state == State.LATEST) {
        throw new IllegalArgumentException("version and state=latest exclude each other");
      }
      buildFlags.ifPresent(ShellWords::split);
      if (executable.filter(e -> ShellWords.split(e.text()).isEmpty()).isPresent()) {
        throw new IllegalArgumentException("executable is empty");
      }
    }

    private List<String> argv(HostView host, String... words) {
      List<String> out =
          new ArrayList<>(
              executable
                  .map(e -> List.of(e.text().split(" ")))
                  .orElseGet(
                      () ->
                          host.known(new Probe.Tool("gem"))
                              .map(path -> List.of(path.text()))
                              .orElseThrow(
                                  () ->
                                      new ModuleFailure(
                                          "gem is not on the host; it comes with the package ruby"))));
      out.addAll(List.of(words));
      if (norc) {
        out.add("--norc");
      }
      return out;
    }

    private Map<String, String> environment() {
      Map<String, String> out = new HashMap<>(Map.of("LC_ALL", "C.UTF-8"));
      installDir.ifPresent(dir -> out.put("GEM_HOME", dir.text()));
      return out;
    }
  }

  /** What is wanted of a gem. */
  public enum State {
    PRESENT,
    ABSENT,
    LATEST
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>(Set.of(Resource.topic("gem")));
    args.installDir().ifPresent(dir -> out.add(new Resource.Tree(dir)));
    args.bindir().ifPresent(dir -> out.add(new Resource.Tree(dir)));
    if (args.installDir().isEmpty()) {
      for (String place : List.of("/var/lib/gems", "/usr", "/root", "/home", "/opt")) {
        out.add(Resource.tree(place));
      }
    }
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String local = list(args, host, "--local", "--details");
    List<String> there = versions(local);
    Optional<String> wanted = args.state() == State.LATEST ? newest(args, host) : args.version();
    boolean settled = wanted.map(there::contains).orElse(!there.isEmpty());
    TaskResult result = result(args, wanted);
    if (args.state() == State.ABSENT) {
      return settled ? remove(args, host, local, result) : Plan.same(result);
    }
    if (settled) {
      return Plan.same(result);
    }
    Effect run =
        run(
            args,
            install(args, host, wanted),
            "install the gem " + args.name() + wanted.map(v -> " " + v).orElse(""));
    return Plan.change(List.of(run), result);
  }

  private static TaskResult result(Args args, Optional<String> version) {
    TaskResult out =
        TaskResult.of("name", args.name(), "state", args.state().name().toLowerCase(Locale.ROOT));
    out = version.isPresent() ? out.with("version", version.get()) : out;
    return args.repository().isPresent() ? out.with("repository", args.repository().get()) : out;
  }

  private Probe.Query asking(Args args, List<String> argv) {
    Set<Resource> about = new HashSet<>(mayTouch(args));
    about.add(Resource.PACKAGE_SET);
    return new Probe.Query(argv, args.environment(), dev.play.host.Blob.of(""), about);
  }

  private String list(Args args, HostView host, String... words) {
    List<String> argv = args.argv(host, "list");
    argv.addAll(List.of(words));
    argv.add("^" + args.name().replace(".", "\\.") + "$");
    CommandOutput told = host.known(asking(args, argv));
    if (!told.ok()) {
      throw new ModuleFailure("gem does not list gems: " + told.err().strip());
    }
    return told.out();
  }

  private static List<String> versions(String listed) {
    List<String> out = new ArrayList<>();
    Matcher line = LISTED.matcher(listed);
    while (line.find()) {
      for (String each : line.group(1).split(", ")) {
        out.add(each.replaceFirst("^default: ", "").split(" ")[0]);
      }
    }
    return out;
  }

  /** What a repository has as the newest, if it has the gem at all. */
  private Optional<String> newest(Args args, HostView host) {
    List<String> words = new ArrayList<>(List.of("--remote"));
    args.repository().ifPresent(r -> words.addAll(List.of("--clear-sources", "--source", r)));
    if (args.preRelease()) {
      words.add("--prerelease");
    }
    return versions(list(args, host, words.toArray(String[]::new))).stream().findFirst();
  }

  private static List<String> install(Args args, HostView host, Optional<String> version) {
    List<String> out = args.argv(host, "install");
    version.ifPresent(v -> out.addAll(List.of("--version", v)));
    args.repository().ifPresent(r -> out.addAll(List.of("--clear-sources", "--source", r)));
    if (!args.includeDependencies()) {
      out.add("--ignore-dependencies");
    }
    out.add(args.userInstall() ? "--user-install" : "--no-user-install");
    args.installDir().ifPresent(dir -> out.addAll(List.of("--install-dir", dir.text())));
    args.bindir().ifPresent(dir -> out.addAll(List.of("--bindir", dir.text())));
    if (args.preRelease()) {
      out.add("--prerelease");
    }
    out.add(args.includeDoc() ? "--document" : "--no-document");
    if (args.envShebang()) {
      out.add("--env-shebang");
    }
    if (args.force()) {
      out.add("--force");
    }
    out.add(args.gemSource().map(HostPath::operand).orElse(args.name()));
    args.buildFlags()
        .ifPresent(
            flags -> {
              out.add("--");
              out.addAll(ShellWords.split(flags));
            });
    return out;
  }

  private Plan remove(Args args, HostView host, String listed, TaskResult result) {
    Set<String> places = new TreeSet<>();
    Matcher place = PLACE.matcher(listed);
    while (place.find()) {
      Optional<String> version = Optional.ofNullable(place.group(1));
      if (version.isEmpty() || args.version().isEmpty() || version.equals(args.version())) {
        places.add(place.group(2));
      }
    }
    List<Effect> effects = new ArrayList<>();
    for (String each : places) {
      List<String> argv = args.argv(host, "uninstall", "--install-dir", each);
      args.bindir().ifPresent(dir -> argv.addAll(List.of("--bindir", dir.text())));
      argv.addAll(args.version().map(v -> List.of("--version", v)).orElse(List.of("--all")));
      argv.add("--executables");
      if (args.force()) {
        argv.add("--force");
      }
      argv.add(args.name());
      effects.add(run(args, argv, "remove the gem " + args.name() + " from " + each));
    }
    return effects.isEmpty()
        ? Plan.failed("gem does not tell where " + args.name() + " is")
        : Plan.change(effects, result);
  }

  private Effect run(Args args, List<String> argv, String why) {
    return Effect.Run.of(Command.of(argv).withEnvironment(args.environment()), why, mayTouch(args));
  }
}
