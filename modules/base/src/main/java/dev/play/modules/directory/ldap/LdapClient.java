package dev.play.modules.directory.ldap;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The host's LDAP tools. What they are to look for or to change and the password reach them by
 * files that only their user reads, so no value is ever seen in a list of processes.
 */
public record LdapClient(LdapArguments args) {
  /** What servers hold. OpenLDAP keeps its configuration and its data below these. */
  public static final Set<Resource> SERVER =
      Set.of(
          Resource.topic("ldap"),
          Resource.tree("/etc/ldap/slapd.d"),
          Resource.tree("/var/lib/ldap"));

  private static final Set<Resource> ABOUT =
      Set.of(
          Resource.topic("ldap"),
          Resource.UNITS,
          Resource.PACKAGE_SET,
          Resource.tree("/etc/ldap"),
          Resource.tree("/var/lib/ldap"));

  // The first line of the input is the password, without a line break; the rest is for the tool.
  private static final String CALL =
      """
      tool=$1 simple=$2
      shift 2
      umask 077
      d=$(mktemp -d) || exit 1
      trap 'rm -rf -- "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      IFS= read -r pass || :
      printf %s "$pass" > "$d/pw"
      cat > "$d/in"
      [ -z "$simple" ] || set -- -y "$d/pw" "$@"
      "$tool" -f "$d/in" "$@"
      """;

  // LDAP's result codes (RFC 4511), which the tools exit with.
  private static final int NO_SUCH_OBJECT = 32;

  /** The entry's name, with the number that it may have among its siblings. */
  public String dn(HostView host) {
    String given = args.dn().strip();
    boolean look =
        switch (args.xorderDiscovery()) {
          case ENABLE -> true;
          case AUTO -> !given.matches("\\w+=\\{\\d+\\}.+");
          case DISABLE -> false;
        };
    Optional<DistinguishedName.Parts> parts = DistinguishedName.parts(given);
    if (!look || parts.isEmpty()) {
      return given;
    }
    CommandOutput told =
        host.known(
            search(
                parts.get().parent(),
                "one",
                parts.get().attribute() + "=" + DistinguishedName.escaped(parts.get().value()),
                List.of("1.1")));
    List<Ldif.Entry> found = told.ok() ? Ldif.read(told.out()) : List.of();
    return found.size() == 1 ? found.getFirst().dn() : given;
  }

  /**
   * An entry with some of its attributes; empty where there is none.
   *
   * @throws ModuleFailure when the server cannot be asked
   */
  public Optional<Ldif.Entry> read(HostView host, String dn, List<String> attributes) {
    CommandOutput told = host.known(search(dn, "base", "objectClass=*", attributes));
    if (told.status() == NO_SUCH_OBJECT) {
      return Optional.empty();
    }
    if (!told.ok()) {
      throw new ModuleFailure("the LDAP server cannot be asked: " + told.err().strip());
    }
    return Ldif.read(told.out()).stream().findFirst();
  }

  /** The question whether an entry has a value, by the server's own rules of what is equal. */
  public Probe.Query asks(String dn, String attribute, String value) {
    return search(dn, "base", attribute + "=" + DistinguishedName.escaped(value), List.of("1.1"));
  }

  /** Whether the answer to that is yes. */
  public static boolean isYes(CommandOutput told) {
    return told.ok() && !Ldif.read(told.out()).isEmpty();
  }

  private Probe.Query search(String base, String scope, String filter, List<String> attributes) {
    List<String> words =
        new ArrayList<>(List.of("-LLL", "-o", "ldif-wrap=no", "-b", base, "-s", scope));
    if (args.referralsChasing() == LdapArguments.Referrals.ANONYMOUS) {
      words.add("-C");
    }
    words.add("(%s)");
    words.addAll(attributes);
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", CALL, "sh"));
    argv.addAll(arguments("ldapsearch", words));
    return new Probe.Query(argv, args.environment(), input(filter + "\n"), ABOUT);
  }

  private List<String> arguments(String tool, List<String> words) {
    List<String> out = new ArrayList<>(List.of(tool, args.isSimple() ? "simple" : ""));
    out.addAll(args.words());
    out.addAll(words);
    return out;
  }

  private Blob input(String text) {
    return Blob.of(args.bindPw().map(Secret::reveal).orElse("") + "\n" + text);
  }

  /** Has the tools, or says what brings them. */
  public void isThere(HostView host) {
    if (host.known(new Probe.Tool("ldapsearch")).isEmpty()) {
      throw new ModuleFailure(
          "ldapsearch is not on this host; it comes with ldap-utils (Debian), openldap-clients");
    }
  }

  /** Carries records of LDIF out. */
  public Effect.Run modify(Ldif records, String why) {
    return run("ldapmodify", List.of(), records.text(), why);
  }

  /** Removes an entry and all below it. */
  public Effect.Run removeAll(String dn, String why) {
    return run("ldapdelete", List.of("-r"), dn + "\n", why);
  }

  private Effect.Run run(String tool, List<String> words, String text, String why) {
    return Effect.Run.of(
        Command.script(CALL, arguments(tool, words).toArray(String[]::new))
            .withEnvironment(args.environment())
            .withStdin(input(text)),
        why,
        SERVER);
  }
}
