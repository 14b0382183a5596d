package dev.play.modules.directory;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.directory.ldap.LdapArguments;
import dev.play.modules.directory.ldap.LdapClient;
import dev.play.modules.directory.ldap.Ldif;
import dev.play.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries of an LDAP directory. Options as in {@code community.general.ldap_entry}. */
@ModuleDoc(
    name = "ldap_entry",
    also = "community.general.ldap_entry",
    summary = "Adds and removes entries of an LDAP directory.",
    example = "ldap_entry: {dn: 'ou=people,dc=example,dc=org', objectClass: organizationalUnit}",
    requiredIf = "state,present,objectClass",
    notes = {
      "Needs ldap-utils (openldap-clients) on the host, which asks the server; no Python.",
      "An entry that is there is left as it is: ldap_attrs changes attributes."
    })
public final class LdapEntry implements Module<LdapEntry.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the attributes of a new entry: a text or a list each", def = "")
          Map<String, Value> attributes,
      @Param(value = "the classes of a new entry", name = "objectClass")
          Optional<List<String>> objectClass,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param(value = "remove all below it, too", def = "false") boolean recursive,
      LdapArguments server) {
    public Args {
      attributes.keySet().forEach(LdapArguments::attribute);
      objectClass.ifPresent(all -> all.forEach(LdapArguments::attribute));
    }

    LdapClient client() {
      return new LdapClient(server);
    }
  }

  /** Whether an entry is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return LdapClient.SERVER;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    LdapClient client = args.client();
    client.isThere(host);
    String dn = client.dn(host);
    boolean there = client.read(host, dn, List.of("1.1")).isPresent();
    if (there == (args.state() == State.PRESENT)) {
      return Plan.same();
    }
    return Plan.change(List.of(there ? removal(args, client, dn) : addition(args, client, dn)));
  }

  private static Effect addition(Args args, LdapClient client, String dn) {
    Ldif record = Ldif.about(dn, "add");
    args.objectClass().orElse(List.of()).forEach(c -> record.value("objectClass", c));
    args.attributes()
        .forEach(
            (name, value) -> {
              if (!name.toLowerCase(Locale.ROOT).equals("objectclass")) {
                LdapAttrs.texts(value).forEach(t -> record.value(name, t));
              }
            });
    return client.modify(record, "add entry " + dn);
  }

  private static Effect removal(Args args, LdapClient client, String dn) {
    return args.recursive()
        ? client.removeAll(dn, "remove entry " + dn + " and all below it")
        : client.modify(Ldif.about(dn, "delete"), "remove entry " + dn);
  }
}
