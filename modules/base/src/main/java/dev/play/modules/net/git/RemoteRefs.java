package dev.play.modules.net.git;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a remote repository answers to ls-remote.
 *
 * @param refs object names by full ref name
 * @param defaultBranch the branch that HEAD stands for
 */
public record RemoteRefs(Map<String, String> refs, Optional<String> defaultBranch) {

  /** What a version names at the remote. */
  public sealed interface Version {
    /** A branch, with the commit it is at. */
    record Branch(String name, String at) implements Version {}

    /** A tag, with the commit it stands for. */
    record Tag(String name, String at) implements Version {}

    /** A commit, or something that only fetching can tell. */
    record Other(String name) implements Version {}

    /** How git is told of it. */
    String name();

    /** The commit, where that can be told without fetching. */
    default Optional<String> commit() {
      return switch (this) {
        case Branch(String branch, String at) -> Optional.of(at);
        case Tag(String tag, String at) -> Optional.of(at);
        case Other(String other) ->
            other.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? Optional.of(other) : Optional.empty();
      };
    }

    /** Whether this commit is what it names; a commit may be abbreviated. */
    default boolean isAt(String head) {
      return commit().isPresent()
          ? commit().get().equals(head)
          : name().matches("[0-9a-fA-F]{7,64}") && head.startsWith(name().toLowerCase(Locale.ROOT));
    }
  }

  /** Reads what {@code git ls-remote --symref} prints. */
  public static RemoteRefs parse(String output) {
    Map<String, String> refs = new LinkedHashMap<>();
    Optional<String> branch = Optional.empty();
    for (String line : output.lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab < 0) {
        continue;
      }
      String left = line.substring(0, tab);
      String name = line.substring(tab + 1);
      if (left.startsWith("ref: refs/heads/") && name.equals("HEAD")) {
        branch = Optional.of(left.substring("ref: refs/heads/".length()));
      } else if (!left.startsWith("ref: ")) {
        refs.put(name, left);
      }
    }
    return new RemoteRefs(refs, branch);
  }

  /** What a version stands for here. */
  public Version resolve(String version) {
    if (version.equals("HEAD")) {
      String head = refs.getOrDefault("HEAD", "");
      return defaultBranch.isPresent()
          ? new Version.Branch(defaultBranch.get(), head)
          : new Version.Other(head.isEmpty() ? version : head);
    }
    String branch = version.startsWith("refs/heads/") ? version.substring(11) : version;
    String commit = refs.get("refs/heads/" + branch);
    if (commit != null) {
      return new Version.Branch(branch, commit);
    }
    String tag = version.startsWith("refs/tags/") ? version.substring(10) : version;
    String object = refs.get("refs/tags/" + tag);
    if (object != null) {
      return new Version.Tag(tag, refs.getOrDefault("refs/tags/" + tag + "^{}", object));
    }
    return new Version.Other(version);
  }
}
