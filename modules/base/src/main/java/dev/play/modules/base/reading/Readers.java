package dev.play.modules.base.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Programs that surely change nothing with the arguments that they are given; what is not known
 * here is not said to read. From the manual pages of Debian's packages: an option that writes, that
 * runs something else or that never ends is what takes a call out.
 */
final class Readers {
  private static final Set<String> PLACES =
      Set.of("/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

  /** Whatever they are asked. */
  private static final List<String> ALWAYS =
      words(
          """
          [ [[ arch basename cat cmp comm cut diff dirname dpkg-query du echo egrep expr false fgrep findmnt fold
          free getcap getconf getenforce getent getfacl grep groups id join ls lsattr lsb_release lsblk lscpu
          lsmod lspci lsusb md5sum namei netstat nl nproc od paste pgrep pidof printenv ps pwd readlink realpath seq
          sestatus sha1sum sha224sum sha256sum sha384sum sha512sum stat strings systemd-detect-virt tac test true
          tty type uname uptime wc which who whoami zcat zgrep
          """);

  private static final Map<String, Predicate<List<String>>> KNOWN = known();

  private Readers() {}

  /** Whether a command with these words only reads. */
  static boolean reads(List<String> words) {
    String program = words.getFirst();
    List<String> arguments = words.subList(1, words.size());
    int slash = program.lastIndexOf('/');
    boolean bare = slash < 0;
    if (arguments.equals(List.of("--version")) && (bare || program.startsWith("/"))) {
      return true;
    }
    if (!bare && !PLACES.contains(program.substring(0, slash))) {
      return false;
    }
    Predicate<List<String>> rule = KNOWN.get(program.substring(slash + 1));
    return rule != null && rule.test(arguments);
  }

  private static Map<String, Predicate<List<String>>> known() {
    Map<String, Predicate<List<String>>> known = new HashMap<>();
    ALWAYS.forEach(p -> known.put(p, a -> true));
    known.put("awk", Readers::awk);
    known.put("gawk", Readers::awk);
    known.put("mawk", Readers::awk);
    known.put("sed", Readers::sed);
    known.put("command", a -> !a.isEmpty() && a.getFirst().matches("-[vV]"));
    known.put("date", a -> all(a, "\\+.*|-u|--utc|-I\\w*|-R"));
    known.put("df", a -> none(a, "--sync"));
    known.put("find", a -> none(a, "-(exec|execdir|ok|okdir|delete|fprint.*|fls)"));
    known.put("head", a -> true);
    known.put("tail", a -> none(a, "-[a-zA-Z]*[fF].*|--follow.*|--retry"));
    known.put("hostname", a -> all(a, "-[fsdiIAy]|--(fqdn|long|short|domain|ip-address|all-.*)"));
    known.put("printf", a -> none(a, "-v"));
    known.put("sort", a -> none(a, "-[a-zA-Z]*o.*|--output.*|--compress-program.*"));
    known.put("tr", a -> true);
    known.put("uniq", a -> a.stream().filter(w -> !w.startsWith("-")).count() < 2);
    known.put("rev", a -> true);
    known.put("ss", a -> none(a, "-[a-zA-Z]*[KE].*|--(kill|events).*"));
    known.put("sysctl", a -> none(a, ".*=.*|-[a-zA-Z]*[wpfS].*|--(write|load|system).*"));
    known.put("ip", Readers::ip);
    managing(known);
    asking(known);
    return Map.copyOf(known);
  }

  /** Programs that manage packages, services and accounts. */
  private static void managing(Map<String, Predicate<List<String>>> known) {
    known.put("chage", a -> !a.isEmpty() && a.getFirst().matches("-l|--list"));
    known.put("crontab", a -> a.contains("-l") && none(a, "-[eri]"));
    known.put(
        "dpkg",
        a ->
            !a.isEmpty()
                && a.getFirst()
                    .matches(
                        "-[lsLSp]|--(list|status|listfiles|search|print-avail|get-selections"
                            + "|print-architecture|print-foreign-architectures|compare-versions"
                            + "|validate-.*|version)"));
    known.put(
        "dpkg-divert", a -> !a.isEmpty() && a.getFirst().matches("--(list|listpackage|truename)"));
    known.put("rpm", a -> !a.isEmpty() && a.getFirst().matches("-q[a-z]*|--query"));
    known.put(
        "update-alternatives",
        a -> !a.isEmpty() && a.getFirst().matches("--(query|display|list|get-selections)"));
    known.put(
        "systemctl",
        a ->
            verb(
                a,
                "is-active|is-enabled|is-failed|is-system-running|show|status|cat|get-default"
                    + "|list-(units|unit-files|timers|sockets|dependencies|jobs)"));
    known.put("visudo", a -> !a.isEmpty() && a.getFirst().matches("-c|-cf|--check"));
    known.put("sshd", a -> a.contains("-T") || a.contains("-t"));
    known.put("passwd", a -> !a.isEmpty() && a.getFirst().matches("-S|--status"));
  }

  /** Programs that ask something else. */
  private static void asking(Map<String, Predicate<List<String>>> known) {
    for (String program : words("docker podman")) {
      known.put(
          program,
          a ->
              verb(a, "version|info|ps|images|inspect")
                  || a.size() > 1
                      && a.getFirst().matches("image|container|network|volume")
                      && a.get(1).matches("ls|list|inspect"));
    }
    known.put("git", Readers::git);
    for (String program : words("nginx varnishd perl")) {
      known.put(program, a -> a.size() == 1 && a.getFirst().matches("-[vV]"));
    }
    for (String program : words("python python3 ssh sudo")) {
      known.put(program, a -> a.equals(List.of("-V")));
    }
    known.put("php", a -> a.size() == 1 && a.getFirst().matches("-[vmi]"));
    known.put("java", a -> a.size() == 1 && a.getFirst().matches("--?version"));
    known.put("openssl", a -> a.size() == 1 && a.getFirst().equals("version"));
    known.put("mysql", Readers::sql);
    known.put("mariadb", Readers::sql);
    known.put("psql", Readers::sql);
  }

  private static boolean all(List<String> arguments, String pattern) {
    return arguments.stream().allMatch(a -> a.matches(pattern));
  }

  private static boolean none(List<String> arguments, String pattern) {
    return arguments.stream().noneMatch(a -> a.matches(pattern));
  }

  /** Whether the first word is one of these, behind options that take no word of their own. */
  private static boolean verb(List<String> arguments, String verbs) {
    return arguments.stream()
        .dropWhile(a -> a.matches("-[qal]|--(quiet|all|full|no-legend|no-pager|plain|user|system)"))
        .findFirst()
        .filter(a -> a.matches(verbs))
        .isPresent();
  }

  /** What could write, run or read further is left out by its mark, wherever it stands. */
  private static boolean awk(List<String> arguments) {
    return none(arguments, "(?s).*(>|\\||system|getline|@).*|-[a-zA-Z]*[ifEl].*|--(in|fi|ex|lo).*");
  }

  private static final Pattern SED =
      Pattern.compile(
          "(\\d+|\\$|/[^/]*/)?(,(\\d+|\\$|/[^/]*/))?!?"
              + "([pdq=]|s(?<d>[/|,#:@!])((?!\\k<d>)[^\\n])*\\k<d>((?!\\k<d>)[^\\n])*\\k<d>[gpiI\\d]*)");

  private static boolean sed(List<String> arguments) {
    boolean script = false;
    boolean ordered = false;
    for (String argument : arguments) {
      if (argument.matches("-e")) {
        ordered = true;
      } else if (argument.matches("-[nErsuz]+|--(quiet|silent|regexp-extended)")) {
        continue;
      } else if (argument.startsWith("-")) {
        return false;
      } else if (ordered || !script) {
        if (!SED.matcher(argument.replace("\\/", "")).matches()) {
          return false;
        }
        script = true;
        ordered = false;
      }
    }
    return script;
  }

  private static boolean ip(List<String> arguments) {
    List<String> plain = arguments.stream().filter(a -> !a.startsWith("-")).toList();
    return plain.size() == 1
            && plain.getFirst().matches("a|addr|address|l|link|r|route|rule|n|neigh")
        || plain.size() > 1 && plain.get(1).matches("show|list|ls|get");
  }

  private static boolean git(List<String> arguments) {
    if (arguments.size() > 2 && arguments.getFirst().equals("-C")) {
      return git(arguments.subList(2, arguments.size()));
    }
    if (arguments.isEmpty()) {
      return false;
    }
    return switch (arguments.getFirst()) {
      case "rev-parse", "ls-files", "ls-tree", "cat-file" -> true;
      case "describe", "log" -> none(arguments, "--output.*");
      case "config" -> arguments.size() > 1 && arguments.get(1).matches("--(get|list|get-all)");
      default -> false;
    };
  }

  /** Statements that show or select plain columns: functions could do anything. */
  private static boolean sql(List<String> arguments) {
    boolean asked = false;
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).matches("-[a-zA-Z]*[ec]|--(execute|command)")) {
        String statement = arguments.get(i + 1).strip().replaceAll(";$", "");
        if (!statement.matches("(?is)(show|select|describe)\\s[^;()]*")
            || statement.matches("(?is).*\\b(into|for)\\b.*")) {
          return false;
        }
        asked = true;
      }
    }
    return asked && none(arguments, "-[foL].*|--(file|init-command|output|log-file|tee|pager).*");
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}
