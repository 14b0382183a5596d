package dev.play.observe;

import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe.PackageAt;
import dev.play.shell.Frames;
import dev.play.shell.ShellText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Many packages by one call of the package manager's query tool. */
record PackageSection(PackageManager manager, List<PackageAt> probes) implements Section {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._:~-]*");

  /** Names that no package can have are absent without a question: tools choke on them. */
  static boolean isName(PackageAt probe) {
    return NAME.matcher(probe.name()).matches();
  }

  @Override
  public String script() {
    String names =
        probes.stream()
            .filter(PackageSection::isName)
            .map(p -> ShellText.quote(p.name()))
            .distinct()
            .collect(Collectors.joining(" "));
    if (names.isEmpty()) {
      return ":\n";
    }
    return switch (manager) {
      case APT ->
          "dpkg-query -W -f '${Package}\\t${Architecture}\\t${db:Status-Abbrev}\\t${Version}\\n' -- "
              + names
              + "\n";
      case DNF, YUM, ZYPPER ->
          "rpm -q --qf '%{NAME}\\t%{ARCH}\\tii\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n' "
              + names
              + "\n";
      case APK -> "apk list -I " + names + "\n";
      case PACMAN -> "pacman -Q -- " + names + "\n";
      case NONE -> "exit 127\n";
    };
  }

  @Override
  public int processes() {
    return 1;
  }

  @Override
  public void read(Frames.Part part, Answers into) {
    boolean broken = isBroken(part);
    for (PackageAt probe : probes) {
      if (!isName(probe)) {
        into.put(probe, PackageInfo.absent(probe.name()));
      } else if (broken) {
        into.fail(
            probe,
            "cannot ask for packages"
                + (part.errText().isEmpty() ? ": no package manager" : ": " + part.errText()));
      } else {
        into.put(probe, find(probe.name(), part.outText()));
      }
    }
  }

  private boolean isBroken(Frames.Part part) {
    boolean silent = part.outText().isEmpty();
    return switch (manager) {
      // rpm ends with the number of packages that are not there, and tells of each.
      case DNF, YUM, ZYPPER -> part.status() != 0 && silent;
      case APT, APK, PACMAN, NONE -> part.status() > 2 || part.status() == 2 && silent;
    };
  }

  private PackageInfo find(String name, String output) {
    Optional<PackageInfo> best = Optional.empty();
    for (String line : output.split("\n")) {
      Optional<PackageInfo> here =
          switch (manager) {
            case APT, DNF, YUM, ZYPPER -> tabbed(name, line);
            case APK -> apk(name, line);
            case PACMAN -> pacman(name, line);
            case NONE -> Optional.empty();
          };
      if (here.isPresent()
          && (best.isEmpty() || here.get().installed() && !best.get().installed())) {
        best = here;
      }
    }
    return best.orElse(PackageInfo.absent(name));
  }

  private Optional<PackageInfo> tabbed(String name, String line) {
    String[] f = line.split("\t");
    if (f.length < 3) {
      return Optional.empty();
    }
    String version = f.length > 3 ? f[3].replaceFirst("^(0|\\(none\\)):(?=.)", "") : "";
    if (manager == PackageManager.APT && f.length > 3) {
      version = f[3];
    }
    boolean match =
        name.equals(f[0])
            || name.equals(f[0] + ":" + f[1])
            || name.equals(f[0] + "." + f[1])
            || manager != PackageManager.APT
                && name.equals(f[0] + "-" + version.replaceFirst("^\\d+:", ""));
    if (!match) {
      return Optional.empty();
    }
    // dpkg's abbreviation: wanted, state, error. https://manpages.debian.org/dpkg-query
    boolean installed = f[2].length() > 1 && f[2].charAt(1) == 'i';
    return Optional.of(
        new PackageInfo(
            name,
            installed,
            installed ? Optional.of(version) : Optional.empty(),
            installed ? Optional.of(f[1]) : Optional.empty(),
            f[2].startsWith("h"),
            f[2].length() > 1 && f[2].charAt(1) == 'c'));
  }

  /** {@code nginx-1.26.2-r0 x86_64 {nginx} (BSD-2-Clause) [installed]}. */
  private static Optional<PackageInfo> apk(String name, String line) {
    String[] words = line.split(" ");
    if (words.length < 2 || !words[0].startsWith(name + "-")) {
      return Optional.empty();
    }
    String version = words[0].substring(name.length() + 1);
    return Character.isDigit(version.charAt(0))
        ? Optional.of(
            new PackageInfo(name, true, Optional.of(version), Optional.of(words[1]), false, false))
        : Optional.empty();
  }

  private static Optional<PackageInfo> pacman(String name, String line) {
    return line.startsWith(name + " ")
        ? Optional.of(
            new PackageInfo(
                name,
                true,
                Optional.of(line.substring(name.length() + 1)),
                Optional.empty(),
                false,
                false))
        : Optional.empty();
  }
}
