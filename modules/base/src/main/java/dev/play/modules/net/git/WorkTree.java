package dev.play.modules.net.git;

import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A repository on the host as it is.
 *
 * @param head the commit that is checked out; empty where there is none yet
 * @param url the remote's
 * @param modified whether tracked files were changed by hand
 * @param staleSubmodules whether a submodule is not at the commit that the repository names
 */
public record WorkTree(
    String head, Optional<String> url, boolean modified, boolean staleSubmodules) {

  /**
   * Reads it; empty where there is no repository.
   *
   * @param gitDirectory where its config lies
   */
  public static Optional<WorkTree> read(
      HostView host,
      String git,
      HostPath dest,
      HostPath gitDirectory,
      String remote,
      boolean bare,
      boolean submodules) {
    FileInfo config = host.known(new Probe.FileAt(gitDirectory.child("config"), true));
    FileInfo pointer = host.known(new Probe.FileAt(dest.child(".git"), true));
    if (!config.exists() && (bare || !pointer.isFile())) {
      return Optional.empty();
    }
    Probe<CommandOutput> head = query(git, dest, "rev-parse", "--verify", "-q", "HEAD");
    Probe<CommandOutput> url = query(git, dest, "config", "--get", "remote." + remote + ".url");
    Probe<CommandOutput> status =
        submodules
            ? query(git, dest, "status", "--porcelain", "-uno")
            : query(git, dest, "status", "--porcelain", "-uno", "--ignore-submodules=all");
    Probe<CommandOutput> modules = query(git, dest, "submodule", "status", "--recursive");
    Probe.FileAt list = new Probe.FileAt(dest.child(".gitmodules"), true);
    host.need(bare ? List.of(head, url) : List.of(head, url, status, list));
    boolean stale =
        submodules
            && !bare
            && host.known(list).exists()
            && answer(host.known(modules)).lines().anyMatch(l -> l.matches("[-+U].*"));
    return Optional.of(
        new WorkTree(
            answer(host.known(head)).trim(),
            Optional.of(answer(host.known(url)).trim()).filter(u -> !u.isEmpty()),
            !bare && !answer(host.known(status)).isBlank(),
            stale));
  }

  private static String answer(CommandOutput output) {
    // 1 is "no such thing"; 128 is git's way of refusing, with its reason.
    if (output.status() > 1) {
      throw new ModuleFailure(output.err().trim());
    }
    return output.out();
  }

  private static Probe<CommandOutput> query(String git, HostPath dest, String... arguments) {
    // status would write the index anew in passing; nothing may be written by asking.
    List<String> argv = new ArrayList<>(List.of(git, "--no-optional-locks", "-C", dest.text()));
    argv.addAll(List.of(arguments));
    return Probe.Query.of(Set.of(new Resource.Tree(dest)), argv);
  }
}
