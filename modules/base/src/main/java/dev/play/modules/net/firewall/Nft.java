package dev.play.modules.net.firewall;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Questions and commands to nft(8). */
public final class Nft {
  /** The kernel's rules. */
  public static final Resource RULES = Resource.topic("nftables");

  // The text that nft prints never equals its source: it is loaded into an empty network namespace
  // and printed from there.
  private static final String NORMALISE =
      "unshare -n /bin/sh -c 'nft -f - && nft -s list table inet \"$1\"' sh \"$1\"";

  // The table as it is goes into the undo; a process of its own, which outlives the connection,
  // loads that after $2 seconds unless the marker is gone by then.
  private static final String ARM_AND_LOAD =
      """
      table=$1 seconds=$2
      umask 077
      mkdir -p /run/play && cd /run/play || exit 1
      undo=firewall-$table.undo armed=firewall-$table.armed
      { printf 'table inet %s\\ndelete table inet %s\\n' "$table" "$table"
        nft -s list table inet "$table" 2>/dev/null; } > "$undo"
      cat > "firewall-$table.new"
      nft -c -f "firewall-$table.new" || exit 1
      token=$$-$(date +%s)
      echo "$token" > "$armed"
      setsid /bin/sh -c '
        sleep "$1"
        [ "$(cat "$3" 2>/dev/null)" = "$4" ] && mv "$3" "$3.gone" && { nft -f "$2"; rm -f "$3.gone" "$2"; }
      ' sh "$seconds" "$undo" "$armed" "$token" </dev/null >/dev/null 2>&1 &
      nft -f "firewall-$table.new"
      status=$?
      rm -f "firewall-$table.new"
      [ "$status" -eq 0 ] || rm -f "$armed"
      exit "$status"
      """;

  // Whoever moves the marker first has decided: the undo or we.
  private static final String DISARM =
      """
      cd /run/play || exit 1
      mv "firewall-$1.armed" "firewall-$1.kept" 2>/dev/null || {
        echo 'the rules have been taken back already: no new connection came in time' >&2
        exit 1
      }
      rm -f "firewall-$1.kept" "firewall-$1.undo"
      """;

  private Nft() {}

  /** The table as it is; status 1 where there is none. */
  public static Probe.Query live(String table) {
    return Probe.Query.of(Set.of(RULES), "nft", "-s", "list", "table", "inet", table);
  }

  /** What {@link #live} would print if the definition were loaded. */
  public static Probe.Query normalised(Ruleset rules) {
    return new Probe.Query(
        List.of("/bin/sh", "-c", NORMALISE, "sh", rules.table()),
        Map.of("LC_ALL", "C"),
        Blob.of(rules.definition()),
        Set.of(Resource.PACKAGE_SET));
  }

  /**
   * Loads the rules with their undo armed.
   *
   * @param seconds until the undo
   * @param after what {@link #live} answers then
   */
  public static Effect.Run load(Ruleset rules, int seconds, CommandOutput after) {
    return Effect.Run.of(
            Command.script(ARM_AND_LOAD, rules.table(), Integer.toString(seconds))
                .withStdin(Blob.of(rules.file())),
            "load the firewall's rules, to be taken back in " + seconds + " s",
            Set.of(RULES, Resource.tree("/run/play")))
        .predicting(new Effect.Prediction<>(live(rules.table()), after));
  }

  /** Keeps the rules: the undo is gone. */
  public static Effect.Run disarm(String table) {
    return Effect.Run.of(
        Command.script(DISARM, table),
        "keep the firewall's rules",
        Set.of(Resource.tree("/run/play")));
  }

  /** Takes the table away. */
  public static Effect.Run delete(String table) {
    return Effect.Run.of(
        Command.of("nft", "delete", "table", "inet", table),
        "remove the firewall's rules",
        Set.of(RULES));
  }
}
