package dev.play.modules.system.apt;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A package in a file: on the host, or at an address that the host fetches it from.
 *
 * @param where path or address
 */
public record DebFile(String where) {
  // Puts what is at address $1 into file $2.
  private static final String FETCH =
      """
      fetch() {
        if command -v curl >/dev/null; then curl -fsSL -o "$2" -- "$1"
        elif command -v wget >/dev/null; then wget -q -O "$2" -- "$1"
        else echo 'install curl or wget on the host to fetch packages by address' >&2; return 1; fi
      }
      dir=$(mktemp -d /var/tmp/play-deb.XXXXXX) || exit 1
      trap 'rm -rf "$dir"' EXIT
      address=$1; shift
      fetch "$address" "$dir/package.deb" || exit 1
      """;

  private static final String READ = FETCH + "\"$@\" \"$dir/package.deb\"\n";

  // By apt-get, so that dependencies come too; it reads the file as another user.
  private static final String INSTALL =
      FETCH
          + "chmod 755 \"$dir\" && chmod 644 \"$dir/package.deb\" && \"$@\" \"$dir/package.deb\"\n";

  /** Adds what is to do. */
  public void plan(HostView host, AptGet apt, AptPlan todo, boolean downgrade) {
    PackageInfo wanted = wanted(host);
    PackageInfo installed = host.known(new Probe.PackageAt(PackageManager.APT, wanted.name()));
    if (installed.installed()) {
      if (installed.version().equals(wanted.version())) {
        return;
      }
      String version = installed.version().orElse("");
      Probe.Query older =
          Probe.Query.of(
              Set.of(),
              List.of("dpkg", "--compare-versions", wanted.version().orElse(""), "lt", version));
      if (host.known(older).ok() && !downgrade) {
        throw new ModuleFailure(
            "a later version is installed (" + version + "); allow_downgrade lets it go back");
      }
    }
    if (isAddress()) {
      todo.add(install(apt, wanted, todo.policyRcD()));
    } else {
      todo.installFile(argument(), HostPath.of(where));
    }
  }

  private boolean isAddress() {
    return where.contains("://");
  }

  /** Told by a slash from the name of a package. */
  private String argument() {
    return where.startsWith("/") ? where : "./" + where;
  }

  /** Name, version and architecture, as the file says. */
  private PackageInfo wanted(HostView host) {
    List<String> ask =
        List.of("dpkg-deb", "--showformat=${Package}\\n${Version}\\n${Architecture}\\n", "-W");
    List<String> argv = new ArrayList<>();
    if (isAddress()) {
      argv.addAll(List.of("/bin/sh", "-c", READ, "sh", where));
    }
    argv.addAll(ask);
    if (!isAddress()) {
      argv.add(argument());
    }
    CommandOutput fields =
        host.known(
            Probe.Query.of(
                Set.of(isAddress() ? Resource.PACKAGE_SET : Resource.path(HostPath.of(where))),
                argv));
    String[] lines = fields.out().split("\n");
    if (!fields.ok() || lines.length < 3) {
      throw new ModuleFailure("cannot read the package " + where + ": " + fields.err().strip());
    }
    return new PackageInfo(
        lines[0], true, Optional.of(lines[1]), Optional.of(lines[2]), false, false);
  }

  private Effect install(AptGet apt, PackageInfo wanted, Optional<Integer> policyRcD) {
    Effect.Prediction<?> there =
        new Effect.Prediction<>(new Probe.PackageAt(PackageManager.APT, wanted.name()), wanted);
    Effect.Run run = apt.run("install", List.of(), "install " + where, List.of(there), policyRcD);
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", INSTALL, "sh", where));
    argv.addAll(run.command().argv());
    return new Effect.Run(
        Command.of(argv).withEnvironment(AptGet.ENVIRONMENT),
        run.why(),
        run.touches(),
        run.predicts(),
        run.okStatuses());
  }
}
