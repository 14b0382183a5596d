package dev.play.cloud.gce.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code gcloud compute start-iap-tunnel INSTANCE PORT --listen-on-stdin}, which people write as
 * ProxyCommand. What play does itself needs no gcloud.
 */
final class IapCommand {
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
  private static final Pattern OPTION = Pattern.compile("--([a-z-]+)(?:=(.*))?");

  private IapCommand() {}

  /**
   * The options for {@link GcePassages}, or nothing where the command says what only gcloud
   * understands.
   *
   * @param environment for the project and zone where the command leaves them out
   */
  static Optional<Map<String, String>> read(String command, Map<String, String> environment) {
    List<String> words = words(command);
    int begin = words.indexOf("start-iap-tunnel");
    if (begin < 0
        || !words.getFirst().matches("(.*/)?gcloud")
        || !words.contains("--listen-on-stdin")
        || Pattern.compile("[|;&<>$`]").matcher(command).find()) {
      return Optional.empty();
    }
    Map<String, String> options = new HashMap<>();
    List<String> places = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      Matcher option = OPTION.matcher(words.get(i));
      if (!option.matches()) {
        if (i > begin) {
          places.add(words.get(i));
        }
        continue;
      }
      boolean apart = option.group(2) == null && takesAValue(option.group(1));
      String value = apart && i + 1 < words.size() ? words.get(++i) : option.group(2);
      if (!isUnderstood(option.group(1), value, options)) {
        return Optional.empty();
      }
    }
    return places.size() == 2 && places.get(1).matches("\\d{1,5}")
        ? complete(options, places, environment)
        : Optional.empty();
  }

  private static List<String> words(String command) {
    List<String> out = new ArrayList<>();
    Matcher word = WORD.matcher(command.replaceFirst("^\\s*exec\\s+", ""));
    while (word.find()) {
      out.add(word.group().replaceAll("['\"]", ""));
    }
    return out;
  }

  private static boolean takesAValue(String option) {
    return !option.equals("listen-on-stdin") && !option.equals("quiet");
  }

  private static boolean isUnderstood(
      String option, @Nullable String value, Map<String, String> options) {
    switch (option) {
      case "listen-on-stdin", "quiet", "verbosity" -> {}
      case "project", "zone" -> options.put("play_gce_" + option, String.valueOf(value));
      case "network-interface" -> options.put("play_gce_interface", String.valueOf(value));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Optional<Map<String, String>> complete(
      Map<String, String> options, List<String> places, Map<String, String> environment) {
    options.put("play_passage", GcePassageService.NAME);
    options.put("play_gce_connect_via", "iap");
    options.put("play_gce_instance", places.get(0));
    options.put("play_gce_port", places.get(1));
    fill(options, "play_gce_project", environment.get("CLOUDSDK_CORE_PROJECT"));
    fill(options, "play_gce_zone", environment.get("CLOUDSDK_COMPUTE_ZONE"));
    return options.containsKey("play_gce_project") && options.containsKey("play_gce_zone")
        ? Optional.of(Map.copyOf(options))
        : Optional.empty();
  }

  private static void fill(Map<String, String> options, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      options.putIfAbsent(name, value);
    }
  }
}
