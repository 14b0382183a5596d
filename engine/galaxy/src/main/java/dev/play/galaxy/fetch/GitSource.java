package dev.play.galaxy.fetch;

import dev.play.galaxy.requirement.Origin;
import dev.play.transport.local.Captured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trees of git repositories, by the git command. */
final class GitSource {
  private final Programs programs;

  GitSource(Programs programs) {
    this.programs = programs;
  }

  /**
   * Unpacks a commit as {@code git archive} gives it.
   *
   * @param version a branch, a tag or a commit; empty for where HEAD stands
   * @param locked the commit to take instead of what the version stands for now
   * @param work an empty directory
   */
  Fetched fetch(Origin.Git origin, Optional<String> version, Optional<Identity> locked, Path work) {
    String clone = work.resolve("clone").toString();
    String shown = origin.shown();
    git(shown, List.of("clone", "--quiet", "--bare", "--", origin.address(), clone));
    String now = commit(clone, version.orElse("HEAD"), shown);
    Identity current = new Identity.Commit(now);
    Identity wanted = locked.orElse(current);
    if (!wanted.equals(current)) {
      commit(clone, wanted.digits(), shown);
    }
    Path archive = work.resolve("tree.tar");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("-C", clone, "archive", "--format=tar", "--output=" + archive, wanted.digits()));
    if (!origin.below().isEmpty()) {
      command.addAll(List.of("--", origin.below()));
    }
    git(shown, command);
    Path tree = work.resolve("tree");
    Tarball.unpack(archive, tree, shown);
    Path root = tree.resolve(origin.below()).normalize();
    if (!root.startsWith(tree)) {
      throw new GalaxyFailure(shown + " leads out of the repository");
    }
    return new Fetched(
        root,
        Optional.of(wanted),
        wanted.equals(current) ? Optional.empty() : Optional.of(current));
  }

  private String commit(String clone, String version, String shown) {
    List<String> ask = List.of("-C", clone, "rev-parse", "--verify", "--quiet", "--end-of-options");
    Captured found = run(with(ask, version + "^{commit}"));
    if (found.status() != 0 && version.matches("[0-9a-f]{40}")) {
      // A commit that no branch leads to any more may still be there for whoever asks by its id.
      run(List.of("-C", clone, "fetch", "--quiet", "origin", version));
      found = run(with(ask, version + "^{commit}"));
    }
    if (found.status() != 0) {
      throw new GalaxyFailure(
          "there is no branch, tag or commit " + version + " in " + shown + known(clone));
    }
    return found.out().strip();
  }

  private String known(String clone) {
    Captured tags = run(List.of("-C", clone, "tag", "--list", "--sort=-version:refname"));
    List<String> first = tags.out().lines().limit(5).toList();
    return first.isEmpty() ? "" : "; its newest tags: " + String.join(", ", first);
  }

  private void git(String shown, List<String> arguments) {
    Captured ended = run(arguments);
    if (ended.status() != 0) {
      throw new GalaxyFailure(
          "git could not get "
              + shown
              + ": "
              + Origin.withoutPassword(ended.err().strip().replaceAll("https?://[^/@\\s]+@", "")));
    }
  }

  private Captured run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    try {
      return programs.run(command);
    } catch (IOException e) {
      throw new GalaxyFailure("git cannot be run on this machine: " + e.getMessage());
    }
  }

  private static List<String> with(List<String> head, String last) {
    List<String> all = new ArrayList<>(head);
    all.add(last);
    return all;
  }
}
