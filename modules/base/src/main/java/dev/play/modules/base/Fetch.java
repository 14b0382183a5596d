package dev.play.modules.base;

import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.PathExpansion;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Digests;
import dev.play.modules.base.file.Unreadable;
import dev.play.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings a file of the host's to the controller. */
@ModuleDoc(
    name = "fetch",
    also = "ansible.builtin.fetch",
    summary = "Brings a file of the host's to the controller.",
    example =
        """
        - fetch:
            src: /var/log/app.log
            dest: fetched
        """,
    notes = "Files of up to 256 MiB.")
public final class Fetch implements Module<Fetch.Args> {
  private static final long MOST = 256L << 20;

  /** The arguments. */
  public record Args(
      @Param(value = "the file on the host", name = "src") Optional<Value> source,
      @Param(
              value = "where it goes on the controller: below DEST/HOST/SRC unless flat",
              name = "dest")
          Optional<String> destination,
      @Param(value = "put it at dest itself, or by its name when dest ends in /", def = "false")
          boolean flat,
      @Param(value = "fail when it is not there", def = "true") boolean failOnMissing,
      @Param(value = "compare digests; always done", def = "true") boolean validateChecksum) {
    public Args {
      if (!validateChecksum) {
        throw new IllegalArgumentException(
            "validate_checksum: false is not supported: what arrives is always checked");
      }
      if (source.isEmpty() || destination.orElse("").isEmpty()) {
        throw new IllegalArgumentException("src and dest are required");
      }
      if (!(revealed(source.get()) instanceof Value.Text(String text)) || text.isEmpty()) {
        throw new IllegalArgumentException(
            "Invalid type supplied for source option, it must be a string");
      }
    }

    private static Value revealed(Value value) {
      return value instanceof Value.Secret(Value hidden) ? hidden : value;
    }

    private HostPath src() {
      return HostPath.of(((Value.Text) revealed(source.orElseThrow())).text());
    }

    private String dest() {
      return destination.orElseThrow();
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    HostPath src = PathExpansion.of(args.src(), host);
    Probe.FileAt at = new Probe.FileAt(src, true);
    Probe.DigestOf digest = new Probe.DigestOf(src, DigestAlgorithm.SHA1);
    host.need(List.of(at, digest));
    FileInfo info = host.known(at);
    Optional<String> sum = Unreadable.emptyIfRefused(() -> host.known(digest));
    if (!info.isFile() || sum.isEmpty()) {
      String why =
          switch (Unreadable.because(host, src)) {
            case DIRECTORY -> "remote file is a directory, fetch cannot work on directories";
            case NOT_PERMITTED ->
                "file is not readable: " + src + " (Permission denied), not transferring";
            case BELOW_A_FILE, MISSING -> "the remote file does not exist, not transferring";
            case OTHER -> "the remote file is no regular file, not transferring";
          };
      return args.failOnMissing()
          ? Plan.failed(why)
          : Plan.same(TaskResult.of("msg", why + ", ignored", "file", src.text()));
    }
    Path target = target(args, src, host);
    if (Files.isDirectory(target)) {
      return Plan.failed(
          args.flat() && !args.dest().endsWith("/")
              ? "dest is an existing directory, use a trailing slash if you want to fetch src into"
                  + " that directory"
              : "calculated dest '" + target + "' is an existing directory, use another path");
    }
    TaskResult values =
        TaskResult.of(
            "dest", target.toString(),
            "file", src.text(),
            "checksum", sum.get(),
            "remote_checksum", sum.get(),
            "md5sum", null,
            "remote_md5sum", null);
    if (Files.isRegularFile(target) && Digests.of(target, DigestAlgorithm.SHA1).equals(sum.get())) {
      return Plan.same(values);
    }
    return host.known(new Probe.ContentOf(src, MOST))
        .map(blob -> Plan.change(List.of(new Effect.SaveLocally(target, blob)), values))
        .orElseGet(() -> Plan.failed("the remote file went away while it was read"));
  }

  private static Path target(Args args, HostPath src, HostView host) {
    if (args.flat()) {
      return host.files()
          .destination(args.dest().endsWith("/") ? args.dest() + src.name() : args.dest());
    }
    Path below = Path.of("/" + src.text()).normalize();
    return host.files().destination(args.dest() + "/" + host.name() + below);
  }
}
