package dev.play.modules.machine;

import dev.play.host.Attributes;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
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
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SSH key pairs (ssh-keygen(1)). Options and results as in {@code
 * community.crypto.openssh_keypair}.
 */
@ModuleDoc(
    name = "openssh_keypair",
    also = "community.crypto.openssh_keypair",
    summary = "Makes an SSH key pair.",
    example = "openssh_keypair: {path: /etc/ssh/ssh_host_ed25519_key, type: ed25519}",
    notes = "Keys are made by ssh-keygen on the host and have no passphrase.")
public final class OpensshKeypair implements Module<OpensshKeypair.Args> {
  // As ssh-keygen -l tells a key: bits, fingerprint, comment and type.
  private static final Pattern TOLD =
      Pattern.compile("(\\d+) (\\S+) (.*) \\(([A-Z0-9-]+)\\)", Pattern.DOTALL);

  /** The arguments. */
  public record Args(
      @Param("the private key; the public one is beside it, with .pub") HostPath path,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(
              value = "kind of key",
              def = "rsa",
              choices = {"rsa", "dsa", "rsa1", "ecdsa", "ed25519"})
          String type,
      @Param("bits; for rsa 4096, for ecdsa 256 unless given") Optional<Integer> size,
      @Param("a remark in the public key") Optional<String> comment,
      @Param(value = "make a new one in any case", def = "false") boolean force,
      @Param(
              value = "when a new one takes the place of another that is there",
              def = "partial_idempotence",
              choices = {"never", "fail", "partial_idempotence", "full_idempotence", "always"})
          String regenerate,
      @Param("permissions of the private key") Optional<FileMode> mode,
      @Param("its owner") Optional<String> owner,
      @Param("its group") Optional<String> group) {
    int bits() {
      return size.orElse(
          switch (type) {
            case "rsa", "rsa1" -> 4096;
            case "dsa" -> 1024;
            case "ecdsa" -> 256;
            default -> 256;
          });
    }

    HostPath publicKey() {
      return HostPath.of(path.normal().text() + ".pub");
    }
  }

  /** Whether a pair is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()), Resource.path(args.publicKey()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.FileAt key = new Probe.FileAt(args.path(), true);
    Probe.FileAt publicKey = new Probe.FileAt(args.publicKey(), true);
    host.need(List.of(key, publicKey));
    FileInfo info = host.known(key);
    if (args.state() == State.ABSENT) {
      List<Effect> effects = new ArrayList<>();
      for (FileInfo each : List.of(info, host.known(publicKey))) {
        if (each.exists()) {
          effects.add(new Effect.Remove(each.path()));
        }
      }
      return Plan.change(effects, TaskResult.of("filename", args.path().text()));
    }
    if (!host.known(new Probe.FileAt(args.path().parent(), true)).isDirectory()) {
      throw new ModuleFailure(
          "The directory "
              + args.path().parent()
              + " does not exist or the file is not a directory");
    }
    if (!info.exists() || renews(args, host)) {
      return new Plan.Change(
          List.of(generate(args)), o -> TaskResult.EMPTY, false, !args.force(), Optional.empty());
    }
    return kept(args, info, host);
  }

  /** Whether a key that is there is to be replaced. */
  private static boolean renews(Args args, HostView host) {
    if (args.force() || args.regenerate().equals("always")) {
      return true;
    }
    if (args.regenerate().equals("never")) {
      return false;
    }
    Optional<Matcher> told = told(args, host);
    boolean fits =
        told.isPresent()
            && told.get().group(4).equalsIgnoreCase(args.type())
            && Integer.parseInt(told.get().group(1)) == args.bits();
    if (fits) {
      return false;
    }
    if (args.regenerate().equals("fail")
        || (told.isEmpty() && args.regenerate().equals("partial_idempotence"))) {
      throw new ModuleFailure(
          "Unable to read the key. The key is protected with a passphrase or broken. Will not"
              + " proceed. To force regeneration, call the module with `generate` set to"
              + " `full_idempotence` or `always`, or with `force=true`.");
    }
    return true;
  }

  private static Optional<Matcher> told(Args args, HostView host) {
    CommandOutput output =
        host.known(
            Probe.Query.of(
                Set.of(Resource.path(args.path()), Resource.path(args.publicKey())),
                "ssh-keygen",
                "-l",
                "-f",
                args.path().text()));
    Matcher m = TOLD.matcher(output.out().strip());
    return output.ok() && m.matches() ? Optional.of(m) : Optional.empty();
  }

  private static Effect generate(Args args) {
    String script =
        """
        key=$1 type=$2 bits=$3 comment=$4
        umask 077
        rm -f -- "$key" "$key.pub"
        ssh-keygen -q -t "$type" -b "$bits" -C "$comment" -N '' -f "$key" && chmod 0644 -- "$key.pub"
        """;
    return Effect.Run.of(
        Command.script(
            script,
            args.path().text(),
            args.type(),
            Integer.toString(args.bits()),
            args.comment().orElse("")),
        "make the SSH key " + args.path(),
        Set.of(Resource.path(args.path()), Resource.path(args.publicKey())));
  }

  private static Plan kept(Args args, FileInfo info, HostView host) {
    List<Effect> effects = new ArrayList<>();
    int mode = args.mode().map(m -> m.apply(info.mode(), false)).orElse(info.mode());
    Attributes wanted =
        Attributes.of(
            mode == info.mode() ? Optional.empty() : Optional.of(mode),
            args.owner().filter(o -> !o.equals(info.owner())),
            args.group().filter(g -> !g.equals(info.group())));
    if (!wanted.isEmpty()) {
      effects.add(new Effect.SetAttributes(args.path(), wanted, true));
    }
    TaskResult result =
        TaskResult.of("filename", args.path().text(), "type", args.type(), "size", args.bits());
    Optional<Matcher> told = told(args, host);
    if (told.isPresent()) {
      String comment = told.get().group(3);
      result =
          result
              .with("fingerprint", told.get().group(2))
              .with("comment", comment.equals("no comment") ? "" : comment);
    }
    return Plan.change(effects, result);
  }
}
