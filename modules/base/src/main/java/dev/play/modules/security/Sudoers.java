package dev.play.modules.security;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of sudo, a file each. Options and results as in {@code community.general.sudoers}. */
@ModuleDoc(
    name = "sudoers",
    also = "community.general.sudoers",
    summary = "Says who may run what as whom with sudo.",
    example = "sudoers: {name: backup, user: backup, commands: /usr/local/bin/backup}",
    mutuallyExclusive = "user,group",
    notes = "A rule is put in place once visudo has accepted it.")
public final class Sudoers implements Module<Sudoers.Args> {
  private static final int MODE = 0440;

  /** The arguments. */
  public record Args(
      @Param("the rule's file in sudoers_path") String name,
      @Param("the user") Optional<String> user,
      @Param("the group") Optional<String> group,
      @Param("what may be run; required with present") Optional<List<String>> commands,
      @Param(value = "on which hosts", def = "ALL") String host,
      @Param(value = "nothing run may run something else", def = "false") boolean noexec,
      @Param(value = "no password is asked for", def = "true") boolean nopassword,
      @Param("as whom; root when not given") Optional<String> runas,
      @Param(value = "the environment may be kept", def = "false") boolean setenv,
      @Param(value = "whether the rule is to be there", def = "present") State state,
      @Param(value = "where rules are", def = "/etc/sudoers.d") HostPath sudoersPath,
      @Param(value = "whether visudo has to accept the rule", def = "detect")
          Validation validation) {
    public Args {
      if (name.contains("/") || name.isBlank() || name.matches("\\.+")) {
        throw new IllegalArgumentException("name is a file's in sudoers_path: '" + name + "'");
      }
      word("user", user);
      word("group", group);
      word("host", Optional.of(host));
      word("runas", runas);
      for (String command : commands.orElse(List.of())) {
        if (command.isBlank() || command.matches("(?s).*[\\n\\r\\x00].*")) {
          throw new IllegalArgumentException("not a command: '" + command + "'");
        }
      }
      if (state == State.PRESENT && user.isEmpty() && group.isEmpty()) {
        throw new IllegalArgumentException("one of the following is required: user, group");
      }
      if (state == State.PRESENT && commands.isEmpty()) {
        throw new IllegalArgumentException(
            "state is present but all of the following are missing: commands");
      }
    }

    private static void word(String option, Optional<String> value) {
      if (value.filter(v -> !v.matches("[\\p{L}\\p{N}_.@:%#+,*!$\\\\-]+")).isPresent()) {
        throw new IllegalArgumentException(option + ": not a name: '" + value.get() + "'");
      }
    }

    HostPath file() {
      return sudoersPath.child(name);
    }

    String line() {
      String who = user.orElseGet(() -> "%" + group.orElseThrow());
      return "%s %s=%s%s%s%s %s\n"
          .formatted(
              who,
              host,
              runas.map(r -> "(" + r + ")").orElse(""),
              noexec ? "NOEXEC:" : "",
              nopassword ? "NOPASSWD:" : "",
              setenv ? "SETENV:" : "",
              String.join(", ", commands.orElseThrow()));
    }
  }

  /** Whether a rule is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** Whether visudo has to accept a rule: where it is there, always, or never. */
  public enum Validation {
    ABSENT,
    DETECT,
    REQUIRED
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.file()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    HostPath file = args.file();
    Probe.ContentOf content = Probe.ContentOf.of(file);
    Probe.FileAt info = Probe.FileAt.of(file);
    host.need(List.of(content, info));
    if (args.state() == State.ABSENT) {
      return Plan.change(host.known(info).exists() ? List.of(new Effect.Remove(file)) : List.of());
    }
    Optional<Blob> old = host.known(content);
    if (old.map(Blob::text).equals(Optional.of(args.line()))) {
      return Plan.change(
          host.known(new Probe.FileAt(file, true)).mode() == MODE
              ? List.of()
              : List.of(new Effect.SetAttributes(file, Attributes.mode(MODE), true)));
    }
    return Plan.change(
        List.of(
            new Effect.WriteFile(
                file,
                Content.of(args.line()),
                old.map(b -> b.digest(DigestAlgorithm.SHA256)),
                Attributes.mode(MODE),
                false,
                validation(args, host),
                false)));
  }

  private static Optional<String> validation(Args args, HostView host) {
    if (args.validation() == Validation.ABSENT) {
      return Optional.empty();
    }
    Optional<HostPath> visudo = host.known(new Probe.Tool("visudo"));
    if (visudo.isEmpty() && args.validation() == Validation.REQUIRED) {
      throw new ModuleFailure("Failed to find required executable \"visudo\" in paths");
    }
    return visudo.map(path -> path + " -cf %s");
  }
}
