package dev.play.modules.directory;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.text.ValueText;
import dev.play.modules.directory.ldap.AttributeChange;
import dev.play.modules.directory.ldap.AttributeChange.Kind;
import dev.play.modules.directory.ldap.LdapArguments;
import dev.play.modules.directory.ldap.LdapClient;
import dev.play.modules.directory.ldap.Ldif;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attributes of an LDAP directory's entry. Options as in {@code community.general.ldap_attrs}. */
@ModuleDoc(
    name = "ldap_attrs",
    also = "community.general.ldap_attrs",
    summary = "Adds, removes and sets values of an LDAP entry's attributes.",
    example =
        """
        ldap_attrs:
          dn: uid=ada,ou=people,dc=example,dc=org
          attributes: {description: [engineer, author]}
          state: exact
        """,
    notes = {
      "Needs ldap-utils (openldap-clients) on the host, which asks the server; no Python.",
      "The server says which values are equal; with exact they are compared as texts."
    })
public final class LdapAttrs implements Module<LdapAttrs.Args> {
  /** The arguments. */
  public record Args(
      @Param("values of attributes: a text or a list each") Map<String, Value> attributes,
      @Param(value = "put a number in braces before each value of a list", def = "false")
          boolean ordered,
      @Param(value = "whether the values are to be there, or they and no others", def = "present")
          State state,
      LdapArguments server) {
    public Args {
      attributes.keySet().forEach(LdapArguments::attribute);
    }

    /** What an attribute is to have. */
    List<String> wanted(String name) {
      Value given = attributes.getOrDefault(name, Value.NONE);
      List<String> plain = texts(given);
      if (!ordered || !(given instanceof Value.Sequence)) {
        return plain;
      }
      List<String> out = new ArrayList<>();
      for (int i = 0; i < plain.size(); i++) {
        out.add("{" + i + "}" + plain.get(i).replaceFirst("^\\{\\d+\\}", ""));
      }
      return out;
    }
  }

  /** What is wanted of the values. */
  public enum State {
    PRESENT,
    ABSENT,
    EXACT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return LdapClient.SERVER;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    LdapClient client = new LdapClient(args.server());
    client.isThere(host);
    String dn = client.dn(host);
    var entry = client.read(host, dn, List.copyOf(args.attributes().keySet()));
    if (entry.isEmpty()) {
      return args.state() == State.ABSENT
          ? Plan.same(TaskResult.of("modlist", List.of()))
          : Plan.failed("there is no entry " + dn);
    }
    List<AttributeChange> steps =
        args.state() == State.EXACT
            ? exact(args, entry.get())
            : some(args, client, entry.get(), host);
    if (steps.isEmpty()) {
      return Plan.same(TaskResult.of("modlist", List.of()));
    }
    Ldif record = Ldif.about(dn, "modify");
    steps.forEach(s -> s.write(record));
    String names = String.join(", ", steps.stream().map(AttributeChange::name).distinct().toList());
    boolean together = args.state() == State.EXACT;
    TaskResult result =
        TaskResult.of("modlist", steps.stream().flatMap(s -> s.told(together)).toList());
    StringBuilder diff = new StringBuilder(" dn: " + dn + "\n");
    steps.forEach(s -> diff.append(s.diff()));
    Effect effect = client.modify(record, "change " + names + " of " + dn);
    return new Plan.Change(
        List.of(effect), outcomes -> result, false, false, Optional.of(diff.toString()));
  }

  /** A value's texts; none of an empty one. */
  static List<String> texts(Value value) {
    return switch (value) {
      case Value.Secret(Value hidden) -> texts(hidden);
      case Value.Sequence s -> s.items().stream().flatMap(i -> texts(i).stream()).toList();
      case Value.None n -> List.of();
      case Value.Text(String text) when text.isEmpty() -> List.of();
      default -> List.of(ValueText.plain(value));
    };
  }

  private static List<AttributeChange> exact(Args args, Ldif.Entry entry) {
    List<AttributeChange> out = new ArrayList<>();
    for (String name : args.attributes().keySet()) {
      List<String> wanted = args.wanted(name);
      List<String> now = entry.values(name);
      if (!new HashSet<>(wanted).equals(new HashSet<>(now))) {
        Kind kind = now.isEmpty() ? Kind.ADD : wanted.isEmpty() ? Kind.DELETE : Kind.REPLACE;
        out.add(change(args, kind, name, wanted, now));
      }
    }
    return out;
  }

  /** Values that are written like one that is there need not be asked for. */
  private static List<AttributeChange> some(
      Args args, LdapClient client, Ldif.Entry entry, HostView host) {
    host.need(
        args.attributes().keySet().stream()
            .flatMap(
                name ->
                    args.wanted(name).stream()
                        .filter(v -> !entry.values(name).contains(v))
                        .map(v -> client.asks(entry.dn(), name, v)))
            .toList());
    boolean add = args.state() == State.PRESENT;
    List<AttributeChange> out = new ArrayList<>();
    for (String name : args.attributes().keySet()) {
      List<String> changed =
          args.wanted(name).stream()
              .distinct()
              .filter(
                  v ->
                      add
                          != (entry.values(name).contains(v)
                              || LdapClient.isYes(host.known(client.asks(entry.dn(), name, v)))))
              .toList();
      if (!changed.isEmpty()) {
        out.add(change(args, add ? Kind.ADD : Kind.DELETE, name, changed, List.of()));
      }
    }
    return out;
  }

  private static AttributeChange change(
      Args args, Kind kind, String name, List<String> values, List<String> before) {
    boolean secret = ValueText.isSecret(args.attributes().getOrDefault(name, Value.NONE));
    return new AttributeChange(kind, name, values, before, secret);
  }
}
