package dev.play.modules.net.http;

import java.util.regex.Pattern;

/**
 * What curl, or what stands for it, says when it fails, with the words that Ansible's users look
 * for.
 */
public final class Trouble {
  /** curl's statuses 51 and 60: the server is not proved to be who it should be. */
  private static final Pattern UNPROVED = Pattern.compile("\\w+: \\((?:51|60)\\)");

  private Trouble() {}

  /** The last words on stderr. */
  public static String of(String stderr) {
    String said = stderr.strip();
    return UNPROVED.matcher(said).find()
        ? "Failed to validate the SSL certificate (certificate verify failed): " + said
        : said;
  }
}
