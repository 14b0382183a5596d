package dev.play.modules.net;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.net.http.Carrier;
import dev.play.modules.net.http.Download;
import dev.play.modules.net.http.Downloading;
import dev.play.modules.net.http.Requests;
import dev.play.modules.net.http.WantedSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Downloads a file to the host. */
@ModuleDoc(
    name = "get_url",
    also = "ansible.builtin.get_url",
    summary = "Downloads a file to the host.",
    example =
        """
        - get_url:
            url: https://example.org/app.tgz
            dest: /srv/app.tgz
            checksum: sha256:b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c
        """,
    notes =
        "Asks with the host's curl, else with perl (https: with openssl). With force what is there is compared after the download.")
public final class GetUrl implements Module<GetUrl.Args> {
  /** The arguments. */
  public record Args(
      @Param("where it is") String url,
      @Param("where it goes; a directory takes the name from the URL") HostPath dest,
      @Param("directory for the download until it is whole; dest's own when not given")
          Optional<HostPath> tmpDest,
      @Param(
              value = "download whatever is there; else only what is newer, where the server tells",
              def = "false",
              aliases = "thirsty")
          boolean force,
      @Param(value = "ALGORITHM:DIGEST, or ALGORITHM:URL of a list of digests", def = "")
          String checksum,
      @Param(value = "seconds to wait for a connection, and in every pause", def = "10")
          int timeout,
      @Param(value = "further headers", def = "") Map<String, String> headers,
      @Param(value = "user to log in as", aliases = "username") Optional<String> urlUsername,
      @Param(value = "password to log in with", aliases = "password") Optional<Secret> urlPassword,
      @Param(value = "send the log-in with the first request", def = "false")
          boolean forceBasicAuth,
      @Param("client certificate on the host") Optional<HostPath> clientCert,
      @Param("its key") Optional<HostPath> clientKey,
      @Param(value = "check the server's certificate", def = "true") boolean validateCerts,
      @Param(value = "heed the proxy variables", def = "true") boolean useProxy,
      @Param(value = "what to call ourselves", def = "ansible-httpget") String httpAgent,
      @Param(value = "unpack what comes compressed", def = "true") boolean decompress,
      @Param(value = "ciphers to offer, in OpenSSL's words", def = "") List<String> ciphers,
      @Param(value = "log in as the user's .netrc says", def = "true") boolean useNetrc,
      @Param(value = "names of headers that redirected requests do not have", def = "")
          List<String> unredirectedHeaders,
      @Param(value = "only no: Kerberos is not supported", def = "false") boolean useGssapi,
      @Param(value = "keep the old file beside the new one", def = "false") boolean backup,
      @Param("permissions") Optional<FileMode> mode,
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
      if (useGssapi) {
        throw new IllegalArgumentException("use_gssapi is not supported");
      }
      WantedSum.parse(checksum);
    }

    private FileAttributes wanted() {
      return new FileAttributes(mode, owner, group, attributes);
    }

    private SecurityContext context() {
      return new SecurityContext(seuser, serole, setype, selevel);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(new Resource.Tree(args.dest()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Plan plan = withoutContext(args, host);
    return args.context().isEmpty()
        ? plan
        : args.context().after(plan, host, List.of(target(args, host)));
  }

  /** What is not there to be downloaded would fail the run: HEAD tells; and what is not newer. */
  @Override
  public Plan checked(Args args, HostView host, Plan plan) {
    if (Downloading.none(plan)) {
      return plan;
    }
    Optional<FileInfo> now = GetRequests.compared(args, host);
    Downloading.Head head = Downloading.head(GetRequests.head(args, now), args.url(), host);
    if (head.isUnchanged() && now.isPresent() && plan instanceof Plan.Perhaps) {
      return settled(args, host, target(args, host), now.get(), Download::unchanged);
    }
    return head.missing()
        .<Plan>map(m -> new Plan.Failed(m.message(), m.told("dest", args.dest().text())))
        .orElse(plan);
  }

  private static HostPath target(Args args, HostView host) {
    return host.known(new Probe.FileAt(args.dest(), true)).isDirectory()
        ? args.dest().child(Download.nameOf(args.url()))
        : args.dest();
  }

  private static Plan withoutContext(Args args, HostView host) {
    HostPath target = target(args, host);
    host.need(Placement.probes(target));
    FileInfo now = host.known(new Probe.FileAt(target, true));
    Optional<WantedSum> sum =
        WantedSum.parse(args.checksum()).map(s -> GetRequests.resolved(s, args, host));
    if (sum.isPresent()
        && now.isFile()
        && host.known(new Probe.DigestOf(target, sum.get().algorithm()))
            .equals(Optional.of(sum.get().digest()))) {
      return settled(args, host, target, now, v -> v.with("msg", "file already exists"));
    }
    if (!now.exists()) {
      Placement.requireDirectory(host, target.parent());
    }
    return download(args, host, target, now, sum);
  }

  /** For a file that stays: its attributes alone. */
  private static Plan settled(
      Args args, HostView host, HostPath target, FileInfo now, UnaryOperator<TaskResult> told) {
    Attributes changes = args.wanted().changes(host, now);
    List<Effect> effects =
        changes.isEmpty() ? List.of() : List.of(new Effect.SetAttributes(target, changes, true));
    TaskResult values = TaskResult.of("url", args.url(), "dest", target.text());
    return FileResult.plan(
        effects, FileResult.with(told.apply(values), host, now, changes, "file"));
  }

  private static Plan download(
      Args args, HostView host, HostPath target, FileInfo now, Optional<WantedSum> sum) {
    Command command =
        Carrier.of(host, args.url())
            .script(
                Download.SCRIPT,
                target.text(),
                args.tmpDest().orElse(target.parent()).text(),
                sum.map(s -> s.algorithm().tool()).orElse(""),
                sum.map(WantedSum::digest).orElse(""),
                args.backup() ? "backup" : "",
                args.unsafeWrites() ? "unsafe" : "",
                Requests.netrcHost(args.url(), args.headers(), args.useNetrc(), args.urlUsername()))
            .withStdin(Blob.of(GetRequests.text(args, GetRequests.compared(args, host))));
    Effect.Run run =
        Effect.Run.of(command, "download " + args.url(), Set.of(Resource.path(target)));
    if (sum.isPresent()) {
      run =
          run.predicting(
              new Effect.Prediction<>(
                  new Probe.DigestOf(target, sum.get().algorithm()),
                  Optional.of(sum.get().digest())));
    }
    FileAttributes wanted = args.wanted();
    Attributes changes = now.exists() ? wanted.changes(host, now) : wanted.forNew(host, false);
    List<Effect> effects = new ArrayList<>(List.of(run));
    if (!changes.isEmpty()) {
      effects.add(new Effect.SetAttributes(target, changes, true));
    }
    TaskResult values = TaskResult.of("url", args.url(), "dest", target.text());
    TaskResult told = FileResult.with(values, host, now, changes, "file");
    boolean sure = !now.exists() || sum.isPresent() || !changes.isEmpty();
    Plan.Telling result = Download.telling(told, sure, args.url(), target.text());
    return sure
        ? Plan.run(effects, result)
        : new Plan.Perhaps(effects, result, "until " + args.url() + " is downloaded");
  }
}
