package dev.play.modules.packages;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.base.text.ShellWords;
import java.util.Optional;
import java.util.Set;

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
  }

  /** What is wanted of a gem. */
  public enum State {
    PRESENT,
    ABSENT,
    LATEST
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return GemPlan.touches(args);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return GemPlan.of(args, host);
  }
}
