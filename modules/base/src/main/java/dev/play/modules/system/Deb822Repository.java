package dev.play.modules.system;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.system.repository.SourcesFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * apt's repositories as deb822 files (sources.list(5), DEB822-STYLE FORMAT). Options and results as
 * in {@code ansible.builtin.deb822_repository}.
 */
@ModuleDoc(
    name = "deb822_repository",
    also = "ansible.builtin.deb822_repository",
    summary = "Adds and removes apt repositories in deb822 format.",
    example =
        "deb822_repository: {name: debian, uris: 'http://apt.example.org/debian', suites: trixie, components: main, signed_by: /usr/share/keyrings/debian-archive-keyring.gpg}",
    requiredIf = {"state,present,uris,suites"})
public final class Deb822Repository implements Module<Deb822Repository.Args> {
  private static final HostPath KEYRINGS = HostPath.of("/etc/apt/keyrings");

  // $1 is the address of a key, $2 where it goes; only replaces it when it is another one.
  private static final String FETCH_KEY =
      """
      new=$(mktemp "$2.XXXXXX") || exit 1
      trap 'rm -f "$new"' EXIT
      if command -v curl >/dev/null; then curl -fsSL -o "$new" -- "$1"
      elif command -v wget >/dev/null; then wget -q -O "$new" -- "$1"
      else echo 'install curl or wget on the host to fetch a key by its address' >&2; exit 1; fi || exit 1
      chmod 0644 "$new" && mv "$new" "$2"
      """;

  /** The arguments. */
  public record Args(
      @Param("name of the repository and of its file") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "kinds of packages", def = "deb") List<String> types,
      @Param("addresses") Optional<List<String>> uris,
      @Param("releases, or paths that end in /") Optional<List<String>> suites,
      @Param("areas such as main") Optional<List<String>> components,
      @Param("architectures") Optional<List<String>> architectures,
      @Param(value = "its key: a path on the host, an address, a fingerprint, or the key itself")
          Optional<String> signedBy,
      @Param("whether apt uses it") Optional<Boolean> enabled,
      @Param("take it without a signature") Optional<Boolean> trusted,
      @Param("take packages with weak signatures") Optional<Boolean> allowInsecure,
      @Param("take weak hashes") Optional<Boolean> allowWeak,
      @Param("take it though it is no longer signed") Optional<Boolean> allowDowngradeToInsecure,
      @Param("fetch lists by hash") Optional<Boolean> byHash,
      @Param("check the release's date") Optional<Boolean> checkDate,
      @Param("how far its date may lie ahead, in seconds") Optional<Long> dateMaxFuture,
      @Param("check until when it is valid") Optional<Boolean> checkValidUntil,
      @Param("where the release file is") Optional<String> inreleasePath,
      @Param("languages of descriptions") Optional<List<String>> languages,
      @Param("fetch differences only") Optional<Boolean> pdiffs,
      @Param("which files to fetch") Optional<List<String>> targets,
      @Param("files to leave out") Optional<List<String>> exclude,
      @Param("files to take") Optional<List<String>> include,
      @Param(value = "permissions of the file", def = "0644") FileMode mode,
      @Param(value = "nothing to install here: no Python is needed", def = "false")
          boolean installPythonDebian) {
    public Args {
      List<List<String>> lists =
          List.of(
              List.of(name),
              types,
              uris.orElse(List.of()),
              suites.orElse(List.of()),
              components.orElse(List.of()),
              architectures.orElse(List.of()));
      for (List<String> list : lists) {
        for (String word : list) {
          if (word.isBlank() || word.contains("\n")) {
            throw new IllegalArgumentException("a field of a repository cannot hold a line break");
          }
        }
      }
    }

    HostPath file() {
      return SourcesFile.DIRECTORY.child(fileName() + ".sources");
    }

    String fileName() {
      return SourcesFile.safeName(name).replace('_', '-').toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether a repository is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.path(args.file()), Resource.tree(KEYRINGS.text()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    HostPath file = args.file();
    TaskResult result = TaskResult.of("dest", file.text(), "repo", "");
    if (args.state() == State.ABSENT) {
      List<Effect> effects = new ArrayList<>();
      for (HostPath path : List.of(file, keyFile(args, "asc"), keyFile(args, "gpg"))) {
        if (host.known(Probe.FileAt.of(path)).exists()) {
          effects.add(new Effect.Remove(path));
        }
      }
      return Plan.change(effects, result);
    }
    Probe.ContentOf content = Probe.ContentOf.of(file);
    host.need(List.of(content, Probe.FileAt.of(file), Probe.FileAt.of(KEYRINGS)));
    List<Effect> effects = new ArrayList<>();
    Optional<String> key = key(args, host, effects);
    String text = text(args, key);
    Optional<Blob> old = host.known(content);
    int mode = args.mode().apply(0644, false);
    if (!old.map(Blob::text).equals(Optional.of(text))) {
      effects.add(SourcesFile.write(file, text, old, mode));
    }
    if (old.isPresent() && host.known(Probe.FileAt.of(file)).mode() != mode) {
      effects.add(new Effect.SetAttributes(file, Attributes.mode(mode), true));
    }
    return Plan.change(
        effects,
        result
            .with("repo", text)
            .with("key_filename", key.filter(k -> k.startsWith("/")).orElse(null)));
  }

  private static HostPath keyFile(Args args, String ending) {
    return KEYRINGS.child(args.fileName() + "." + ending);
  }

  /** What Signed-By says; fetches a key into a file of its own where it is given by its address. */
  private static Optional<String> key(Args args, HostView host, List<Effect> effects) {
    if (args.signedBy().isEmpty()) {
      return Optional.empty();
    }
    String given = args.signedBy().get().strip();
    if (!given.matches("https?://.*")) {
      return Optional.of(given.contains("\n") ? folded(given) : given);
    }
    HostPath path = keyFile(args, given.endsWith(".asc") ? "asc" : "gpg");
    if (!host.known(Probe.FileAt.of(KEYRINGS)).exists()) {
      effects.add(new Effect.MakeDirectory(KEYRINGS, Attributes.mode(0755)));
    }
    if (!host.known(Probe.FileAt.of(path)).exists()) {
      effects.add(
          Effect.Run.of(
              Command.script(FETCH_KEY, given, path.text()),
              "fetch the key of " + args.name(),
              Set.of(Resource.path(path))));
    }
    return Optional.of(path.text());
  }

  /** A text of several lines as a field's value: a line without anything is a dot. */
  private static String folded(String text) {
    return text.lines()
        .map(String::strip)
        .map(line -> line.isEmpty() ? "." : line)
        .collect(Collectors.joining("\n    ", "\n    ", ""));
  }

  /** In the order of Ansible's options by name, so that files written by it stay as they are. */
  private static String text(Args args, Optional<String> key) {
    StringBuilder out = new StringBuilder();
    flag(out, "Allow-Downgrade-To-Insecure", args.allowDowngradeToInsecure());
    flag(out, "Allow-Insecure", args.allowInsecure());
    flag(out, "Allow-Weak", args.allowWeak());
    field(out, "Architectures", words(args.architectures()));
    flag(out, "By-Hash", args.byHash());
    flag(out, "Check-Date", args.checkDate());
    flag(out, "Check-Valid-Until", args.checkValidUntil());
    field(out, "Components", words(args.components()));
    field(out, "Date-Max-Future", args.dateMaxFuture().map(Object::toString));
    flag(out, "Enabled", args.enabled());
    field(out, "Exclude", words(args.exclude()));
    field(out, "Include", words(args.include()));
    field(out, "Inrelease-Path", args.inreleasePath());
    field(out, "Languages", words(args.languages()));
    field(out, "X-Repolib-Name", Optional.of(args.name()));
    flag(out, "Pdiffs", args.pdiffs());
    field(out, "Signed-By", key);
    field(out, "Suites", words(args.suites()));
    field(out, "Targets", words(args.targets()));
    flag(out, "Trusted", args.trusted());
    field(out, "Types", words(Optional.of(args.types())));
    field(out, "URIs", words(args.uris()));
    return out.toString();
  }

  private static Optional<String> words(Optional<List<String>> list) {
    return list.map(l -> String.join(" ", l));
  }

  private static void flag(StringBuilder out, String name, Optional<Boolean> value) {
    field(out, name, value.map(v -> v ? "yes" : "no"));
  }

  private static void field(StringBuilder out, String name, Optional<String> value) {
    value.ifPresent(
        v -> out.append(name).append(v.startsWith("\n") ? ":" : ": ").append(v).append('\n'));
  }
}
