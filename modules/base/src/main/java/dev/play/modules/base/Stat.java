package dev.play.modules.base;

import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.file.Digests;
import dev.play.modules.base.file.StatValues;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells what is at a path. */
@ModuleDoc(
    name = "stat",
    also = "ansible.builtin.stat",
    summary = "Tells what is at a path.",
    example =
        """
        - stat:
            path: /etc/foo.conf
          register: st
        """,
    notes = "mimetype and charset are unknown where the host has no file(1).")
public final class Stat implements Module<Stat.Args> {
  private static final String ACCESS =
      "[ -r \"$1\" ] && printf r; [ -w \"$1\" ] && printf w; [ -x \"$1\" ] && printf x;"
          + " printf '\\n'; if [ -L \"$1\" ]; then readlink -f -- \"$1\"; fi; :";

  /** The arguments. */
  public record Args(
      @Param(
              value = "the path",
              aliases = {"dest", "name"})
          HostPath path,
      @Param(value = "tell of what a link points to", def = "false") boolean follow,
      @Param(value = "digest of a regular file", def = "true") boolean getChecksum,
      @Param(
              value = "which digest",
              def = "sha1",
              aliases = {"checksum", "checksum_algo"},
              choices = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
          String checksumAlgorithm,
      @Param(
              value = "kind of content, by file(1)",
              def = "true",
              aliases = {"mime", "mime_type", "mime-type"})
          boolean getMime,
      @Param(
              value = "flags, by lsattr(1)",
              def = "true",
              aliases = {"attr", "attributes"})
          boolean getAttributes) {}

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public boolean onlyTells(Args args) {
    return true;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    HostPath path = args.path();
    Probe.FileAt at = new Probe.FileAt(path, args.follow());
    Probe.DigestOf digest = new Probe.DigestOf(path, Digests.named(args.checksumAlgorithm()));
    Probe.Query access = query(path, "/bin/sh", "-c", ACCESS, "sh", path.text());
    Probe.Query mime = query(path, "file", "-b", "--mime", "--", path.text());
    Probe.Query flags = query(path, "lsattr", "-vd", "--", path.text());
    List<Probe<?>> all = new ArrayList<>(List.of(at, access));
    if (args.getChecksum()) {
      all.add(digest);
    }
    if (args.getMime()) {
      all.add(mime);
    }
    if (args.getAttributes()) {
      all.add(flags);
    }
    host.need(all);
    FileInfo info = host.known(at);
    if (!info.exists()) {
      return Plan.same(TaskResult.of("stat", Value.dictOf("exists", false)));
    }
    Value.Dict out = access(StatValues.of(info), host.known(access).out(), info);
    if (args.getChecksum() && info.isFile() && host.known(digest).isPresent()) {
      out = out.with("checksum", Value.text(host.known(digest).get()));
    }
    if (args.getMime()) {
      out = mime(out, host.known(mime));
    }
    if (args.getAttributes()) {
      out = flags(out, host.known(flags));
    }
    return Plan.same(TaskResult.of("stat", out));
  }

  private static Probe.Query query(HostPath path, String... argv) {
    return Probe.Query.of(Set.of(Resource.path(path)), argv);
  }

  private static Value.Dict access(Value.Dict out, String answer, FileInfo info) {
    String first = answer.lines().findFirst().orElse("");
    Value.Dict all =
        out.with("readable", Value.of(first.contains("r")))
            .with("writeable", Value.of(first.contains("w")))
            .with("executable", Value.of(first.contains("x")));
    if (!info.isLink()) {
      return all;
    }
    int newline = answer.indexOf('\n');
    String source = answer.substring(newline + 1).replaceFirst("\n$", "");
    return all.with("lnk_target", Value.text(info.linkTarget().orElse("")))
        .with("lnk_source", Value.text(source));
  }

  private static Value.Dict mime(Value.Dict out, CommandOutput file) {
    String[] parts = file.ok() ? file.out().trim().split(";\\s*charset=") : new String[] {""};
    return out.with("mimetype", Value.text(parts[0].isEmpty() ? "unknown" : parts[0]))
        .with("charset", Value.text(parts.length > 1 ? parts[1] : "unknown"));
  }

  private static Value.Dict flags(Value.Dict out, CommandOutput lsattr) {
    String[] parts = lsattr.ok() ? lsattr.out().trim().split("\\s+") : new String[0];
    String letters = parts.length > 1 ? parts[1].replace("-", "") : "";
    return out.with("version", Value.text(parts.length > 0 ? parts[0] : null))
        .with("attr_flags", Value.text(letters));
  }
}
