package dev.play.modules.net.firewall;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Loading of the rules at boot, by a systemd unit. */
public final class AtBoot {
  /** The unit that loads a table at boot. */
  public static final HostPath UNIT = HostPath.of("/etc/systemd/system/play-firewall@.service");

  private static final HostPath BOOTED = HostPath.of("/run/systemd/system");

  // nftables.service, where it is enabled, begins by flushing everything: we come after it.
  private static final String UNIT_TEXT =
      """
      # Written by play.
      [Unit]
      Description=Packet filter, table %i
      DefaultDependencies=no
      Wants=network-pre.target
      Before=network-pre.target shutdown.target
      After=nftables.service
      Conflicts=shutdown.target

      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=/usr/sbin/nft -f /etc/nftables.d/%i.nft
      ExecReload=/usr/sbin/nft -f /etc/nftables.d/%i.nft

      [Install]
      WantedBy=sysinit.target
      """;

  private AtBoot() {}

  /** Has systemd load the file at boot, before the network is up. */
  public static void load(String table, HostView host, List<Effect> effects) {
    Probe.FileAt booted = Probe.FileAt.of(BOOTED);
    Probe.ContentOf template = Probe.ContentOf.of(UNIT);
    Probe.FileAt link =
        Probe.FileAt.of(HostPath.of("/etc/systemd/system/sysinit.target.wants/" + unit(table)));
    host.need(List.of(booted, template, link));
    if (!host.known(booted).isDirectory()) {
      throw new ModuleFailure("this host is not run by systemd, which loads the rules at boot");
    }
    write(UNIT, UNIT_TEXT, host.known(template), effects);
    FileInfo enabled = host.known(link);
    if (!enabled.exists()) {
      effects.add(systemctl("enable", table));
    }
  }

  /** Puts a text in place unless it is there. */
  public static void write(HostPath path, String text, Optional<Blob> old, List<Effect> effects) {
    if (!old.equals(Optional.of(Blob.of(text)))) {
      effects.add(
          new Effect.WriteFile(
              path,
              Content.of(text),
              old.map(b -> b.digest(DigestAlgorithm.SHA256)),
              old.isEmpty() ? Attributes.mode(0644) : Attributes.NONE,
              false,
              Optional.empty(),
              false));
    }
  }

  /** Has systemd enable or disable the loading at boot. */
  public static Effect.Run systemctl(String verb, String table) {
    return Effect.Run.of(
        Command.of("systemctl", verb, unit(table)),
        verb + " the firewall at boot",
        Set.of(
            Resource.ofUnit(unit(table)),
            Resource.tree("/etc/systemd/system/sysinit.target.wants")));
  }

  /** The instance for a table. */
  public static String unit(String table) {
    return "play-firewall@" + table + ".service";
  }
}
