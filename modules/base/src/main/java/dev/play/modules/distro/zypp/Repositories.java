package dev.play.modules.distro.zypp;

import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** zypper's repositories and how they are changed. */
public final class Repositories {
  /** What changing one may change. */
  public static final Set<Resource> TOUCHED =
      Set.of(ZypperCall.SOURCES, Resource.tree("/var/cache/zypp"), Resource.PACKAGE_SET);

  private static final int NONE_THERE = 6;
  private static final ZypperCall ZYPPER = new ZypperCall(List.of());

  private Repositories() {}

  /** Those with the alias or the address. */
  public static List<Repository> like(Repository wanted, HostView host) {
    if (host.known(ZypperCall.tool()).isEmpty()) {
      throw new ModuleFailure("this host has no zypper");
    }
    CommandOutput output = host.known(ZYPPER.ask(false, List.of("repos")));
    if (!output.ok() && output.status() != NONE_THERE) {
      throw new ModuleFailure(
          "Failed to execute \"zypper repos\": " + ZypperSummary.messages(output));
    }
    return Repository.all(output).stream()
        .filter(r -> r.alias().equals(wanted.alias()) || r.url().equals(wanted.url()))
        .toList();
  }

  /** Whether the one that is there is as wanted. */
  public static boolean suits(Repository there, Repository wanted) {
    return there.suits(wanted);
  }

  /** Adds it. */
  public static Effect add(Repository wanted) {
    List<String> words = new ArrayList<>(List.of("addrepo", "--check"));
    if (!wanted.name().isEmpty()) {
      words.add("--name=" + wanted.name());
    }
    if (!wanted.priority().isEmpty()) {
      words.add("--priority=" + wanted.priority());
    }
    if (wanted.enabled().equals("0")) {
      words.add("--disable");
    }
    words.add(wanted.gpgcheck().equals("1") ? "--gpgcheck" : "--no-gpgcheck");
    if (wanted.autorefresh().equals("1")) {
      words.add("--refresh");
    }
    words.addAll(List.of("--", wanted.url(), wanted.alias()));
    return run(words, "add the repository " + wanted.alias());
  }

  /** Removes it. */
  public static Effect remove(Repository there) {
    return run(
        List.of("removerepo", "--", there.alias()), "remove the repository " + there.alias());
  }

  /**
   * Fetches its lists.
   *
   * @param alias empty for all of them
   * @param trust whether new keys are trusted
   */
  public static Effect refresh(String alias, boolean trust) {
    ZypperCall call = new ZypperCall(trust ? List.of("--gpg-auto-import-keys") : List.of());
    List<String> words = new ArrayList<>(List.of("refresh", "--force"));
    if (!alias.isEmpty()) {
      words.add("--repo=" + alias);
    }
    return Effect.Run.of(
        call.command(words),
        "fetch the lists of " + (alias.isEmpty() ? "repositories" : alias),
        TOUCHED);
  }

  private static Effect run(List<String> words, String why) {
    return Effect.Run.of(ZYPPER.command(words), why, TOUCHED);
  }
}
