package dev.play.modules.system;

import dev.play.host.Account;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.modules.system.account.AccountTools;
import dev.play.modules.system.account.UserPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Users. Options and results as in {@code ansible.builtin.user}. */
@ModuleDoc(
    name = "user",
    also = "ansible.builtin.user",
    summary = "Makes, changes and removes users.",
    example = "user: {name: deploy, groups: [sudo], append: true, shell: /bin/bash}",
    notes =
        "password takes a hash as crypt(5) makes it; it reaches the host by standard input only.")
public final class User implements Module<User.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the user", aliases = "user") String name,
      @Param(value = "what it is to be", def = "present") State state,
      @Param("its number") Optional<Long> uid,
      @Param(value = "allow a number that another user has", def = "false") boolean nonUnique,
      @Param("the full name (GECOS)") Optional<String> comment,
      @Param("its primary group, by name or number") Optional<String> group,
      @Param("supplementary groups; with append: false these and no others")
          Optional<List<String>> groups,
      @Param(value = "keep the groups that it has", def = "false") boolean append,
      @Param("its shell") Optional<String> shell,
      @Param("its home directory") Optional<String> home,
      @Param(value = "where a new home's files come from") Optional<String> skeleton,
      @Param("the hash of its password; '*' and '!' close it") Optional<Secret> password,
      @Param(
              value = "set the password of a user that is there: always or on_create",
              def = "always")
          UpdatePassword updatePassword,
      @Param("lock or unlock the password") Optional<Boolean> passwordLock,
      @Param("days before the password may be changed") Optional<Long> passwordExpireMin,
      @Param("days after which the password must be changed") Optional<Long> passwordExpireMax,
      @Param("days of warning before that") Optional<Long> passwordExpireWarn,
      @Param("days after that until the account is closed")
          Optional<Long> passwordExpireAccountDisable,
      @Param("when the account ends, in seconds since the epoch; negative for never")
          Optional<Double> expires,
      @Param(value = "take a number from the range for the system", def = "false") boolean system,
      @Param(value = "make the home directory", aliases = "createhome", def = "true")
          boolean createHome,
      @Param(value = "move the home directory when it changes", def = "false") boolean moveHome,
      @Param(value = "with absent: remove home and mail too", def = "false") boolean remove,
      @Param(value = "with absent: remove though logged in", def = "false") boolean force,
      @Param(value = "use luseradd and its kin", def = "false") boolean local,
      @Param(value = "make an SSH key pair", def = "false") boolean generateSshKey,
      @Param(value = "its type", def = "rsa") String sshKeyType,
      @Param("its size in bits") Optional<Integer> sshKeyBits,
      @Param("where it goes, relative to the home directory") Optional<String> sshKeyFile,
      @Param("its comment") Optional<String> sshKeyComment,
      @Param("its passphrase") Optional<Secret> sshKeyPassphrase,
      @Param("umask of a new home directory") Optional<String> umask,
      @Param("lower end of the numbers to take from") Optional<Integer> uidMin,
      @Param("upper end of the numbers to take from") Optional<Integer> uidMax,
      @Param("SELinux user") Optional<String> seuser,
      @Param("login class (BSD)") Optional<String> loginClass) {
    public Args {
      AccountTools.checkName("user", name);
      groups.ifPresent(
          g ->
              g.stream()
                  .filter(n -> !n.isEmpty())
                  .forEach(n -> AccountTools.checkName("group", n)));
      for (Optional<String> field : List.of(comment, shell, home)) {
        if (field.isPresent() && (field.get().contains(":") || field.get().contains("\n"))) {
          throw new IllegalArgumentException(
              "a field of /etc/passwd cannot hold ':' or a line break: '" + field.get() + "'");
        }
      }
      if (nonUnique && uid.isEmpty()) {
        throw new IllegalArgumentException("non_unique needs uid");
      }
      if (local && (uidMin.isPresent() || uidMax.isPresent())) {
        throw new IllegalArgumentException("'uid_min' and 'uid_max' can not be used with 'local'");
      }
      if (local && umask.isPresent()) {
        throw new IllegalArgumentException("'umask' can not be used with 'local'");
      }
      if (loginClass.isPresent()) {
        throw new IllegalArgumentException("login_class is for BSD hosts, which are not supported");
      }
    }

    /** append without groups appends nothing. */
    public boolean appendWithoutGroups() {
      return append && groups.isEmpty();
    }

    /** The private key's path. */
    public HostPath keyFile(String homeDirectory) {
      String file = sshKeyFile.orElse(".ssh/id_" + sshKeyType);
      return HostPath.of(file.startsWith("/") ? file : homeDirectory + "/" + file);
    }
  }

  /** What a user is to be. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** When a password is set. */
  public enum UpdatePassword {
    ALWAYS,
    ON_CREATE
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.ACCOUNTS, Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> touched =
        AccountTools.touchedByUser(args.name(), args.groups().orElse(List.of()));
    touched.add(Resource.tree(args.home().orElse("/home/" + args.name())));
    return touched;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Optional<Account> account = host.known(new Probe.UserNamed(args.name()));
    UserPlan plan = new UserPlan(args, host, account);
    if (args.state() == State.ABSENT) {
      return plan.absent();
    }
    return account.isEmpty() ? plan.add() : plan.modify(account.get());
  }
}
