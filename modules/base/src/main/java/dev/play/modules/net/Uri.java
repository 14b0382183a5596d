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
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.base.command.Guard;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.net.http.Carrier;
import dev.play.modules.net.http.CurlConfig;
import dev.play.modules.net.http.Download;
import dev.play.modules.net.http.RequestBody;
import dev.play.modules.net.http.Requests;
import dev.play.modules.net.http.Response;
import dev.play.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Talks to a web service from the host. */
@ModuleDoc(
    name = "uri",
    also = "ansible.builtin.uri",
    summary = "Talks to a web service from the host.",
    example =
        """
        - uri:
            url: http://localhost:8080/health
            return_content: true
          register: health
        """,
    mutuallyExclusive = "body,src",
    notes =
        "Asks with the host's curl, else with perl (https: with openssl). Unknown in a check: nothing is asked then.")
public final class Uri implements Module<Uri.Args> {
  /** The arguments. */
  public record Args(
      @Param("the address") String url,
      @Param(value = "GET, POST, ...", def = "GET") String method,
      @Param("what to send") Optional<Value> body,
      @Param(value = "how it is written", def = "raw") RequestBody.Format bodyFormat,
      @Param("file to send: the controller's, or the host's with remote_src") Optional<String> src,
      @Param(value = "src lies on the host", def = "false") boolean remoteSrc,
      @Param(value = "further headers", def = "") Map<String, String> headers,
      @Param(value = "good answers", def = "200") List<Integer> statusCode,
      @Param(value = "register the body", aliases = "content", def = "false") boolean returnContent,
      @Param("file on the host for the body") Optional<HostPath> dest,
      @Param("path or pattern: nothing is asked when it is there") Optional<String> creates,
      @Param("path or pattern: nothing is asked when it is not there") Optional<String> removes,
      @Param(
              value = "which redirects to follow",
              def = "safe",
              choices = {"all", "none", "safe", "urllib2", "yes", "no"})
          String followRedirects,
      @Param(value = "seconds to wait for a connection, and in every pause", def = "30")
          int timeout,
      @Param(value = "user to log in as", aliases = "user") Optional<String> urlUsername,
      @Param(value = "password to log in with", aliases = "password") Optional<Secret> urlPassword,
      @Param(value = "send the log-in with the first request", def = "false")
          boolean forceBasicAuth,
      @Param(value = "check the server's certificate", def = "true") boolean validateCerts,
      @Param("client certificate on the host") Optional<HostPath> clientCert,
      @Param("its key") Optional<HostPath> clientKey,
      @Param("certificates to trust, on the host") Optional<HostPath> caPath,
      @Param("socket on the host to connect to") Optional<HostPath> unixSocket,
      @Param(value = "heed the proxy variables", def = "true") boolean useProxy,
      @Param(value = "what to call ourselves", def = "ansible-httpget") String httpAgent,
      @Param(value = "unpack what comes compressed", def = "true") boolean decompress,
      @Param(value = "ciphers to offer, in OpenSSL's words", def = "") List<String> ciphers,
      @Param(value = "log in as the user's .netrc says", def = "true") boolean useNetrc,
      @Param(value = "names of headers that redirected requests do not have", def = "")
          List<String> unredirectedHeaders,
      @Param(value = "only no: Kerberos is not supported", def = "false") boolean useGssapi,
      @Param(value = "ask for an answer that is not from a cache", def = "false") boolean force,
      @Param("permissions of dest") Optional<FileMode> mode,
      @Param("user who owns dest") Optional<String> owner,
      @Param("group that owns dest") Optional<String> group,
      @Param(value = "chattr flags of dest", aliases = "attr") Optional<String> attributes,
      @Param(value = "write into a dest that cannot be replaced", def = "false")
          boolean unsafeWrites,
      @Param("SELinux user, or _default") Optional<String> seuser,
      @Param("SELinux role, or _default") Optional<String> serole,
      @Param("SELinux type, or _default") Optional<String> setype,
      @Param("SELinux level, or _default") Optional<String> selevel) {
    public Args {
      if (useGssapi) {
        throw new IllegalArgumentException("use_gssapi is not supported");
      }
      if (!method.matches("[A-Za-z]+")) {
        throw new IllegalArgumentException("method must be a word, not " + method);
      }
    }

    String verb() {
      return method.toUpperCase(Locale.ROOT);
    }

    CurlConfig request(CurlConfig config, boolean login) {
      config
          .connection(timeout, validateCerts, useProxy, httpAgent)
          .manners(decompress, useNetrc && login, ciphers);
      if (login) {
        config.login(urlUsername, urlPassword, forceBasicAuth);
      }
      clientCert.ifPresent(c -> config.option("cert", c.text()));
      clientKey.ifPresent(k -> config.option("key", k.text()));
      caPath.ifPresent(c -> config.option("cacert", c.text()));
      unixSocket.ifPresent(s -> config.option("unix-socket", s.text()));
      return config;
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
    return args.dest().<Set<Resource>>map(d -> Set.of(new Resource.Tree(d))).orElse(Set.of());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Plan plan = withoutContext(args, host);
    return args.context().isEmpty()
        ? plan
        : args.context()
            .after(plan, host, args.dest().map(d -> target(args, d, host)).stream().toList());
  }

  private Plan withoutContext(Args args, HostView host) {
    Optional<Plan> guarded =
        new Guard(args.creates(), args.removes(), Optional.empty()).verdict(host, args.url());
    if (guarded.isPresent()) {
      return guarded.get();
    }
    Carrier carrier = Carrier.of(host, args.url());
    Optional<RequestBody> body = body(args, host);
    Optional<FileInfo> there = args.dest().map(d -> host.known(new Probe.FileAt(d, true)));
    boolean directory = there.filter(FileInfo::isDirectory).isPresent();
    String config =
        UriRequests.text(
            args, body, there.flatMap(now -> UriRequests.compared(args.statusCode(), now)));
    byte[] configBytes = config.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream stdin = new ByteArrayOutputStream();
    stdin.writeBytes(configBytes);
    body.ifPresent(b -> stdin.writeBytes(b.bytes()));
    Optional<HostPath> dest = args.dest().map(d -> target(args, d, host));
    List<String> words =
        new ArrayList<>(
            List.of(
                Integer.toString(configBytes.length),
                body.isPresent() ? "body" : "",
                args.remoteSrc() ? args.src().orElse("") : "",
                dest.map(HostPath::text).orElse(""),
                args.statusCode().stream().map(String::valueOf).collect(Collectors.joining(" "))));
    words.addAll(settings(dest.map(d -> attributes(args, d, host)).orElse(Attributes.NONE)));
    words.add(args.unsafeWrites() ? "unsafe" : "");
    words.add(Requests.netrcHost(args.url(), args.headers(), args.useNetrc(), args.urlUsername()));
    words.add(directory ? "named" : "");
    Command command =
        carrier
            .script(Response.SCRIPT, words.toArray(String[]::new))
            .withStdin(Blob.of(stdin.toByteArray()));
    Effect run = Effect.Run.of(command, "ask " + args.url(), mayTouch(args)).acceptingAnyStatus();
    return new Plan.Perhaps(
        List.of(run),
        outcomes -> result(args, dest, directory, outcomes.getFirst()),
        "until " + args.url() + " is asked");
  }

  private static TaskResult result(
      Args args, Optional<HostPath> dest, boolean directory, Plan.Outcome outcome) {
    Response answer = Response.of(outcome.output());
    TaskResult url = TaskResult.of("url", args.url());
    Optional<String> named = directory ? answer.fileName() : Optional.empty();
    TaskResult values =
        dest.map(d -> named.map(n -> d.parent().child(n)).orElse(d))
            .map(d -> url.with("path", d.text()))
            .orElse(url);
    return answer
        .result(values, args.statusCode(), args.returnContent())
        .with("elapsed", (long) outcome.seconds());
  }

  private static HostPath target(Args args, HostPath dest, HostView host) {
    return host.known(new Probe.FileAt(dest, true)).isDirectory()
        ? dest.child(Download.nameOf(args.url()))
        : dest;
  }

  private static Attributes attributes(Args args, HostPath dest, HostView host) {
    FileAttributes wanted =
        new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes());
    FileInfo now = host.known(new Probe.FileAt(dest, true));
    // In a directory only the answer tells the file's name.
    boolean known = now.exists() && args.dest().filter(dest::equals).isPresent();
    return known ? wanted.changes(host, now) : wanted.forNew(host, false);
  }

  /** As the script takes them. */
  private static List<String> settings(Attributes set) {
    String owner = set.owner().orElse("") + set.group().map(g -> ":" + g).orElse("");
    String mode = set.mode().map(m -> String.format(Locale.ROOT, "%04o", m)).orElse("");
    return List.of(mode, owner, set.flags().orElse(""));
  }

  private static Optional<RequestBody> body(Args args, HostView host) {
    if (args.src().isPresent() && !args.remoteSrc()) {
      ControllerFiles files = host.files();
      Blob bytes = files.read(files.find(ControllerFiles.Purpose.FILES, args.src().get()));
      return Optional.of(new RequestBody(bytes.bytes(), ""));
    }
    if (args.body().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(RequestBody.of(args.body().get(), args.bodyFormat(), host));
  }
}
