package dev.play.run.action;

import dev.play.connection.Become;
import dev.play.connection.Door;
import dev.play.connection.Target;
import dev.play.event.Status;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.ControllerFiles;
import dev.play.module.ModuleFailure;
import dev.play.run.external.Rsync;
import dev.play.run.port.Performed;
import dev.play.run.port.Reach;
import dev.play.run.port.Way;
import dev.play.run.task.ModuleWork;
import dev.play.run.task.Moment;
import dev.play.schema.ModuleSpec;
import dev.play.schema.action.Synchronize;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * synchronize: a call of rsync on the controller, or on the host that the task is delegated to,
 * with the way to the task's own host as the other end.
 */
final class SynchronizeAction extends ControllerAction<Synchronize> {
  private static final HostName CONTROLLER = new HostName("localhost");

  private static final Pattern WAY = Pattern.compile("(?i)\\s*Proxy(Jump|Command)\\b");

  private static final Set<Status> MAY_CHANGE = Set.of(Status.WOULD_CHANGE, Status.UNKNOWN);

  SynchronizeAction() {
    super(Synchronize.class);
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.EVERYTHING);
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    untold(moment, because);
    return Performed.unknown(because);
  }

  @Override
  Performed perform(Moment moment, Synchronize arguments) {
    Reach there = new Reach(moment.host(), moment.scope(), moment.settings().connecting());
    if (moment.settings().check() && moment.play().run().hands().hasPredictions(there)) {
      String because = "until what comes before it is done";
      untold(moment, because);
      return Performed.unknown(because);
    }
    boolean own = moment.settings().delegate().isEmpty();
    Moment here = own ? moment.with(moment.settings().at(CONTROLLER)) : moment;
    Ends ends = ends(moment, here, there);
    Optional<Door> door =
        ends.onController() && !ends.alone()
            ? moment.play().run().hands().door(there)
            : Optional.empty();
    try {
      Performed performed =
          new ModuleWork(ModuleSpec.of(Rsync.class))
              .perform(here.with(call(moment, ends, arguments, door)));
      if (moment.settings().check() && MAY_CHANGE.contains(performed.status())) {
        untold(moment, moment.until());
      } else if (!moment.settings().check()) {
        moment.play().run().hands().mayHaveChanged(moment.host());
      }
      return performed;
    } catch (ModuleFailure e) {
      return Performed.failed(String.valueOf(e.getMessage()));
    } finally {
      door.ifPresent(Door::close);
    }
  }

  /** What comes behind it knows no more what the host holds. */
  private static void untold(Moment moment, String because) {
    Reach there = new Reach(moment.host(), moment.scope(), moment.settings().connecting());
    moment
        .play()
        .run()
        .hands()
        .mayTouch(there, Set.of(Resource.tree("/")), moment.title().name(), because);
  }

  /**
   * Where rsync runs and where it goes.
   *
   * @param onController whether it runs on the controller
   * @param alone whether both ends are one machine
   */
  private record Ends(Way way, boolean onController, boolean alone) {}

  private static Ends ends(Moment moment, Moment here, Reach there) {
    Way way = moment.play().run().hands().way(there);
    boolean onController =
        moment.play().run().hands().way(here.reach()).target().connection().equals("local");
    boolean alone =
        here.target().equals(moment.host())
            || (way.target().connection().equals("local") && onController);
    return new Ends(way, onController, alone);
  }

  private static Value.Dict call(
      Moment moment, Ends ends, Synchronize wanted, Optional<Door> door) {
    Target target = door.map(Door::target).orElse(ends.way().target());
    boolean alone = ends.alone();
    boolean onController = ends.onController();
    if (!alone && !target.connection().equals("ssh")) {
      throw new ModuleFailure(
          "synchronize goes by ssh, and "
              + moment.host()
              + " is reached by "
              + target.connection());
    }
    List<String> options = new ArrayList<>(wanted.options());
    if (!alone) {
      options.add("--protect-args");
      wanted
          .rsyncPath()
          .or(() -> ends.way().become().map(SynchronizeAction::became))
          .ifPresent(path -> options.add("--rsync-path=" + path));
    } else {
      wanted.rsyncPath().ifPresent(path -> options.add("--rsync-path=" + path));
    }
    String mine = wanted.isPull() ? wanted.dest() : wanted.src();
    String other = wanted.isPull() ? wanted.src() : wanted.dest();
    String local = onController ? onController(moment, mine, wanted.isPull()) : mine;
    String remote = alone || other.startsWith("rsync://") ? other : address(target, wanted, other);
    return Value.dictOf(
        "options",
        options,
        "from",
        wanted.isPull() ? remote : local,
        "to",
        wanted.isPull() ? local : remote,
        "here",
        alone || wanted.isPull(),
        "ssh",
        alone ? "" : ssh(target, wanted, onController, door.filter(d -> d.port().isPresent())),
        "keys",
        keys(target));
  }

  /** A relative path is one of the role's files or the playbook's. */
  private static String onController(Moment moment, String path, boolean isDestination) {
    if (path.startsWith("/") || path.startsWith("~") || path.startsWith("rsync://")) {
      return path;
    }
    ControllerFiles files = moment.files();
    String end = path.endsWith("/") ? "/" : "";
    return (isDestination
            ? files.destination(path)
            : files.find(ControllerFiles.Purpose.FILES, HostPath.of(path).normal().text()))
        + end;
  }

  private static String became(Become become) {
    String user = become.user();
    if (become.method() == Become.Method.SU) {
      throw new ModuleFailure(
          "synchronize becomes another user by sudo or doas only; give rsync_path");
    }
    if (!user.matches("[A-Za-z0-9_.-]+")) {
      throw new ModuleFailure("not a user for synchronize: " + user);
    }
    return become.method().name().toLowerCase(Locale.ROOT) + " -n -u " + user + " rsync";
  }

  private static String address(Target target, Synchronize wanted, String path) {
    // With --protect-args no shell of the host's makes the tilde a directory.
    String plain = path.equals("~") ? "." : path.startsWith("~/") ? path.substring(2) : path;
    String host = target.address().contains(":") ? "[" + target.address() + "]" : target.address();
    String user = wanted.setRemoteUser() ? target.user().map(name -> name + "@").orElse("") : "";
    if (!(user + host).matches("[A-Za-z0-9_.@%:\\[\\]][A-Za-z0-9_.@%:\\[\\]-]*")) {
      throw new ModuleFailure("not an address for rsync: " + user + host);
    }
    return user + host + ":" + (plain.isEmpty() ? "." : plain);
  }

  /** ssh's options as RSYNC_RSH has them: words, quoted where they hold blanks. */
  private static String ssh(
      Target target, Synchronize wanted, boolean onController, Optional<Door> door) {
    List<String> words = new ArrayList<>(List.of("-o", "BatchMode=yes"));
    door.ifPresent(there -> words.addAll(through(there, wanted)));
    if (!wanted.sshConnectionMultiplexing()) {
      words.addAll(List.of("-S", "none"));
    }
    wanted
        .privateKey()
        .map(HostPath::text)
        .or(() -> target.privateKey().map(Object::toString))
        .ifPresent(key -> words.addAll(List.of("-i", key)));
    door.flatMap(Door::port)
        .or(wanted::destPort)
        .or(() -> target.movedTo().or(target::port))
        .ifPresent(port -> words.addAll(List.of("-p", Integer.toString(port))));
    String check =
        switch (target.hostKeys()) {
          case STRICT -> "yes";
          case ACCEPT_NEW -> "accept-new";
          case IGNORE -> "no";
        };
    words.addAll(List.of("-o", "StrictHostKeyChecking=" + check));
    if (!target.pinnedHostKeys().isEmpty()) {
      words.addAll(List.of("-o", "HostKeyAlias=" + alias(target)));
    }
    // They may name files of the controller's, such as its known keys.
    if (onController || wanted.useSshArgs()) {
      words.addAll(door.isPresent() ? withoutWays(target) : target.sshArguments());
    }
    return words.stream().map(SynchronizeAction::quoted).collect(Collectors.joining(" "));
  }

  /** To the host's sshd by a port of the controller's own. */
  private static List<String> through(Door door, Synchronize wanted) {
    if (wanted.destPort().isPresent()) {
      throw new ModuleFailure(
          "dest_port is not for hosts behind a bastion or passage: give ansible_port");
    }
    List<String> words =
        new ArrayList<>(List.of("-o", "HostName=127.0.0.1", "-o", "ProxyCommand=none"));
    if (door.target().pinnedHostKeys().isEmpty()) {
      words.addAll(List.of("-o", "HostKeyAlias=" + door.knownName()));
    }
    return words;
  }

  /** The arguments but for those that lead through other hosts. */
  private static List<String> withoutWays(Target target) {
    List<String> kept = new ArrayList<>();
    Iterator<String> arguments = target.sshArguments().iterator();
    while (arguments.hasNext()) {
      String word = arguments.next();
      String option = word.substring(0, Math.min(2, word.length()));
      if (!option.equals("-J") && !option.equals("-o")) {
        kept.add(word);
        continue;
      }
      String value =
          word.length() > 2 || !arguments.hasNext() ? word.substring(2) : arguments.next();
      if (option.equals("-o") && !WAY.matcher(value).lookingAt()) {
        kept.addAll(List.of(option, value));
      }
    }
    return kept;
  }

  private static String alias(Target target) {
    return target.name().name().replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /** rsync(1), --rsh: quotes of either kind, doubled inside themselves. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "''") + "'";
  }

  private static String keys(Target target) {
    return target.pinnedHostKeys().stream()
        .map(key -> alias(target) + " " + key + "\n")
        .collect(Collectors.joining());
  }
}
