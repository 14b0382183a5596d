package dev.play.modules.base;

import dev.play.modules.machine.PamLimits;
import dev.play.modules.machine.Pamd;
import dev.play.modules.net.GetUrl;
import dev.play.modules.net.Git;
import dev.play.modules.net.GitConfig;
import dev.play.modules.net.Uri;
import dev.play.modules.net.WaitFor;
import dev.play.testkit.CaseHost;
import dev.play.testkit.KeptConnection;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.ModuleCases;
import dev.play.testkit.hostile.HostileLaw;
import dev.play.testkit.lab.ModuleLab;
import dev.play.testkit.web.CaseServer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of the modules for files, commands and the net again, over SSH on a Debian machine: as
 * root by sudo, and as a user who is nobody special.
 */
@Tag("lab")
@LabModules({
  Assemble.class,
  Blockinfile.class,
  Command.class,
  Copy.class,
  Fetch.class,
  File.class,
  Find.class,
  GetUrl.class,
  Git.class,
  GitConfig.class,
  IniFile.class,
  Lineinfile.class,
  PamLimits.class,
  Pamd.class,
  Ping.class,
  Raw.class,
  Replace.class,
  Script.class,
  Shell.class,
  Slurp.class,
  Stat.class,
  Tempfile.class,
  Template.class,
  Unarchive.class,
  Uri.class,
  WaitFor.class
})
class FileModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @AutoClose private static final CaseServer SERVER = CaseServer.start(HOST.controllerAddress());

  @Override
  public LabHost host() {
    return HOST;
  }

  @Override
  public Map<String, String> names() {
    return SERVER.names();
  }

  @Override
  public void prepare() {
    HOST.root(
        "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
            + " --no-install-recommends bzip2 curl e2fsprogs file git unzip xz-utils zstd"
            + " >/dev/null 2>&1");
  }

  @Override
  @TestFactory
  public Stream<DynamicContainer> everyCaseHoldsTheLaws() {
    prepare();
    KeptConnection kept = new KeptConnection(connector());
    CaseHost root = asRoot(kept);
    CaseHost user = new CaseHost(kept, Optional.empty(), "/var/tmp", names());
    return Stream.of(
            each("", module -> ModuleCases.of(module).asRoot(root)),
            each(", as a user", module -> ModuleCases.of(module).asAnyUser(user)),
            each(", with hostile values", module -> HostileLaw.of(module, root)))
        .flatMap(Function.identity())
        .onClose(kept::close);
  }
}
