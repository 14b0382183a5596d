package dev.play.modules.system;

import dev.play.host.Account;
import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
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
import dev.play.modules.system.account.KeyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that may log in as a user. Options and results as in {@code ansible.posix.authorized_key}.
 */
@ModuleDoc(
    name = "authorized_key",
    also = "ansible.posix.authorized_key",
    summary = "Adds and removes SSH keys of a user.",
    example =
        "authorized_key: {user: deploy, key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq... me'}")
public final class AuthorizedKey implements Module<AuthorizedKey.Args> {
  /** The arguments. */
  public record Args(
      @Param("the user") String user,
      @Param("keys, one a line, as in a .pub file") String key,
      @Param("another file than ~/.ssh/authorized_keys") Optional<HostPath> path,
      @Param(value = "make the directory and set its owner and mode", def = "true")
          boolean manageDir,
      @Param(value = "whether the keys are to be there", def = "present") State state,
      @Param("options before the key, as in sshd(8)") Optional<String> keyOptions,
      @Param(value = "remove all other keys", def = "false") boolean exclusive,
      @Param("replaces the key's comment") Optional<String> comment,
      @Param(value = "follow a link in the file's place", def = "false") boolean follow,
      @Param(value = "for keys at an address: check its certificate", def = "true")
          boolean validateCerts) {
    public Args {
      if (key.startsWith("http://") || key.startsWith("https://")) {
        throw new IllegalArgumentException(
            "keys at an address are not supported; fetch them with lookup('url', ...) or uri first");
      }
    }
  }

  /** Whether keys are to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(
        args.path().map(Resource::path).orElse(Resource.tree("/home/" + args.user() + "/.ssh")));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Account account =
        host.known(new Probe.UserNamed(args.user()))
            .orElseThrow(() -> new ModuleFailure("there is no user " + args.user()));
    HostPath file = file(args, account);
    HostPath directory = file.parent();
    Probe.FileAt fileProbe = new Probe.FileAt(file, true);
    Probe.FileAt directoryProbe = new Probe.FileAt(directory, true);
    Probe.ContentOf contentProbe = Probe.ContentOf.of(file);
    host.need(List.of(fileProbe, directoryProbe, contentProbe));
    List<Effect> effects = new ArrayList<>();
    Attributes ownership =
        Attributes.of(
            Optional.empty(), Optional.of(account.name()), Optional.of(account.primaryGroup()));
    if (args.manageDir() && args.state() == State.PRESENT) {
      directory(directory, host.known(directoryProbe), account, ownership, effects);
    }
    Optional<Blob> old = host.known(contentProbe);
    KeyFile before = KeyFile.read(old.map(Blob::text).orElse(""));
    KeyFile after = change(args, before);
    if (!after.equals(before)) {
      FileInfo info = host.known(fileProbe);
      Attributes attributes =
          info.exists()
              ? Attributes.NONE
              : Attributes.of(Optional.of(0600), ownership.owner(), ownership.group());
      effects.add(
          new Effect.WriteFile(
              file,
              Content.of(after.text()),
              old.map(b -> b.digest(DigestAlgorithm.SHA256)),
              attributes,
              false,
              Optional.empty(),
              false));
    }
    return Plan.change(
        effects,
        TaskResult.of("user", args.user(), "keyfile", file.text(), "exclusive", args.exclusive())
            .with("key", args.key()));
  }

  private static HostPath file(Args args, Account account) {
    if (args.path().isPresent()) {
      String text = args.path().get().text();
      return HostPath.of(text.replace("%u", account.name()).replace("%h", account.home()));
    }
    return HostPath.of(account.home()).child(".ssh/authorized_keys");
  }

  private static void directory(
      HostPath directory,
      FileInfo info,
      Account account,
      Attributes ownership,
      List<Effect> effects) {
    Attributes wanted = Attributes.of(Optional.of(0700), ownership.owner(), ownership.group());
    if (!info.exists()) {
      effects.add(new Effect.MakeDirectory(directory, wanted));
    } else if (info.mode() != 0700 || info.uid() != account.uid() || info.gid() != account.gid()) {
      effects.add(new Effect.SetAttributes(directory, wanted, true));
    }
  }

  private static KeyFile change(Args args, KeyFile before) {
    List<KeyFile.Key> wanted = new ArrayList<>();
    for (String line : args.key().split("\n")) {
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        KeyFile.Key key =
            KeyFile.Key.read(line)
                .orElseThrow(() -> new ModuleFailure("not an SSH key: " + shortened(line)));
        if (args.keyOptions().isPresent()) {
          key = key.withOptions(args.keyOptions().get());
        }
        wanted.add(args.comment().isPresent() ? key.withComment(args.comment().get()) : key);
      }
    }
    if (args.state() == State.ABSENT) {
      return before.without(wanted);
    }
    return args.exclusive() ? before.only(wanted) : before.with(wanted);
  }

  private static String shortened(String line) {
    return line.length() > 40 ? line.substring(0, 37) + "..." : line;
  }
}
