package dev.play.modules.web;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.base.edit.TextFile;
import dev.play.modules.base.file.FileAttributes;
import dev.play.modules.base.file.FileResult;
import dev.play.modules.base.file.Placement;
import dev.play.modules.base.file.SecurityContext;
import dev.play.modules.web.password.HashScheme;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Users and passwords of web servers. Options and results as in {@code community.general.htpasswd}.
 */
@ModuleDoc(
    name = "htpasswd",
    also = "community.general.htpasswd",
    summary = "Adds and removes users in a password file of a web server.",
    example =
        "htpasswd: {path: /etc/nginx/passwd, name: jane, password: '{{ jane_password }}', mode: '0640'}",
    requiredIf = "state,present,password",
    notes = {
      "Hashes are made on the controller; neither htpasswd nor Python is needed on the host.",
      "An entry that fits the password is left alone, in whatever scheme it is."
    })
public final class Htpasswd implements Module<Htpasswd.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value = "the file",
              aliases = {"dest", "destfile"})
          HostPath path,
      @Param(value = "the user", aliases = "username") String name,
      @Param("the user's password") Optional<Secret> password,
      @Param(
              value = "how a new password is hashed",
              aliases = "crypt_scheme",
              def = "apr_md5_crypt")
          String hashScheme,
      @Param(value = "whether the user is to be there", def = "present") State state,
      @Param(value = "make the file when it is not there", def = "true") boolean create,
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
      HashScheme scheme = HashScheme.named(hashScheme);
      if (name.isEmpty() || !name.matches("[^:\\p{Cntrl}]{1,255}")) {
        throw new IllegalArgumentException(
            "the name of a user holds no colon and no control characters");
      }
      password
          .filter(p -> p.reveal().matches("(?s).*[\\n\\r\\x00].*"))
          .ifPresent(
              p -> {
                throw new IllegalArgumentException("a password cannot hold a line break");
              });
      if (scheme == HashScheme.BCRYPT && password.isPresent()) {
        int length = password.get().reveal().getBytes(StandardCharsets.UTF_8).length;
        if (length > 72) {
          throw new IllegalArgumentException("bcrypt takes passwords of up to 72 bytes");
        }
      }
    }

    private SecurityContext context() {
      return new SecurityContext(seuser, serole, setype, selevel);
    }
  }

  /** Whether a user is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    TextFile file = TextFile.read(host, args.path());
    if (!file.exists() && args.state() == State.ABSENT) {
      return Plan.same(
          TaskResult.of(
              "msg",
              args.name() + " not present",
              "warnings",
              List.of(args.path() + " does not exist")));
    }
    if (!file.exists() && !args.create()) {
      throw new ModuleFailure("Destination " + args.path() + " does not exist");
    }
    List<String> lines = new ArrayList<>(file.lines());
    String message =
        args.state() == State.PRESENT ? set(args, host, lines, file.exists()) : remove(args, lines);
    Plan plan = become(args, host, file, lines, TaskResult.of("msg", message));
    return args.context().isEmpty() ? plan : args.context().after(plan, host, List.of(args.path()));
  }

  private static Plan become(
      Args args, HostView host, TextFile file, List<String> lines, TaskResult result) {
    Blob wanted = Blob.of(String.join("", lines).getBytes(StandardCharsets.ISO_8859_1));
    Placement.Decision decision =
        new Placement(true, true, false, Optional.empty(), args.unsafeWrites())
            .decide(
                host,
                file.path(),
                new Content.Bytes(wanted, true),
                new FileAttributes(args.mode(), args.owner(), args.group(), args.attributes()),
                false,
                result);
    return FileResult.plan(decision.effects(), decision.values());
  }

  /** One char a byte, as the lines are. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static int find(Args args, List<String> lines) {
    String start = bytes(args.name()) + ":";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    return -1;
  }

  private static String set(Args args, HostView host, List<String> lines, boolean exists) {
    String password = args.password().orElseThrow().reveal();
    int at = find(args, lines);
    String start = bytes(args.name()) + ":";
    if (at >= 0) {
      String entry = TextFile.bare(lines.get(at)).substring(start.length());
      if (HashScheme.fits(password, entry) || entry.equals(bytes(password))) {
        return args.name() + " already present";
      }
    }
    // The salt is another one for each user, file and host, and the same whenever this is asked, so
    // that a check can tell what will be there. It must not be made from the password.
    String seed = host.name() + "\0" + args.path() + "\0" + args.name();
    String hash = HashScheme.named(args.hashScheme()).hash(password, seed);
    String line = start + bytes(hash) + "\n";
    if (at >= 0) {
      lines.set(at, line);
    } else {
      if (!lines.isEmpty() && !lines.getLast().endsWith("\n")) {
        lines.set(lines.size() - 1, lines.getLast() + "\n");
      }
      lines.add(line);
    }
    return exists
        ? "Add/update " + args.name()
        : "Created " + args.path() + " and added " + args.name();
  }

  private static String remove(Args args, List<String> lines) {
    int at = find(args, lines);
    if (at < 0) {
      return args.name() + " not present";
    }
    lines.remove(at);
    return "Remove " + args.name();
  }
}
