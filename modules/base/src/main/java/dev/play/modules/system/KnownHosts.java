package dev.play.modules.system;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.system.account.KnownHostLine;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of other hosts, for ssh. Options and results as in {@code ansible.builtin.known_hosts}; no
 * ssh-keygen is needed on the host.
 */
@ModuleDoc(
    name = "known_hosts",
    also = "ansible.builtin.known_hosts",
    summary = "Adds and removes host keys in a known_hosts file.",
    example =
        "known_hosts: {name: git.example.org, key: 'git.example.org ssh-ed25519 AAAAC3Nza...'}")
public final class KnownHosts implements Module<KnownHosts.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the host that the key is of", aliases = "host") String name,
      @Param("the line, as it is to stand in the file") Optional<String> key,
      @Param(value = "the file", def = "~/.ssh/known_hosts") HostPath path,
      @Param(value = "write the name hashed", def = "false") boolean hashHost,
      @Param(value = "whether it is to be there", def = "present") State state) {
    public Args {
      if (name.contains(",")) {
        throw new IllegalArgumentException(
            "Comma separated list of names is not supported. Please pass a single name to lookup in"
                + " the known_hosts file.");
      }
      if (key.isEmpty() && state == State.PRESENT) {
        throw new IllegalArgumentException("No key specified when adding a host");
      }
      if (key.isPresent()) {
        Optional<KnownHostLine> line = KnownHostLine.read(key.get());
        if (line.isEmpty() || key.get().strip().contains("\n") || !line.get().isOf(name)) {
          throw new IllegalArgumentException(
              "Host parameter does not match hashed host field in supplied key");
        }
      }
    }
  }

  /** Whether a key is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.path()), Resource.path(args.path().parent()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Probe.ContentOf file = Probe.ContentOf.of(args.path());
    Probe.FileAt directory = new Probe.FileAt(args.path().parent(), true);
    host.need(List.of(file, directory));
    Optional<Blob> old = host.known(file);
    String before = old.map(Blob::text).orElse("");
    String after = edited(args, before);
    TaskResult result =
        TaskResult.of(
                "name",
                args.name(),
                "key",
                args.key().map(k -> k.strip() + "\n"),
                "path",
                args.path().text(),
                "hash_host",
                args.hashHost(),
                "state",
                args.state() == State.PRESENT ? "present" : "absent")
            .with("diff", diff(args.path(), old.isPresent(), before, after));
    if (after.equals(before)) {
      return Plan.same(result);
    }
    List<Effect> effects = new ArrayList<>();
    if (!host.known(directory).exists()) {
      effects.add(new Effect.MakeDirectory(args.path().parent(), Attributes.mode(0700)));
    }
    effects.add(
        Effect.WriteFile.of(
            args.path(), Content.of(after), old.map(b -> b.digest(DigestAlgorithm.SHA256))));
    return Plan.change(effects, result);
  }

  private static Value diff(HostPath path, boolean there, String before, String after) {
    return Value.dictOf(
        "before_header",
        there ? path.text() : "/dev/null",
        "after_header",
        path.text(),
        "before",
        before,
        "after",
        after);
  }

  private static String edited(Args args, String text) {
    List<String> lines = new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split("\n")));
    if (args.key().isEmpty()) {
      lines.removeIf(l -> KnownHostLine.read(l).map(k -> k.isOf(args.name())).orElse(false));
      return joined(lines);
    }
    KnownHostLine key = KnownHostLine.read(args.key().get()).orElseThrow();
    int at = sameKind(lines, key, args.name());
    if (args.state() == State.ABSENT) {
      if (at < 0) {
        return text;
      }
      lines.remove(at);
      return joined(lines);
    }
    if (at >= 0 && isAsWanted(KnownHostLine.read(lines.get(at)).orElseThrow(), key, args)) {
      return text;
    }
    if (at >= 0) {
      lines.remove(at);
    }
    lines.add(
        args.hashHost() && !key.isHashed() ? hashed(args, key) : args.key().orElseThrow().strip());
    return joined(lines);
  }

  /**
   * The line for this name with a key of the same type, of which there is to be one. Authorities
   * and revoked keys may be many.
   */
  private static int sameKind(List<String> lines, KnownHostLine key, String name) {
    for (int i = 0; i < lines.size(); i++) {
      Optional<KnownHostLine> line = KnownHostLine.read(lines.get(i));
      if (line.isPresent()
          && line.get().isOf(name)
          && line.get().type().equals(key.type())
          && line.get().marker().equals(key.marker())
          && (key.marker().isEmpty() || line.get().key().equals(key.key()))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAsWanted(KnownHostLine there, KnownHostLine key, Args args) {
    boolean samePlace = args.hashHost() ? there.isHashed() : there.hosts().equals(key.hosts());
    return samePlace && there.key().equals(key.key());
  }

  /**
   * The salt is made of name and key, so that a check and the run write the same: it is there to
   * make tables of hashed names useless, not to be secret.
   */
  private static String hashed(Args args, KnownHostLine key) {
    String salt = Blob.of(args.name() + " " + key.key()).digest(DigestAlgorithm.SHA1);
    String name = KnownHostLine.hashed(args.name(), HexFormat.of().parseHex(salt));
    String marker = key.marker().isEmpty() ? "" : key.marker() + " ";
    return marker + name + " " + key.type() + " " + key.key();
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
