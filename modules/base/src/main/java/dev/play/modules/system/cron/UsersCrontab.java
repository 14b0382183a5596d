package dev.play.modules.system.cron;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user's crontab, by crontab(1).
 *
 * @param user whose; that of whoever asks if not given
 */
public record UsersCrontab(Optional<String> user) {
  /** What changing one touches. */
  public static final Resource TOPIC = Resource.topic("crontab");

  private static final Probe.Query WHO = Probe.Query.of(Set.of(), "id", "-u");
  private static final String SPOOL = "/var/spool/cron/crontabs/";

  /** The command for it. */
  public List<String> command() {
    return user.map(u -> List.of("crontab", "-u", u)).orElse(List.of("crontab"));
  }

  /** The question what it holds. */
  public Probe.Query question() {
    List<String> list = new ArrayList<>(command());
    list.add("-l");
    Set<Resource> about =
        user.isEmpty()
            ? Set.of(TOPIC)
            : Set.of(TOPIC, Resource.ACCOUNTS, Resource.NEW_ACCOUNTS, Resource.ofUser(user.get()));
    return Probe.Query.of(about, list);
  }

  /** What it holds now; where there is none, an output that has failed. */
  public CommandOutput read(HostView host) {
    boolean there = isThere(host);
    if (there
        && host.read(question()) instanceof Observed.Known<CommandOutput>(CommandOutput output)) {
      return output;
    }
    return isSurelyNone(host)
        ? new CommandOutput(1, Blob.of(""), Blob.of("no crontab"))
        : host.known(question());
  }

  /** Whether the tool is there, not just to come with a package. */
  private static boolean isThere(HostView host) {
    return switch (host.read(new Probe.Tool("crontab"))) {
      case Observed.Known<Optional<HostPath>>(Optional<HostPath> tool) -> {
        if (tool.isEmpty()) {
          throw new ModuleFailure("crontab is not on this host; install cron (or cronie)");
        }
        yield true;
      }
      case Observed.Unknown<Optional<HostPath>>(String because) -> {
        Probe.PackageAt cron = new Probe.PackageAt(PackageManager.APT, "cron");
        if (isDebian(host)
            && host.read(cron) instanceof Observed.Known<PackageInfo>(PackageInfo info)
            && info.installed()) {
          yield false;
        }
        throw new HostView.UnknownHere(because);
      }
    };
  }

  /**
   * Whether it has no file: of a user who is still to be made, or before cron is there. Only root
   * sees that.
   */
  private boolean isSurelyNone(HostView host) {
    return user.isPresent()
        && host.known(WHO).out().strip().equals("0")
        && isDebian(host)
        && host.read(Probe.FileAt.of(HostPath.of(SPOOL + user.get())))
            instanceof Observed.Known<FileInfo>(FileInfo file)
        && !file.exists();
  }

  private static boolean isDebian(HostView host) {
    return host.known(new Probe.Manager()) == PackageManager.APT;
  }
}
