package dev.play.modules.redhat;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.redhat.repo.RepoFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Repositories of rpm's packages. Options and results as in {@code ansible.builtin.yum_repository};
 * other repositories in the file stay as they are written.
 */
@ModuleDoc(
    name = "yum_repository",
    also = "ansible.builtin.yum_repository",
    summary = "Tells yum and dnf of repositories.",
    example =
        "yum_repository: {name: epel, description: EPEL, baseurl: 'https://example.org/epel/9/', gpgcheck: true}")
public final class YumRepository implements Module<YumRepository.Args> {
  /** The arguments. */
  public record Args(
      @Param("the repository's id") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("its name for people; required with present") Optional<String> description,
      @Param("where it is") Optional<List<String>> baseurl,
      @Param("where servers of it are listed") Optional<String> mirrorlist,
      @Param("the same as a metalink") Optional<String> metalink,
      @Param("the file that tells of it, without .repo; its id when not given")
          Optional<String> file,
      @Param(value = "where the file is", def = "/etc/yum.repos.d") HostPath reposdir,
      @Param("fetch several packages at once") Optional<Boolean> async,
      @Param("bytes a second that there are, for throttle") Optional<String> bandwidth,
      @Param("how dear packages of it are beside others'") Optional<String> cost,
      @Param("let it count hosts") Optional<Boolean> countme,
      @Param("how large lists of differences may be") Optional<String> deltarpmMetadataPercentage,
      @Param("how large differences may be") Optional<String> deltarpmPercentage,
      @Param("whether it is used") Optional<Boolean> enabled,
      @Param("whether its groups are known") Optional<Boolean> enablegroups,
      @Param(value = "packages of it that are not known", aliases = "excludepkgs")
          Optional<List<String>> exclude,
      @Param(
              value = "how servers are chosen",
              choices = {"roundrobin", "priority"})
          Optional<String> failovermethod,
      @Param("an authority's key") Optional<String> gpgcakey,
      @Param("whether packages have to be signed") Optional<Boolean> gpgcheck,
      @Param("where the keys are") Optional<List<String>> gpgkey,
      @Param("which fetched files proxies may keep") Optional<HttpCaching> httpCaching,
      @Param("another file of settings") Optional<String> include,
      @Param("packages of it that alone are known") Optional<List<String>> includepkgs,
      @Param(
              value = "how names are looked up",
              choices = {"4", "6", "IPv4", "IPv6", "whatever"})
          Optional<String> ipResolve,
      @Param("keep connections open") Optional<Boolean> keepalive,
      @Param(
              value = "keep fetched packages",
              choices = {"0", "1"})
          Optional<String> keepcache,
      @Param("how long lists are good") Optional<String> metadataExpire,
      @Param(
              value = "which commands heed that",
              choices = {"never", "read-only:past", "read-only:present", "read-only:future"})
          Optional<String> metadataExpireFilter,
      @Param("how long lists of servers are good") Optional<String> mirrorlistExpire,
      @Param("packages of it come before modules'") Optional<Boolean> moduleHotfixes,
      @Param("password for it") Optional<Secret> password,
      @Param("whose packages come first: the lowest") Optional<String> priority,
      @Param("its packages are not replaced by others'") Optional<Boolean> protect,
      @Param("a proxy, or _none_") Optional<String> proxy,
      @Param("password for that") Optional<Secret> proxyPassword,
      @Param("user for that") Optional<String> proxyUsername,
      @Param("whether its lists have to be signed") Optional<Boolean> repoGpgcheck,
      @Param("how often is tried again") Optional<String> retries,
      @Param(value = "it is in Amazon's S3", name = "s3_enabled") Optional<Boolean> s3Enabled,
      @Param("go on where it cannot be reached") Optional<Boolean> skipIfUnavailable,
      @Param("refuse keys that others may read") Optional<Boolean> sslCheckCertPermissions,
      @Param(value = "authorities for its certificate", aliases = "ca_cert")
          Optional<String> sslcacert,
      @Param(value = "own certificate", aliases = "client_cert") Optional<String> sslclientcert,
      @Param(value = "key of that", aliases = "client_key") Optional<String> sslclientkey,
      @Param(value = "check its certificate", aliases = "validate_certs")
          Optional<Boolean> sslverify,
      @Param("bytes a second at most") Optional<String> throttle,
      @Param("seconds to wait for a connection") Optional<String> timeout,
      @Param("variables to show in its id") Optional<String> uiRepoidVars,
      @Param("user for it") Optional<String> username,
      @Param("permissions of the file") Optional<FileMode> mode,
      @Param("user who owns it") Optional<String> owner,
      @Param("group that owns it") Optional<String> group,
      @Param(value = "chattr flags", aliases = "attr") Optional<String> attributes,
      @Param(value = "write into a file that cannot be replaced", def = "false")
          boolean unsafeWrites,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      if (!name.matches("[^\\[\\]\\s\\p{Cntrl}]+")) {
        throw new IllegalArgumentException("not a repository's id: '" + name + "'");
      }
      if (file.filter(f -> f.contains("/") || f.isBlank() || f.contains("\0")).isPresent()) {
        throw new IllegalArgumentException("file is a name in reposdir: '" + file.get() + "'");
      }
      if (state == State.PRESENT) {
        if (baseurl.isEmpty() && mirrorlist.isEmpty() && metalink.isEmpty()) {
          throw new IllegalArgumentException(
              "Parameter 'baseurl', 'metalink' or 'mirrorlist' is required.");
        }
        if (description.isEmpty()) {
          throw new IllegalArgumentException("Parameter 'description' is required.");
        }
      }
    }

    HostPath path() {
      return reposdir.child(file.orElse(name) + ".repo");
    }

    boolean isSecret() {
      return password.isPresent() || proxyPassword.isPresent();
    }
  }

  /** Which fetched files proxies may keep. */
  public enum HttpCaching {
    ALL,
    PACKAGES,
    NONE
  }

  /** Whether a repository is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    YumSettings settings = new YumSettings(args);
    HostPath path = args.path();
    Probe.ContentOf content = Probe.ContentOf.of(path);
    host.need(List.of(content, Probe.FileAt.of(args.reposdir())));
    TaskResult result =
        TaskResult.of(
            "repo", args.name(), "state", args.state() == State.ABSENT ? "absent" : "present");
    if (!host.known(new Probe.FileAt(args.reposdir(), true)).isDirectory()) {
      throw new ModuleFailure("Repo directory '" + args.reposdir() + "' does not exist.", result);
    }
    Optional<Blob> old = host.known(content);
    RepoFile before = RepoFile.read(old.map(Blob::text).orElse(""));
    RepoFile after =
        args.state() == State.ABSENT
            ? before.without(args.name())
            : before.with(args.name(), settings.all());
    if (!after.holdsRepositories()) {
      return old.isEmpty() || !before.holdsRepositories()
          ? Plan.same(result)
          : Plan.change(List.of(new Effect.Remove(path)), result);
    }
    Blob text = after.equals(before) ? old.orElseThrow() : Blob.of(after.text());
    Placement.Decision decision =
        new Placement(true, true, false, Optional.empty(), args.unsafeWrites())
            .decide(
                host,
                path,
                new Content.Bytes(text, args.isSecret()),
                new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes()),
                false,
                result);
    Plan plan = Plan.change(decision.effects(), result);
    SecurityContext context =
        new SecurityContext(args.seuser(), args.serole(), args.setype(), args.selevel());
    return context.isEmpty() ? plan : context.after(plan, host, List.of(path));
  }
}
