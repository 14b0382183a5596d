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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A package in a file: on the host, or at an address that the host fetches it from.
 *
 * @param where path or http(s) address
 */
public record DebFile(String where) {
  // Installs by apt-get, so that dependencies come too; $1 is the address, the rest apt-get.
  private static final String FETCH_AND_INSTALL =
      """
      address=$1; shift
      dir=$(mktemp -d /var/tmp/play-deb.XXXXXX) || exit 1
      trap 'rm -rf "$dir"' EXIT
      if command -v curl >/dev/null; then curl -fsSL -o "$dir/package.deb" -- "$address"
      elif command -v wget >/dev/null; then wget -q -O "$dir/package.deb" -- "$address"
      else echo 'E: install curl or wget on the host to fetch packages by address' >&2; exit 1; fi || exit 1
      name=$(dpkg-deb -f "$dir/package.deb" Package) && version=$(dpkg-deb -f "$dir/package.deb" Version) || exit 1
      if [ "$(dpkg-query -W -f='${db:Status-Status} ${Version}' "$name" 2>/dev/null)" = "installed $version" ]; then
        echo "0 upgraded, 0 newly installed: $name $version is there"; exit 0
      fi
      chmod 755 "$dir" && chmod 644 "$dir/package.deb" && "$@" "$dir/package.deb"
      """;

  /** Adds what is to do. */
  public void plan(HostView host, AptGet apt, AptPlan todo, boolean downgrade) {
    if (where.contains("://")) {
      List<String> argv =
          new java.util.ArrayList<>(
              List.of("/bin/sh", "-c", FETCH_AND_INSTALL, "sh", where, "apt-get"));
      argv.addAll(apt.options());
      argv.add("install");
      todo.add(
          Effect.Run.of(
              Command.of(argv).withEnvironment(AptGet.ENVIRONMENT),
              "install " + where,
              AptGet.TOUCHED));
      return;
    }
    HostPath path = HostPath.of(where);
    CommandOutput fields =
        host.known(
            Probe.Query.of(
                Set.of(Resource.path(path)),
                "dpkg-deb",
                "--showformat=${Package}\\n${Version}\\n${Architecture}\\n",
                "-W",
                path.isAbsolute() ? where : "./" + where));
    if (!fields.ok()) {
      throw new ModuleFailure("cannot read the package " + where + ": " + fields.err().strip());
    }
    String[] lines = fields.out().split("\n");
    Probe.PackageAt probe = new Probe.PackageAt(PackageManager.APT, lines[0]);
    PackageInfo installed = host.known(probe);
    if (installed.installed()) {
      String version = installed.version().orElse("");
      CommandOutput older =
          host.known(
              Probe.Query.of(Set.of(), "dpkg", "--compare-versions", lines[1], "lt", version));
      if (version.equals(lines[1])) {
        return;
      }
      if (older.ok() && !downgrade) {
        throw new ModuleFailure(
            "a later version is installed (" + version + "); allow_downgrade lets it go back");
      }
    }
    PackageInfo after =
        new PackageInfo(lines[0], true, Optional.of(lines[1]), Optional.of(lines[2]), false, false);
    todo.add(
        apt.run(
            "install",
            List.of(path.isAbsolute() ? where : "./" + where),
            "install " + where,
            List.of(new Effect.Prediction<>(probe, after)),
            Optional.empty()));
  }
}
