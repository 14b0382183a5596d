package dev.play.modules.system.account;

import dev.play.host.Account;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.GroupInfo;
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
  private final Optional<String> shell;
  private final List<Effect> effects = new ArrayList<>();

  public UserPlan(User.Args args, HostView host, Optional<Account> before) {
    this.args = args;
    this.host = host;
    this.before = before;
    this.shell = args.shell().map(path -> UserHome.expanded(path, host));
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
    if (!groups.isEmpty() && !args.local()) {
      argv.addAll(List.of("-G", String.join(",", groups)));
    }
    option(argv, "-c", args.comment());
    option(argv, "-d", args.home());
    option(argv, "-s", shell);
    option(argv, "-Z", args.seuser());
    if (!args.local()) {
      args.expires()
          .ifPresent(e -> argv.addAll(List.of("-e", e < 0 ? "" : Long.toString(days(e)))));
      args.passwordExpireAccountDisable()
          .ifPresent(d -> argv.addAll(List.of("-f", Long.toString(d))));
    }
    flag(argv, "-r", args.system());
    if (args.createHome()) {
      flag(argv, "-m", !args.local());
      option(argv, "-k", args.skeleton());
      args.umask().ifPresent(u -> argv.addAll(List.of("-K", "UMASK=" + u)));
    } else {
      argv.add("-M");
    }
    args.uidMin().ifPresent(n -> argv.addAll(List.of("-K", "UID_MIN=" + n)));
    args.uidMax().ifPresent(n -> argv.addAll(List.of("-K", "UID_MAX=" + n)));
    argv.add(args.name());
    run(argv, "make user " + args.name(), Optional.empty());
    if (args.local()) {
      localGroups(List.of());
      args.expires().ifPresent(e -> localExpiry(e < 0 ? Optional.empty() : Optional.of(days(e))));
    }
    password(true);
    lock(args.password().map(p -> p.reveal()).orElse("!"));
    aging(Optional.empty());
    sshKey(args.home().orElse("/home/" + args.name()));
    TaskResult result =
        result(args.home().orElse("/home/" + args.name())).with("create_home", args.createHome());
    // Number and group are the host's choice: they are read back. A forced key is not made twice.
    boolean readBack = !(args.generateSshKey() && args.force());
    return new Plan.Change(effects, o -> result, false, readBack, Optional.empty());
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
    differing(argv, "-s", shell, account.shell());
    expiry(argv, account);
    inactive(argv);
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
    TaskResult result =
        result(home)
            .with("uid", args.uid().orElse(account.uid()))
            .with("group", account.gid())
            .with("comment", args.comment().orElse(account.comment()))
            .with("shell", shell.orElse(account.shell()))
            .with("move_home", args.moveHome());
    return Plan.change(effects, result);
  }

  private TaskResult result(String home) {
    TaskResult result =
        TaskResult.of(
            "name", args.name(), "state", "present", "home", home, "append", args.append());
    if (args.groups().isPresent()) {
      result = result.with("groups", String.join(",", wantedGroups()));
    }
    List<String> warnings = PasswordText.warnings(args);
    if (!warnings.isEmpty()) {
      result = result.with("warnings", warnings);
    }
    if (shell.isPresent()) {
      result = result.with("shell", shell.get());
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
      // lusermod takes no names.
      Probe.GroupNamed named = new Probe.GroupNamed(wanted);
      option(argv, "-g", args.local() ? host.known(named).map(GroupInfo::gid) : args.group());
    }
  }

  private void supplementaryGroups(List<String> argv, Account account) {
    if (args.groups().isEmpty()) {
      return;
    }
    Set<String> has = new HashSet<>(account.groups());
    Set<String> wanted = new HashSet<>();
    wantedGroups().forEach(g -> wanted.add(named(g)));
    // The primary group may be named among the others without being one of them.
    wanted.remove(account.primaryGroup());
    has.remove(account.primaryGroup());
    boolean same = args.append() ? has.containsAll(wanted) : has.equals(wanted);
    if (same) {
      return;
    }
    wanted.stream().filter(g -> !has.contains(g)).forEach(this::requireGroup);
    if (args.local()) {
      localGroups(account.groups());
      return;
    }
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
    // Without a line in shadow(5) there is nothing that says so: usermod makes one.
    boolean noShadow = account.passwordHash().isEmpty() && wanted.isEmpty();
    if (!noShadow && wanted.equals(account.expires().filter(d -> d >= 0))) {
      return;
    }
    if (args.local()) {
      localExpiry(wanted);
    } else {
      argv.addAll(List.of("-e", wanted.map(d -> Long.toString(d)).orElse("")));
    }
  }

  /** libuser's lusermod knows no groups; lgroupmod does. */
  private void localGroups(List<String> has) {
    for (String group : wantedGroups()) {
      if (!has.contains(group)) {
        run(
            List.of("lgroupmod", "-M", args.name(), group),
            "put " + args.name() + " into " + group,
            Optional.empty());
      }
    }
    if (!args.append()) {
      for (String group : has) {
        if (!wantedGroups().contains(group)) {
          run(
              List.of("lgroupmod", "-m", args.name(), group),
              "take " + args.name() + " out of " + group,
              Optional.empty());
        }
      }
    }
  }

  private void localExpiry(Optional<Long> day) {
    run(
        List.of("lchage", "-E", day.map(d -> Long.toString(d)).orElse("-1"), args.name()),
        "set the end of " + args.name(),
        Optional.empty());
  }

  /** Days until the account closes after the password's end: the 7th field of shadow(5). */
  private void inactive(List<String> argv) {
    if (args.passwordExpireAccountDisable().isEmpty()) {
      return;
    }
    String wanted = Long.toString(args.passwordExpireAccountDisable().get());
    Probe.Query shadow =
        Probe.Query.of(
            AccountTools.touchedByUser(args.name(), List.of()), "getent", "shadow", args.name());
    String[] fields = host.known(shadow).out().strip().split(":", -1);
    if (fields.length < 7 || !fields[6].equals(wanted)) {
      argv.addAll(List.of("-f", wanted));
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
    UserHome.effect(args, host, account, home).ifPresent(effects::add);
  }

  private void sshKey(String home) {
    UserKey.effect(args, host, before.isPresent(), home).ifPresent(effects::add);
  }

  /** Groups may be given by their numbers. */
  private String named(String group) {
    if (!group.chars().allMatch(Character::isDigit)) {
      return group;
    }
    Probe.Query entry =
        Probe.Query.of(
            Set.of(Resource.ACCOUNTS, Resource.ofGroup(group)), "getent", "group", group);
    String out = host.known(entry).out();
    return out.isBlank() ? group : out.substring(0, Math.max(0, out.indexOf(':')));
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
