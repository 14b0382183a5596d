package dev.play.transport.ssh.config;

import dev.play.host.HostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Options in ssh(1)'s notation.
 *
 * @param configFile of {@code -F}; {@code none} reads no file
 * @param options in their order, the name in lower case
 */
record SshArguments(Optional<String> configFile, List<Option> options) {
  record Option(String name, String value) {}

  private static final Set<String> UNDERSTOOD =
      Set.of(
          "user",
          "port",
          "hostname",
          "identityfile",
          "identitiesonly",
          "identityagent",
          "proxyjump",
          "proxycommand",
          "userknownhostsfile",
          "globalknownhostsfile",
          "stricthostkeychecking",
          "hostkeyalias",
          "hashknownhosts",
          "connecttimeout",
          "serveraliveinterval",
          "serveralivecountmax");

  /** What these ask for is so anyway: one connection a host is kept and shared, nothing prompts. */
  private static final Set<String> FULFILLED =
      Set.of(
          "controlmaster",
          "controlpath",
          "controlpersist",
          "batchmode",
          "loglevel",
          "tcpkeepalive");

  static SshArguments parse(List<String> arguments) {
    Optional<String> configFile = Optional.empty();
    List<Option> options = new ArrayList<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      if (argument.length() < 2 || argument.charAt(0) != '-') {
        throw unknown(argument);
      }
      char letter = argument.charAt(1);
      // Quiet, no terminal, compression: none of them changes what is done.
      if (letter == 'q' || letter == 'T' || letter == 'C') {
        continue;
      }
      if ("oiplJF".indexOf(letter) < 0) {
        throw unknown(argument);
      }
      String value = argument.length() > 2 ? argument.substring(2) : next(rest, argument);
      switch (letter) {
        case 'F' -> configFile = Optional.of(value);
        case 'i' -> options.add(new Option("identityfile", value));
        case 'p' -> options.add(new Option("port", value));
        case 'l' -> options.add(new Option("user", value));
        case 'J' -> options.add(new Option("proxyjump", value));
        default -> keyAndValue(value).ifPresent(options::add);
      }
    }
    return new SshArguments(configFile, List.copyOf(options));
  }

  private static Optional<Option> keyAndValue(String text) {
    String[] parts = text.strip().split("\\s*=\\s*|\\s+", 2);
    String name = parts[0].toLowerCase(Locale.ROOT);
    if (FULFILLED.contains(name)) {
      return Optional.empty();
    }
    if (!UNDERSTOOD.contains(name) || parts.length < 2) {
      throw unknown("-o " + text);
    }
    return Optional.of(new Option(name, parts[1]));
  }

  private static String next(Iterator<String> rest, String argument) {
    if (!rest.hasNext()) {
      throw new HostException("the ssh argument " + argument + " wants a value");
    }
    return rest.next();
  }

  /** With such arguments the host cannot be reached, as ssh would find. */
  private static HostException unknown(String argument) {
    return new HostException(
        "the ssh argument '"
            + argument
            + "' is not supported; supported are -o KEY=VALUE, -i, -p, -l, -J, -F with the keys "
            + String.join(", ", UNDERSTOOD.stream().sorted().toList()),
        true,
        null);
  }
}
