package dev.play.modules.security;

import dev.play.host.Command;
import dev.play.host.CommandOutput;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Access lists of files (acl(5)). Options and results as in {@code ansible.posix.acl}. */
@ModuleDoc(
    name = "acl",
    also = "ansible.posix.acl",
    summary = "Sets and removes entries of files' access lists.",
    example =
        "acl: {path: /srv/shared, entity: joe, etype: user, permissions: rwX, state: present}",
    notes = {
      "What an entry would change is setfacl's own word, by --test.",
      "NFSv4's access lists are not supported."
    })
public final class Acl implements Module<Acl.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the file", aliases = "name") HostPath path,
      @Param(value = "whether the entry is to be there; query only tells", def = "query")
          State state,
      @Param(value = "of what a link points to", def = "true") boolean follow,
      @Param(value = "for what comes into the directory", name = "default", def = "false")
          boolean inherited,
      @Param(value = "the user or group", def = "") String entity,
      @Param("whom the entry is for") Optional<Etype> etype,
      @Param("rwx, X, - or numbers") Optional<String> permissions,
      @Param("all of it: [default:]TYPE:WHO:PERMISSIONS") Optional<String> entry,
      @Param(value = "all below it too", aliases = "recurse", def = "false") boolean recursive,
      @Param(value = "whether the mask is reckoned anew", def = "default")
          RecalculateMask recalculateMask,
      @Param(value = "not supported", def = "false") boolean useNfsv4Acls) {
    public Args {
      if (useNfsv4Acls) {
        throw new IllegalArgumentException(
            "use_nfsv4_acls: NFSv4's access lists, and their tool, are not supported");
      }
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("the path must be absolute: '" + path + "'");
      }
      if (entry.isPresent()) {
        if (state == State.QUERY) {
          throw new IllegalArgumentException("'entry' must not be set when 'state' is 'query'.");
        }
        if (etype.isPresent() || permissions.isPresent() || !entity.isEmpty()) {
          throw new IllegalArgumentException(
              "'entry' MUST NOT be set when 'entity', 'etype' or 'permissions' are set.");
        }
        if (!entry
            .get()
            .matches(
                "(d(efault)?:)?(u(ser)?|g(roup)?|o(ther)?|m(ask)?):[^:,\\s]*(:[rwxX0-7-]*)?")) {
          throw new IllegalArgumentException("not an entry: '" + entry.get() + "'");
        }
        if (state == State.PRESENT && !entry.get().matches(".*:[rwxX0-7-]+")) {
          throw new IllegalArgumentException(
              "'entry' MUST have 3 or 4 sections divided by ':' when 'state=present'.");
        }
      } else if (state != State.QUERY && etype.isEmpty()) {
        throw new IllegalArgumentException(
            "'etype' MUST be set when 'state' is 'present' or 'absent'.");
      }
      if (state == State.ABSENT && recalculateMask != RecalculateMask.DEFAULT) {
        throw new IllegalArgumentException(
            "'recalculate_mask' MUST NOT be set to 'mask' or 'no_mask' when 'state=absent'.");
      }
      if (!entity.matches("[^:,\\s\\p{Cntrl}]*")
          || permissions.filter(p -> !p.matches("[rwxX0-7-]*")).isPresent()) {
        throw new IllegalArgumentException(
            "an entity and permissions hold no colons, commas or blanks");
      }
    }

    /** As setfacl takes it. */
    String spec() {
      String text =
          entry.orElseGet(
              () ->
                  etype.map(e -> e.name().toLowerCase(Locale.ROOT)).orElse("")
                      + ":"
                      + entity
                      + permissions
                          .filter(p -> state == State.PRESENT)
                          .map(p -> ":" + p)
                          .orElse(""));
      String bare = text.replaceFirst("^d(efault)?:", "");
      boolean named = bare.chars().filter(c -> c == ':').count() > 1;
      String cut = state == State.ABSENT && named ? bare.substring(0, bare.lastIndexOf(':')) : bare;
      return (inherited || !bare.equals(text) ? "d:" : "") + cut;
    }
  }

  /** Whether an entry is to be there. */
  public enum State {
    PRESENT,
    ABSENT,
    QUERY
  }

  /** Whom an entry is for. */
  public enum Etype {
    GROUP,
    MASK,
    OTHER,
    USER
  }

  /** Whether the mask is reckoned anew. */
  public enum RecalculateMask {
    DEFAULT,
    MASK,
    NO_MASK
  }

  private static Resource lists(HostPath path) {
    return Resource.topic("acl:" + path.normal());
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of(Resource.tree("/"), Resource.topic("acl"));
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Resource.topic("acl"), lists(args.path()), Resource.path(args.path()));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("setfacl")).isEmpty()) {
      throw new ModuleFailure(
          "Failed to find required executable \"setfacl\" in paths: install the package acl");
    }
    if (!host.known(new Probe.FileAt(args.path(), args.follow())).exists()) {
      throw new ModuleFailure("Path not found or not accessible.");
    }
    List<String> now = list(args, host);
    TaskResult told = TaskResult.of("acl", now, "msg", "Current ACL");
    if (args.state() == State.QUERY) {
      return Plan.same(told);
    }
    List<String> words = AclCalls.setfacl(args);
    CommandOutput test = ask(args, host, words, "setfacl", "--test");
    if (!test.ok()) {
      throw new ModuleFailure(test.err().strip());
    }
    if (AclCalls.changesNothing(test)) {
      return Plan.same(
          told.with("msg", args.spec() + " is " + args.state().name().toLowerCase(Locale.ROOT)));
    }
    List<String> argv = new ArrayList<>(List.of("setfacl"));
    argv.addAll(words);
    String why =
        (args.state() == State.PRESENT ? "set " : "remove ") + args.spec() + " of " + args.path();
    Effect set = Effect.Run.of(Command.of(argv), why, mayTouch(args));
    List<String> look = new ArrayList<>(AclCalls.getfacl(args));
    Effect then = Effect.Run.of(Command.of(look), "read the access list", Set.of());
    return Plan.run(
        List.of(set, then),
        outcomes ->
            TaskResult.of(
                "acl",
                AclCalls.entries(outcomes.getLast().output()),
                "msg",
                args.spec() + " is " + args.state().name().toLowerCase(Locale.ROOT)));
  }

  private static CommandOutput ask(Args args, HostView host, List<String> words, String... tool) {
    List<String> argv = new ArrayList<>(List.of(tool));
    argv.addAll(words);
    Resource file = args.recursive() ? new Resource.Tree(args.path()) : Resource.path(args.path());
    return host.known(
        Probe.Query.of(
            Set.of(file, Resource.topic("acl"), lists(args.path()), Resource.ACCOUNTS), argv));
  }

  private static List<String> list(Args args, HostView host) {
    return AclCalls.entries(ask(args, host, AclCalls.getfacl(args)));
  }
}
