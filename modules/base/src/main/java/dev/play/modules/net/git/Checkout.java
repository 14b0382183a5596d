package dev.play.modules.net.git;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.net.git.RemoteRefs.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The checkout that a task asks for, and the git commands that make it.
 *
 * @param signers fingerprints of those whose signature counts; of anybody where there are none
 * @param hostKeys ssh's StrictHostKeyChecking, or empty for ssh's own setting
 */
public record Checkout(
    String repo,
    HostPath dest,
    String version,
    String remote,
    Optional<String> refspec,
    Optional<Integer> depth,
    boolean trackSubmodules,
    boolean recursive,
    boolean bare,
    String hostKeys,
    Optional<HostPath> keyFile,
    Optional<String> sshOpts,
    Optional<HostPath> reference,
    boolean singleBranch,
    boolean verifyCommit,
    List<String> signers,
    Optional<HostPath> separateGitDir) {

  private static final String UNVERIFIED = "Failed to verify GPG signature";

  // $1 is the version, $2 the fingerprints that count or nothing, $3 git, $4 the checkout. Of a tag
  // that has no words of its own it is the commit that may be signed.
  private static final String VERIFY =
      """
      version=$1 signers=$2 git=$3 kind=verify-commit; cd -- "$4" || exit 1
      [ "$("$git" cat-file -t "refs/tags/$version" 2>/dev/null)" != tag ] || kind=verify-tag
      said=$("$git" "$kind" ${signers:+--raw} "$version" 2>&1) || { printf 'Failed to verify GPG signature of commit/tag "%s": %s\n' "$version" "$said" >&2; exit 1; }
      [ -n "$signers" ] || exit 0
      signer=$(printf '%s\n' "$said" | awk '$2 == "VALIDSIG" {print (NF > 11 ? $12 : $3); exit}')
      case " $signers " in
        *" $signer "*) ;;
        *) printf 'The gpg_allowlist does not include the public key "%s" for this commit\n' "$signer" >&2; exit 1 ;;
      esac
      """;

  // Asking must not change anything: the known keys are read where ssh does not write.
  private static final String NO_NEW_KEYS =
      " -o LogLevel=ERROR -o UserKnownHostsFile=/dev/null"
          + " -o \"GlobalKnownHostsFile=$HOME/.ssh/known_hosts /etc/ssh/ssh_known_hosts\"";

  /** A result that tells of a signature that does not hold in its own words. */
  public static Plan.Telling telling(Function<List<Plan.Outcome>, TaskResult> result) {
    return new Plan.Telling() {
      @Override
      public TaskResult apply(List<Plan.Outcome> outcomes) {
        return result.apply(outcomes);
      }

      @Override
      public TaskResult ofFailure(Plan.Outcome failed) {
        String words = failed.output().err().strip();
        return words.startsWith(UNVERIFIED) ? TaskResult.of("msg", words) : TaskResult.EMPTY;
      }
    };
  }

  /**
   * What is left to do where the version is there: a tag that has come since is fetched, which is
   * no change, and a signature has to hold all the same.
   */
  public Plan settled(Version target, TaskResult result, GitSteps steps, HostView host) {
    if (target instanceof Version.Tag(String name, String at) && !hasTag(name, steps, host)) {
      String tag = "refs/tags/" + name;
      steps.in("fetch", "--force", remote, "+" + tag + ":" + tag);
      verify(target, steps);
      return new Plan.Change(
          steps.effects(), telling(o -> result.changed(false)), false, false, Optional.empty());
    }
    if (verifyCommit) {
      CommandOutput told = host.known(ask(verifying(target, steps.git())));
      if (!told.ok()) {
        return Plan.failed(told.err().strip());
      }
    }
    return Plan.same(result);
  }

  private boolean hasTag(String name, GitSteps steps, HostView host) {
    List<String> argv =
        List.of(steps.git(), "-C", dest.text(), "rev-parse", "--verify", "-q", "refs/tags/" + name);
    return host.known(ask(argv)).ok();
  }

  private Probe.Query ask(List<String> argv) {
    return new Probe.Query(argv, environment(), Blob.of(""), Set.of(new Resource.Tree(dest)));
  }

  /** Adds what makes the checkout. */
  public void cloneIt(Version target, GitSteps steps) {
    List<String> clone = new ArrayList<>(List.of("clone", "--origin", remote));
    if (bare) {
      clone.add("--bare");
    }
    reference.ifPresent(r -> clone.addAll(List.of("--reference", r.text())));
    separateGitDir.ifPresent(d -> clone.addAll(List.of("--separate-git-dir", d.text())));
    if (singleBranch) {
      clone.add("--single-branch");
    }
    boolean named = !(target instanceof Version.Other);
    // A commit cannot be cloned shallowly by its name; it is fetched afterwards.
    depth.ifPresent(d -> clone.add("--depth=" + d));
    if (named && !version.equals("HEAD")) {
      clone.add("--branch=" + target.name());
    }
    if (recursive && !bare && named) {
      clone.add("--recurse-submodules");
    }
    clone.addAll(List.of("--", repo, dest.text()));
    steps.out(clone);
    refspec.ifPresent(r -> steps.in("fetch", remote, r));
    if (!named && !version.equals("HEAD")) {
      if (depth.isPresent()) {
        steps.in("fetch", "--depth=" + depth.get(), remote, version);
      }
      checkOut(target, steps);
      submodules(steps);
    } else if (trackSubmodules) {
      submodules(steps);
    }
    verify(target, steps);
  }

  /** Adds what brings a checkout that is there up to date. */
  public void updateIt(Version target, WorkTree now, boolean sameUrl, GitSteps steps) {
    if (!sameUrl) {
      steps.in("config", "remote." + remote + ".url", repo);
    }
    if (now.modified()) {
      steps.in("reset", "--hard", "HEAD");
    }
    List<String> fetch = new ArrayList<>(List.of("fetch", "--force", "--tags"));
    depth.ifPresent(d -> fetch.add("--depth=" + d));
    fetch.add(remote);
    if (bare) {
      fetch.add("+refs/heads/*:refs/heads/*");
    } else if (target instanceof Version.Branch(String name, String commit)) {
      fetch.add("+refs/heads/" + name + ":refs/remotes/" + remote + "/" + name);
    } else if (depth.isPresent() && target instanceof Version.Other) {
      fetch.add(version);
    }
    refspec.ifPresent(fetch::add);
    steps.in(fetch.toArray(String[]::new));
    checkOut(target, steps);
    submodules(steps);
    verify(target, steps);
  }

  private void checkOut(Version target, GitSteps steps) {
    if (bare) {
      return;
    }
    switch (target) {
      case Version.Branch(String name, String commit) ->
          steps.in("checkout", "--force", "-B", name, remote + "/" + name);
      case Version.Tag(String name, String commit) ->
          steps.in("checkout", "--force", "--detach", "refs/tags/" + name);
      case Version.Other(String name) -> steps.in("checkout", "--force", name, "--");
    }
  }

  private void submodules(GitSteps steps) {
    if (!recursive || bare) {
      return;
    }
    steps.in("submodule", "sync", "--recursive");
    if (trackSubmodules) {
      steps.in("submodule", "update", "--init", "--recursive", "--remote");
    } else {
      steps.in("submodule", "update", "--init", "--recursive");
    }
  }

  private void verify(Version target, GitSteps steps) {
    if (verifyCommit) {
      steps.whole(verifying(target, steps.git()));
    }
  }

  private List<String> verifying(Version target, String git) {
    return List.of(
        "/bin/sh", "-c", VERIFY, "sh", target.name(), String.join(" ", signers), git, dest.text());
  }

  /**
   * What the version names. A whole commit is known without asking the remote.
   *
   * @throws ModuleFailure when the remote cannot be read, with its words
   */
  public Version resolve(String git, HostView host) {
    if (version.matches("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")) {
      return new Version.Other(version);
    }
    Set<Resource> about = new HashSet<>(Set.of(Resource.topic("git " + repo)));
    String local = repo.replaceFirst("^file://", "");
    if (local.startsWith("/")) {
      about.add(Resource.tree(local));
    }
    keyFile.ifPresent(k -> about.add(Resource.path(k)));
    List<String> argv =
        List.of(git, "ls-remote", "--symref", "--", repo, "HEAD", version, version + "^{}");
    Probe.Query query = new Probe.Query(argv, environment(NO_NEW_KEYS), Blob.of(""), about);
    CommandOutput answer = host.known(query);
    if (!answer.ok()) {
      throw new ModuleFailure("cannot read the repository " + repo + ": " + answer.err().trim());
    }
    return RemoteRefs.parse(answer.out()).resolve(version);
  }

  /** What all commands run with; nothing ever asks for a password. */
  public Map<String, String> environment() {
    return environment("");
  }

  private Map<String, String> environment(String moreOfSsh) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("LC_ALL", "C");
    out.put("GIT_TERMINAL_PROMPT", "0");
    StringBuilder ssh = new StringBuilder("ssh -o BatchMode=yes");
    if (!hostKeys.isEmpty()) {
      ssh.append(" -o StrictHostKeyChecking=").append(hostKeys).append(moreOfSsh);
    }
    // git hands this text to a shell, so the path is quoted for one.
    keyFile.ifPresent(
        k ->
            ssh.append(" -o IdentitiesOnly=yes -i '")
                .append(k.text().replace("'", "'\\''"))
                .append('\''));
    sshOpts.ifPresent(o -> ssh.append(' ').append(o));
    out.put("GIT_SSH_COMMAND", ssh.toString());
    return out;
  }
}
