package dev.play.modules.system;

import dev.play.host.Effect;
import dev.play.host.FileInfo;
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
import dev.play.modules.system.keyring.KeySource;
import dev.play.modules.system.keyring.Keyring;
import dev.play.modules.system.keyring.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that apt trusts (apt-secure(8)). Options and results as in {@code ansible.builtin.apt_key};
 * neither gpg nor apt-key is needed: the keyrings are read and written by play itself.
 */
@ModuleDoc(
    name = "apt_key",
    also = "ansible.builtin.apt_key",
    summary = "Adds and removes keys that apt trusts.",
    example =
        "apt_key: {url: 'https://example.org/key.asc', keyring: /etc/apt/trusted.gpg.d/example.gpg}",
    mutuallyExclusive = "data,file,keyserver,url",
    requiredIf = "state,absent,id",
    requiredOneOf = "id,data,file,url",
    notes = {
      "An address is asked by the host's curl, in a check too, unless the id is there already.",
      "Without a keyring: /etc/apt/trusted.gpg where that or apt-key is on the host, else a file of"
          + " the key's own in /etc/apt/trusted.gpg.d."
    })
public final class AptKey implements Module<AptKey.Args> {
  private static final HostPath TRUSTED = HostPath.of("/etc/apt/trusted.gpg");
  private static final HostPath PARTS = HostPath.of("/etc/apt/trusted.gpg.d");

  /** The arguments. */
  public record Args(
      @Param("the key's id or fingerprint, in hexadecimal") Optional<String> id,
      @Param("the key itself") Optional<String> data,
      @Param("a file on the host that holds the key") Optional<HostPath> file,
      @Param("the file that takes the key") Optional<HostPath> keyring,
      @Param("address of the key") Optional<String> url,
      @Param("server to ask for the key by its id") Optional<String> keyserver,
      @Param(value = "whether the key is to be trusted", def = "present") State state,
      @Param(value = "check the certificate of the address", def = "true") boolean validateCerts) {
    public Args {
      if (id.isPresent() && !wanted(id.get()).matches("[0-9A-F]{8,64}")) {
        throw new IllegalArgumentException("Invalid key_id: " + id.get());
      }
      if (keyserver.isPresent()) {
        if (id.isEmpty()) {
          throw new IllegalArgumentException("Missing key_id, required with keyserver.");
        }
        if (!keyserver.get().matches("([a-z]+://)?[A-Za-z0-9._\\[\\]:-]+(/[^\\s]*)?")) {
          throw new IllegalArgumentException("not a key server: '" + keyserver.get() + "'");
        }
      }
    }

    private static String wanted(String id) {
      String upper = id.strip().toUpperCase(Locale.ROOT).replaceAll("\\s", "");
      return upper.startsWith("0X") ? upper.substring(2) : upper;
    }

    Optional<String> wanted() {
      return id.map(Args::wanted);
    }

    KeySource source() {
      return new KeySource(
          url.or(() -> keyserver.map(k -> KeySource.lookup(k, wanted().orElseThrow()))),
          file,
          data,
          validateCerts);
    }
  }

  /** Whether a key is to be trusted. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.keyring()
        .map(k -> Set.of(Resource.path(k)))
        .orElse(Set.of(Resource.path(TRUSTED), new Resource.Tree(PARTS)));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    List<Keyring> rings =
        args.keyring().map(k -> List.of(Keyring.at(k, host))).orElseGet(() -> trusted(host));
    List<PublicKey> there = rings.stream().flatMap(r -> r.keys().stream()).toList();
    TaskResult result = TaskResult.of("before", ids(there));
    return args.state() == State.ABSENT
        ? absent(args, rings, result)
        : present(args, host, rings, there, result);
  }

  private static List<Keyring> trusted(HostView host) {
    List<HostPath> paths = new ArrayList<>(List.of(TRUSTED));
    host.known(new Probe.TreeAt(PARTS, 1)).stream()
        .map(FileInfo::path)
        .filter(p -> p.name().matches("[A-Za-z0-9._-]+\\.(gpg|asc)"))
        .forEach(paths::add);
    host.need(paths.stream().map(Probe.ContentOf::of).toList());
    return paths.stream().map(p -> Keyring.at(p, host)).toList();
  }

  private static Plan present(
      Args args, HostView host, List<Keyring> rings, List<PublicKey> there, TaskResult result) {
    Optional<String> wanted = args.wanted();
    if (wanted.isPresent()
        && there.stream().anyMatch(k -> k.isNamed(wanted.get()) || k.hasSubkey(wanted.get()))) {
      return Plan.same(named(result, wanted.get()));
    }
    List<PublicKey> given = args.source().keys(host);
    if (wanted.isPresent()
        && given.stream().noneMatch(k -> k.isNamed(wanted.get()) || k.hasSubkey(wanted.get()))) {
      throw new ModuleFailure(
          "the key given has the id %s, not %s"
              .formatted(String.join(", ", ids(given)), wanted.get()),
          result);
    }
    List<PublicKey> missing =
        given.stream().filter(k -> rings.stream().noneMatch(r -> r.holds(k))).toList();
    TaskResult told = named(result, wanted.orElse(given.getFirst().fingerprint()));
    if (missing.isEmpty()) {
      return Plan.same(told);
    }
    List<PublicKey> after = new ArrayList<>(there);
    after.addAll(missing);
    Keyring target =
        args.keyring()
            .map(k -> rings.getFirst())
            .orElseGet(() -> usual(rings, missing.getFirst(), host));
    return Plan.change(List.of(target.with(missing)), told.with("after", ids(after)));
  }

  /** Where keys go that no keyring is named for. */
  private static Keyring usual(List<Keyring> rings, PublicKey key, HostView host) {
    Keyring one = rings.getFirst();
    return one.digest().isPresent() || host.known(new Probe.Tool("apt-key")).isPresent()
        ? one
        : Keyring.at(PARTS.child(key.fingerprint() + ".gpg"), host);
  }

  private static Plan absent(Args args, List<Keyring> rings, TaskResult result) {
    String wanted = args.wanted().orElseThrow();
    TaskResult told = named(result, wanted);
    List<Effect> effects = new ArrayList<>();
    List<PublicKey> after = new ArrayList<>();
    for (Keyring ring : rings) {
      List<PublicKey> kept = ring.keys().stream().filter(k -> !k.isNamed(wanted)).toList();
      after.addAll(kept);
      if (kept.size() < ring.keys().size()) {
        effects.add(ring.become(kept));
      }
    }
    after.stream()
        .filter(k -> k.hasSubkey(wanted))
        .findFirst()
        .ifPresent(
            k -> {
              throw new ModuleFailure(
                  wanted + " is a subkey; the key to remove is " + k.fingerprint(), told);
            });
    return Plan.change(effects, effects.isEmpty() ? told : told.with("after", ids(after)));
  }

  private static TaskResult named(TaskResult result, String id) {
    String key = id.length() > 16 && id.length() <= 40 ? id.substring(id.length() - 16) : id;
    return result
        .with("fp", id)
        .with("id", id)
        .with("key_id", key)
        .with("short_id", key.substring(Math.max(0, key.length() - 8)));
  }

  private static List<String> ids(List<PublicKey> keys) {
    List<String> out = new ArrayList<>();
    for (PublicKey key : keys) {
      out.add(key.id());
      out.addAll(key.subkeyIds());
    }
    return out;
  }
}
