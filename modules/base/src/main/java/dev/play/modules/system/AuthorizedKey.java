package dev.play.modules.system;

import dev.play.host.Account;
import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
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
  // Prints what is at address $1; without looking at its certificate where $2 is not empty.
  private static final String FETCH =
      """
      if command -v curl >/dev/null; then exec curl -fsSL ${2:+--insecure} -- "$1"
      elif command -v wget >/dev/null; then exec wget -q ${2:+--no-check-certificate} -O - -- "$1"
      else echo 'install curl or wget on the host to fetch keys by address' >&2; exit 1; fi
      """;

  /** The arguments. */
  public record Args(
      @Param("the user") String user,
      @Param("keys, one a line, as in a .pub file; or an address that the host fetches them from")
          String key,
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
      keyOptions.ifPresent(KeyFile.Key::requireOptions);
      comment.ifPresent(KeyFile.Key::requireComment);
    }
  }

  /** Whether keys are to be there. */
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
    return Set.of(
        args.path()
            .map(Resource::path)
            .orElse(
                Resource.tree(
                    args.user().equals("root") ? "/root/.ssh" : "/home/" + args.user() + "/.ssh")));
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
    host.need(List.of(fileProbe, directoryProbe, contentProbe, Probe.FileAt.of(file)));
    List<Effect> effects = new ArrayList<>();
    Attributes ownership =
        Attributes.of(
            Optional.empty(), Optional.of(account.name()), Optional.of(account.primaryGroup()));
    if (args.manageDir() && args.state() == State.PRESENT) {
      directory(directory, host.known(directoryProbe), account, ownership, effects);
    }
    Optional<Blob> old = host.known(contentProbe);
    KeyFile before = KeyFile.read(old.map(Blob::text).orElse(""));
    KeyFile after = change(args, keys(args, host), before);
    if (!after.equals(before)) {
      FileInfo info = host.known(fileProbe);
      Attributes attributes =
          info.exists()
              ? Attributes.NONE
              : Attributes.of(Optional.of(0600), ownership.owner(), ownership.group());
      if (!args.follow() && host.known(Probe.FileAt.of(file)).isLink()) {
        replaceLink(file, after, info, account, effects);
      } else {
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
    }
    return Plan.change(
        effects,
        TaskResult.of("user", args.user(), "keyfile", file.text(), "exclusive", args.exclusive())
            .with("key", args.key()));
  }

  /** A file takes the link's place in one step; what the link points to stays as it is. */
  private static void replaceLink(
      HostPath file, KeyFile keys, FileInfo info, Account account, List<Effect> effects) {
    HostPath beside = HostPath.of(file.text() + ".play");
    effects.add(new Effect.Remove(beside));
    Attributes attributes =
        Attributes.of(
            Optional.of(info.exists() ? info.mode() : 0600),
            Optional.of(account.name()),
            Optional.of(account.primaryGroup()));
    effects.add(
        new Effect.WriteFile(
            beside,
            Content.of(keys.text()),
            Optional.empty(),
            attributes,
            false,
            Optional.empty(),
            false));
    effects.add(
        Effect.Run.of(
            Command.of("mv", "-fT", "--", beside.text(), file.text()),
            "put a file in the place of the link " + file,
            Set.of(Resource.path(beside), Resource.path(file))));
  }

  /** The keys as given, or as the address has them. */
  private static String keys(Args args, HostView host) {
    if (!args.key().matches("https?://\\S+")) {
      return args.key();
    }
    CommandOutput fetched =
        host.known(
            Probe.Query.of(
                Set.of(Resource.PACKAGE_SET, Resource.topic("address:" + args.key())),
                List.of(
                    "/bin/sh", "-c", FETCH, "sh", args.key(), args.validateCerts() ? "" : "no")));
    if (!fetched.ok()) {
      throw new ModuleFailure(
          "cannot fetch the keys from " + args.key() + ": " + fetched.err().strip());
    }
    return fetched.out();
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

  private static KeyFile change(Args args, String keys, KeyFile before) {
    List<KeyFile.Key> wanted = new ArrayList<>();
    for (String line : keys.split("\n")) {
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
