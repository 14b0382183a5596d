package dev.play.modules.redhat;

import dev.play.host.Command;
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
import dev.play.module.TaskResult;
import dev.play.modules.system.keyring.Armor;
import dev.play.modules.system.keyring.KeySource;
import dev.play.modules.system.keyring.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keys that rpm trusts (rpmkeys(8)). Options and results as in {@code ansible.builtin.rpm_key}; no
 * gpg is needed: play reads keys itself.
 */
@ModuleDoc(
    name = "rpm_key",
    also = "ansible.builtin.rpm_key",
    summary = "Adds and removes keys that rpm trusts.",
    example = "rpm_key: {key: 'https://example.org/RPM-GPG-KEY'}",
    notes = "An address is asked by the host's curl, in a check too.")
public final class RpmKey implements Module<RpmKey.Args> {
  private static final Resource KEYS = Resource.topic("rpm-keys");
  private static final Probe.Query TRUSTED =
      Probe.Query.of(
          Set.of(KEYS, Resource.PACKAGES, Resource.PACKAGE_SET),
          "rpm",
          "-q",
          "gpg-pubkey",
          "--qf",
          "%{NAME}-%{VERSION}-%{RELEASE}\\n%{DESCRIPTION}\\n");

  /** The arguments. */
  public record Args(
      @Param("address of the key, a file on the host, or its id") String key,
      @Param(value = "whether it is to be trusted", def = "present") State state,
      @Param(value = "check the certificate of the address", def = "true") boolean validateCerts,
      @Param("the fingerprint, or fingerprints, that the key has to have")
          Optional<List<String>> fingerprint) {
    public Args {
      if (id(key).isPresent() && state == State.PRESENT) {
        throw new IllegalArgumentException(
            "When importing a key, a valid file must be given: '" + key + "' is an id");
      }
      if (id(key).isEmpty() && !key.matches("(?s)[a-z]+://.*|/.*")) {
        throw new IllegalArgumentException("Not a valid key " + key);
      }
    }

    private static Optional<String> id(String text) {
      String bare = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT).replaceFirst("^0X", "");
      return Optional.of(bare).filter(b -> b.matches("[0-9A-F]{8,40}"));
    }

    Optional<String> id() {
      return id(key);
    }

    KeySource source() {
      boolean address = key.contains("://");
      return new KeySource(
          Optional.of(key).filter(k -> address),
          Optional.of(key).filter(k -> !address).map(HostPath::of),
          Optional.empty(),
          validateCerts);
    }
  }

  /** Whether a key is to be trusted. */
  public enum State {
    PRESENT,
    ABSENT
  }

  /** A key that rpm has. */
  private record Trusted(String name, List<PublicKey> keys) {
    boolean is(String id) {
      String version = name.split("-")[2].toUpperCase(Locale.ROOT);
      return id.endsWith(version)
          || version.endsWith(id)
          || keys.stream().anyMatch(k -> k.isNamed(id));
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(KEYS);
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("rpm")).isEmpty()) {
      throw new ModuleFailure("Failed to find required executable \"rpm\" in paths");
    }
    List<Trusted> there = trusted(host.known(TRUSTED).out());
    List<PublicKey> given = args.id().isPresent() ? List.of() : args.source().keys(host);
    args.fingerprint().ifPresent(f -> fits(f, given));
    List<String> ids =
        args.id().map(List::of).orElse(given.stream().map(PublicKey::fingerprint).toList());
    if (args.state() == State.ABSENT) {
      List<String> names =
          there.stream().filter(t -> ids.stream().anyMatch(t::is)).map(Trusted::name).toList();
      List<String> argv = new ArrayList<>(List.of("rpm", "--erase", "--allmatches"));
      argv.addAll(names);
      return names.isEmpty()
          ? Plan.same()
          : Plan.change(
              List.of(
                  Effect.Run.of(
                      Command.of(argv),
                      "trust " + String.join(" ", ids) + " no more",
                      Set.of(KEYS))),
              TaskResult.EMPTY);
    }
    List<PublicKey> missing =
        given.stream().filter(k -> there.stream().noneMatch(t -> t.is(k.fingerprint()))).toList();
    return Plan.change(missing.stream().map(RpmKey::trust).toList());
  }

  private static Effect trust(PublicKey key) {
    Command command =
        Command.script(
                """
                file=$(mktemp) || exit 1
                trap 'rm -f "$file"' EXIT
                cat > "$file" && rpm --import "$file"
                """)
            .withStdin(Armor.encoded(key.packets()));
    return Effect.Run.of(command, "trust the key " + key.fingerprint(), Set.of(KEYS));
  }

  private static void fits(List<String> wanted, List<PublicKey> keys) {
    List<String> all =
        keys.stream()
            .flatMap(k -> Stream.concat(Stream.of(k.fingerprint()), k.subkeys().stream()))
            .toList();
    for (String one : wanted) {
      String bare = one.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
      if (!all.contains(bare)) {
        throw new ModuleFailure(
            "The specified fingerprint, '%s', does not match any key fingerprint in '%s'"
                .formatted(bare, all));
      }
    }
  }

  private static List<Trusted> trusted(String told) {
    List<Trusted> out = new ArrayList<>();
    for (String part : told.split("(?m)^(?=gpg-pubkey-)")) {
      int end = part.indexOf('\n');
      if (part.startsWith("gpg-pubkey-") && end > 0) {
        out.add(new Trusted(part.substring(0, end), keys(part.substring(end))));
      }
    }
    return out;
  }

  private static List<PublicKey> keys(String armored) {
    try {
      return PublicKey.all(Armor.decoded(armored));
    } catch (IllegalArgumentException notOneThatWeRead) {
      return List.of();
    }
  }
}
