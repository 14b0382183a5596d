package dev.play.modules.system;

import dev.play.host.Attributes;
import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
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
import dev.play.modules.system.keyring.Armor;
import dev.play.modules.system.keyring.KeySource;
import dev.play.modules.system.repository.SourcesFile;
import dev.play.modules.system.repository.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    requiredIf = {"state,present,uris,suites"},
    notes = "A key's address is asked by the host's curl, in a check too.")
public final class Deb822Repository implements Module<Deb822Repository.Args> {
  private static final HostPath KEYRINGS = HostPath.of("/etc/apt/keyrings");
  private static final int KEY_MODE = 0644;

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
      for (String type : types) {
        if (!type.matches("deb(-src)?")) {
          throw new IllegalArgumentException("types are deb and deb-src, not '" + type + "'");
        }
      }
      if (fileName(name).isEmpty()) {
        throw new IllegalArgumentException("no letter of the name can stand in a file's: " + name);
      }
    }

    HostPath file() {
      return SourcesFile.DIRECTORY.child(fileName() + ".sources");
    }

    String fileName() {
      return fileName(name);
    }

    /** As Ansible makes it, so that both keep one file. */
    private static String fileName(String name) {
      String words = name.toLowerCase(Locale.ROOT).replaceAll("[_\\s]+", "-");
      return words.replaceAll("[^a-z0-9-]+", "");
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
    TaskResult result = TaskResult.of("dest", file.text(), "repo", null);
    if (args.state() == State.ABSENT) {
      result = result.with("key_filename", keyFile(args, "gpg").text());
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

  /** What Signed-By says; a key that is given by its address has a file of its own. */
  private static Optional<String> key(Args args, HostView host, List<Effect> effects) {
    if (args.signedBy().isEmpty()) {
      return Optional.empty();
    }
    String given = args.signedBy().get().strip();
    if (!given.matches("[A-Za-z][A-Za-z0-9+.-]*://\\S+")) {
      return Optional.of(given.contains("\n") ? Stanza.folded(given) : given);
    }
    host.need(List.of(Probe.FileAt.of(KEYRINGS)));
    Blob key = KeySource.fetched(given, true, "Could not fetch signed_by key: ", host);
    // apt tells the two by the name.
    HostPath path = keyFile(args, Armor.isArmored(key) ? "asc" : "gpg");
    Probe.ContentOf there = Probe.ContentOf.of(path);
    host.need(List.of(there, Probe.FileAt.of(path)));
    Optional<String> old = host.known(there).map(b -> b.digest(DigestAlgorithm.SHA256));
    if (!old.equals(Optional.of(key.digest(DigestAlgorithm.SHA256)))) {
      if (!host.known(Probe.FileAt.of(KEYRINGS)).exists()) {
        effects.add(new Effect.MakeDirectory(KEYRINGS, Attributes.mode(0755)));
      }
      effects.add(
          new Effect.WriteFile(
              path,
              Content.of(key),
              old,
              Attributes.mode(KEY_MODE),
              false,
              Optional.empty(),
              false));
    } else if (host.known(Probe.FileAt.of(path)).mode() != KEY_MODE) {
      effects.add(new Effect.SetAttributes(path, Attributes.mode(KEY_MODE), true));
    }
    return Optional.of(path.text());
  }

  /** In the order of Ansible's options by name, so that files written by it stay as they are. */
  private static String text(Args args, Optional<String> key) {
    return new Stanza()
        .flag("Allow-Downgrade-To-Insecure", args.allowDowngradeToInsecure())
        .flag("Allow-Insecure", args.allowInsecure())
        .flag("Allow-Weak", args.allowWeak())
        .words("Architectures", args.architectures())
        .flag("By-Hash", args.byHash())
        .flag("Check-Date", args.checkDate())
        .flag("Check-Valid-Until", args.checkValidUntil())
        .words("Components", args.components())
        .field("Date-Max-Future", args.dateMaxFuture().map(Object::toString))
        .flag("Enabled", args.enabled())
        .words("Exclude", args.exclude())
        .words("Include", args.include())
        .field("Inrelease-Path", args.inreleasePath())
        .words("Languages", args.languages())
        .field("X-Repolib-Name", Optional.of(args.name()))
        .flag("Pdiffs", args.pdiffs())
        .field("Signed-By", key)
        .words("Suites", args.suites())
        .words("Targets", args.targets())
        .flag("Trusted", args.trusted())
        .words("Types", Optional.of(args.types()))
        .words("URIs", args.uris())
        .toString();
  }
}
