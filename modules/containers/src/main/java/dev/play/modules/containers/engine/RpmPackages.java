package dev.play.modules.containers.engine;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.modules.system.apt.AptGet;
import dev.play.modules.system.apt.PackageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Docker's packages where dnf or yum installs them. */
public final class RpmPackages {
  private RpmPackages() {}

  /**
   * Installs what is missing or of another version.
   *
   * @param names as {@code name} or {@code name=version}
   */
  public static Plan plan(HostView host, PackageManager manager, List<String> names) {
    if (manager != PackageManager.DNF && manager != PackageManager.YUM) {
      throw new ModuleFailure(
          "install_docker works with apt, dnf and yum; this host has "
              + (manager == PackageManager.NONE ? "none of them" : word(manager)));
    }
    List<PackageRequest> requests = names.stream().map(PackageRequest::parse).toList();
    host.need(requests.stream().map(r -> new Probe.PackageAt(manager, r.name())).toList());
    List<String> missing = new ArrayList<>();
    for (PackageRequest request : requests) {
      if (!isThere(request, host.known(new Probe.PackageAt(manager, request.name())))) {
        missing.add(request.name() + request.version().map(v -> "-" + v).orElse(""));
      }
    }
    if (missing.isEmpty()) {
      return Plan.same();
    }
    List<String> argv = new ArrayList<>(List.of(word(manager), "-y", "install"));
    argv.addAll(missing);
    return Plan.change(
        List.of(
            Effect.Run.of(
                Command.of(argv), "install " + String.join(" ", missing), AptGet.TOUCHED)));
  }

  /** rpm tells versions as {@code [epoch:]version-release}; people leave out the first and last. */
  private static boolean isThere(PackageRequest request, PackageInfo info) {
    if (!info.installed()) {
      return false;
    }
    String version = info.version().orElse("");
    String bare = version.replaceFirst("^\\d+:", "");
    return request.accepts(version)
        || request.accepts(bare)
        || request.accepts(bare.replaceFirst("-[^-]*$", ""));
  }

  private static String word(PackageManager manager) {
    return manager.name().toLowerCase(Locale.ROOT);
  }
}
