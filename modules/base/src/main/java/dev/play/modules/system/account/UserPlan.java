package dev.play.modules.system.account;

import dev.play.host.Account;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.GroupInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.system.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares one user with what is wanted and collects the calls (useradd(8), usermod(8)). */
public final class UserPlan {
  private static final double SECONDS_A_DAY = 86_400;

  private final User.Args args;
  private final HostView host;
  private final Optional<Account> before;
  private final List<Effect> effects = new ArrayList<>();

  public UserPlan(User.Args args, HostView host, Optional<Account> before) {
    this.args = args;
    this.host = host;
    this.before = before;
  }

  /** userdel. */
  public Plan absent() {
    TaskResult result =
        TaskResult.of(
            "name", args.name(), "state", "absent", "force", args.force(), "remove", args.remove());
    if (before.isEmpty()) {
      return Plan.same(result);
    }
    List<String> argv = new ArrayList<>(List.of(args.local() ? "luserdel" : "userdel"));
    if (args.force()) {
      argv.add("-f");
    }
    if (args.remove()) {
      argv.add("-r");
    }
    argv.add(args.name());
    run(argv, "remove user " + args.name(), Optional.of(Optional.empty()));
    return Plan.change(effects, result);
  }

  /** useradd, then what it cannot set. */
  public Plan add() {
    List<String> argv = new ArrayList<>(List.of(args.local() ? "luseradd" : "useradd"));
    option(argv, "-u", args.uid());
    flag(argv, "-o", args.nonUnique());
    if (args.group().isPresent()) {
      requireGroup(args.group().get());
      option(argv, "-g", args.group());
    } else if (!args.local() && host.known(new Probe.GroupNamed(args.name())).isPresent()) {
      // useradd would refuse to make a group that is there; Ansible takes it as the primary one.
      argv.addAll(List.of("-g", args.name()));
    }
    List<String> groups = wantedGroups();
    groups.forEach(this::requireGroup);
    if (!groups.isEmpty()) {
      argv.addAll(List.of("-G", String.join(",", groups)));
    }
    option(argv, "-c", args.comment());
    option(argv, "-d", args.home());
    option(argv, "-s", args.shell());
    option(argv, "-Z", args.seuser());
    args.expires().ifPresent(e -> argv.addAll(List.of("-e", e < 0 ? "" : Long.toString(days(e)))));
    args.passwordExpireAccountDisable()
        .ifPresent(d -> argv.addAll(List.of("-f", Long.toString(d))));
    flag(argv, "-r", args.system());
    if (args.createHome()) {
      argv.add("-m");
      option(argv, "-k", args.skeleton());
      args.umask().ifPresent(u -> argv.addAll(List.of("-K", "UMASK=" + u)));
    } else {
      argv.add("-M");
    }
    args.uidMin().ifPresent(n -> argv.addAll(List.of("-K", "UID_MIN=" + n)));
    args.uidMax().ifPresent(n -> argv.addAll(List.of("-K", "UID_MAX=" + n)));
    argv.add(args.name());
    run(argv, "make user " + args.name(), Optional.empty());
    password(true);
    lock(args.password().map(p -> p.reveal()).orElse("!"));
    aging(Optional.empty());
    sshKey(args.home().orElse("/home/" + args.name()));
    return Plan.change(
        effects,
        result(args.home().orElse("/home/" + args.name())).with("create_home", args.createHome()));
  }

  /** usermod for what differs. */
  public Plan modify(Account account) {
    List<String> argv = new ArrayList<>(List.of(args.local() ? "lusermod" : "usermod"));
    int empty = argv.size();
    if (args.uid().isPresent() && args.uid().get() != account.uid()) {
      option(argv, "-u", args.uid());
      flag(argv, "-o", args.nonUnique());
    }
    primaryGroup(argv, account);
    supplementaryGroups(argv, account);
    differing(argv, "-c", args.comment(), account.comment());
    if (args.home().isPresent() && !args.home().get().equals(account.home())) {
      option(argv, "-d", args.home());
      flag(argv, "-m", args.moveHome());
    }
    differing(argv, "-s", args.shell(), account.shell());
    expiry(argv, account);
    if (argv.size() > empty) {
      argv.add(args.name());
      run(argv, "change user " + args.name(), Optional.empty());
    }
    if (args.updatePassword() == User.UpdatePassword.ALWAYS) {
      password(false);
    }
    lock(account.passwordHash().orElse(""));
    aging(before);
    String home = args.home().orElse(account.home());
    missingHome(account, home);
    sshKey(home);
    return Plan.change(effects, result(home).with("uid", args.uid().orElse(account.uid())));
  }

  private TaskResult result(String home) {
    TaskResult result =
        TaskResult.of(
            "name", args.name(), "state", "present", "home", home, "append", args.append());
    if (args.groups().isPresent()) {
      result = result.with("groups", String.join(",", wantedGroups()));
    }
    if (args.shell().isPresent()) {
      result = result.with("shell", args.shell().get());
    }
    if (args.generateSshKey()) {
      result = result.with("ssh_key_file", args.keyFile(home).text());
    }
    return result;
  }

  private void primaryGroup(List<String> argv, Account account) {
    if (args.group().isEmpty()) {
      return;
    }
    String wanted = args.group().get();
    boolean same =
        wanted.equals(account.primaryGroup()) || wanted.equals(Long.toString(account.gid()));
    if (!same) {
      requireGroup(wanted);
      option(argv, "-g", args.group());
    }
  }

  private void supplementaryGroups(List<String> argv, Account account) {
    if (args.groups().isEmpty()) {
      return;
    }
    Set<String> has = new HashSet<>(account.groups());
    Set<String> wanted = new HashSet<>(wantedGroups());
    // The primary group may be named among the others without being one of them.
    wanted.remove(account.primaryGroup());
    has.remove(account.primaryGroup());
    boolean same = args.append() ? has.containsAll(wanted) : has.equals(wanted);
    if (same) {
      return;
    }
    wanted.stream().filter(g -> !has.contains(g)).forEach(this::requireGroup);
    if (args.append()) {
      argv.add("-a");
    }
    argv.addAll(List.of("-G", String.join(",", wantedGroups())));
  }

  private void expiry(List<String> argv, Account account) {
    if (args.expires().isEmpty()) {
      return;
    }
    double seconds = args.expires().get();
    Optional<Long> wanted = seconds < 0 ? Optional.empty() : Optional.of(days(seconds));
    if (!wanted.equals(account.expires().filter(d -> d >= 0))) {
      argv.addAll(List.of("-e", wanted.map(d -> Long.toString(d)).orElse("")));
    }
  }

  private void password(boolean isNew) {
    if (args.password().isEmpty()) {
      return;
    }
    String wanted = args.password().get().reveal();
    if (wanted.contains(":") || wanted.contains("\n")) {
      throw new ModuleFailure("a password hash cannot hold ':' or a line break");
    }
    String has = before.flatMap(Account::passwordHash).orElse("");
    // password_lock alone decides about the leading '!'.
    boolean same =
        args.passwordLock().isPresent()
            ? unlocked(has).equals(unlocked(wanted))
            : has.equals(wanted);
    if (isNew || !same) {
      Command command =
          Command.of("chpasswd", "-e").withStdin(Blob.of(args.name() + ":" + wanted + "\n"));
      effects.add(
          Effect.Run.of(
              command,
              "set the password of " + args.name(),
              AccountTools.touchedByUser(args.name(), List.of())));
    }
  }

  private static String unlocked(String hash) {
    return hash.startsWith("!") ? hash.substring(1) : hash;
  }

  private void lock(String hash) {
    if (args.passwordLock().isPresent() && args.passwordLock().get() != hash.startsWith("!")) {
      boolean lock = args.passwordLock().get();
      run(
          List.of("usermod", lock ? "-L" : "-U", args.name()),
          (lock ? "lock" : "unlock") + " the password of " + args.name(),
          Optional.empty());
    }
  }

  private void aging(Optional<Account> account) {
    List<String> argv = new ArrayList<>(List.of("chage"));
    days(argv, "-m", args.passwordExpireMin(), account.flatMap(Account::passwordMinDays));
    days(argv, "-M", args.passwordExpireMax(), account.flatMap(Account::passwordMaxDays));
    days(argv, "-W", args.passwordExpireWarn(), account.flatMap(Account::passwordWarnDays));
    if (argv.size() > 1) {
      argv.add(args.name());
      run(argv, "set the password's age of " + args.name(), Optional.empty());
    }
  }

  private static void days(
      List<String> argv, String option, Optional<Long> wanted, Optional<Long> has) {
    if (wanted.isPresent() && !wanted.equals(has)) {
      argv.addAll(List.of(option, Long.toString(wanted.get())));
    }
  }

  private void missingHome(Account account, String home) {
    if (!args.createHome() || args.moveHome()) {
      return;
    }
    FileInfo info = host.known(Probe.FileAt.of(HostPath.of(home)));
    if (info.exists()) {
      return;
    }
    String script =
        """
        home=$1 owner=$2 skeleton=$3
        mkdir -p -- "$(dirname -- "$home")" && cp -r -- "$skeleton" "$home" && chown -R -h -- "$owner" "$home" && chmod 0755 -- "$home"
        """;
    String owner = args.uid().orElse(account.uid()) + ":" + account.gid();
    effects.add(
        Effect.Run.of(
            Command.script(script, home, owner, args.skeleton().orElse("/etc/skel")),
            "make the home directory " + home,
            Set.of(Resource.tree(home))));
  }

  private void sshKey(String home) {
    if (!args.generateSshKey()) {
      return;
    }
    HostPath key = args.keyFile(home);
    boolean there =
        switch (host.read(Probe.FileAt.of(key))) {
          case Observed.Known<FileInfo>(FileInfo info) -> info.exists();
          case Observed.Unknown<FileInfo> unknown -> before.isPresent();
        };
    if (there && !args.force()) {
      return;
    }
    String script =
        """
        user=$1 key=$2 type=$3 bits=$4 comment=$5
        umask 077
        directory=$(dirname -- "$key")
        group=$(id -g -- "$user") || exit 1
        [ -d "$directory" ] || { mkdir -p -- "$directory" && chown "$user:$group" -- "$directory"; } || exit 1
        rm -f -- "$key" "$key.pub"
        ssh-keygen -q -t "$type" ${bits:+-b "$bits"} -C "$comment" -N '' -f "$key" || exit 1
        chown "$user:$group" -- "$key" "$key.pub" && chmod 0644 -- "$key.pub"
        """;
    effects.add(
        Effect.Run.of(
            Command.script(
                script,
                args.name(),
                key.text(),
                args.sshKeyType(),
                args.sshKeyBits().map(Object::toString).orElse(""),
                args.sshKeyComment().orElse("ansible-generated")),
            "make an SSH key for " + args.name(),
            Set.of(Resource.tree(key.parent().text()))));
  }

  private void requireGroup(String group) {
    if (group.chars().allMatch(Character::isDigit)) {
      return;
    }
    Observed<Optional<GroupInfo>> found = host.read(new Probe.GroupNamed(group));
    if (found instanceof Observed.Known<Optional<GroupInfo>>(Optional<GroupInfo> g)
        && g.isEmpty()) {
      throw new ModuleFailure("group " + group + " does not exist on this host");
    }
  }

  private List<String> wantedGroups() {
    return args.groups().orElse(List.of()).stream().filter(g -> !g.isEmpty()).toList();
  }

  private static long days(double seconds) {
    return (long) Math.floor(seconds / SECONDS_A_DAY);
  }

  private static void option(List<String> argv, String option, Optional<?> value) {
    value.ifPresent(v -> argv.addAll(List.of(option, v.toString())));
  }

  private static void flag(List<String> argv, String option, boolean on) {
    if (on) {
      argv.add(option);
    }
  }

  private static void differing(
      List<String> argv, String option, Optional<String> wanted, String has) {
    if (wanted.isPresent() && !wanted.get().equals(has)) {
      argv.addAll(List.of(option, wanted.get()));
    }
  }

  /**
   * @param after what the user will be, when that is sure
   */
  private void run(List<String> argv, String why, Optional<Optional<Account>> after) {
    Set<Resource> touched = AccountTools.touchedByUser(args.name(), wantedGroups());
    touched.add(Resource.tree(args.home().orElse("/home/" + args.name())));
    Probe.UserNamed probe = new Probe.UserNamed(args.name());
    List<Effect.Prediction<?>> predicts =
        after.isPresent() ? List.of(new Effect.Prediction<>(probe, after.get())) : List.of();
    effects.add(new Effect.Run(Command.of(argv), why, touched, predicts, Set.of(0)));
  }
}
