package dev.play.modules.net.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request and, where some headers are not for those that it is redirected to, the one that
 * follows: curl's configurations as text.
 */
public final class Requests {
  private static final String BORDER = "# redirected";
  private static final String ONLY_AS_GET = "# not 307, 308";

  /**
   * Functions for scripts: whether the part behind a redirect ($2) is for an answer ($1); the parts
   * of the text; curl with the .netrc that {@code NETRC} names, where the request ($1) heeds one; a
   * redirect's address as a line of the text (curl puts the log-in into it); and the request ($2)
   * without a header that the .netrc's log-in for a host ($1) replaces, as in Ansible.
   */
  public static final String SHELL =
      """
      may_follow() { case $1 in 307*|308*) ! grep -qx '# not 307, 308' "$2" ;; esac; }
      first_of() { printf '%s\\n' "$1" | sed '/^# redirected$/,$d'; }
      rest_of() { printf '%s\\n' "$1" | sed '1,/^# redirected$/d'; }
      address() { printf 'url = "%s"\\n' "$(printf %s "$1" | sed 's,^\\([a-z]*://\\)[^/@]*@,\\1,; s/[\\\\"]/\\\\&/g')"; }
      netrc() {
        case $1 in *netrc-optional*) ;; *) NETRC= ;; esac
        shift
        curl ${NETRC:+--netrc-file "$NETRC"} "$@"
      }
      only_netrc() {
        if [ -n "$1" ] && tr -s '[:space:]' '\\n' < "${NETRC:-$HOME/.netrc}" 2>/dev/null |
          awk -v host="$1" '$0 == "default" || (before == "machine" && $0 == host) { found = 1 } { before = $0 } END { exit !found }'
        then printf '%s\\n' "$2" | grep -vi '^header = "authorization[:;]'; else printf '%s\\n' "$2"; fi
      }
      """;

  private Requests() {}

  /**
   * Which request it is.
   *
   * @param first not one that follows a redirect
   * @param login whether the log-in is sent
   */
  public record Part(boolean first, boolean login) {}

  /** Where a request goes on to. */
  public enum Follow {
    NOWHERE,
    ANYWHERE,
    /** Where the next request is a GET: redirects that would have this one repeated are told. */
    AS_GET
  }

  /** How a request is made of headers. */
  @FunctionalInterface
  public interface Form {
    /** Fills in a request that has its address, or none yet. */
    CurlConfig with(CurlConfig empty, Map<String, String> headers, Part part);
  }

  /**
   * The text.
   *
   * @param follow where to go when the answer redirects
   * @param unredirected names of headers that are not sent there; {@code Authorization} stands for
   *     the log-in too
   */
  public static String text(
      String url,
      Map<String, String> headers,
      Follow follow,
      List<String> unredirected,
      Form form) {
    if (follow == Follow.NOWHERE || (follow == Follow.ANYWHERE && unredirected.isEmpty())) {
      CurlConfig one = form.with(new CurlConfig(url), headers, new Part(true, true));
      return (follow == Follow.ANYWHERE ? one.flag("location") : one).toString();
    }
    Set<String> left = new HashSet<>();
    unredirected.forEach(name -> left.add(name.toLowerCase(Locale.ROOT)));
    Map<String, String> kept = new TreeMap<>(headers);
    kept.keySet().removeIf(name -> left.contains(name.toLowerCase(Locale.ROOT)));
    if (follow == Follow.AS_GET) {
      kept.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
    }
    return form.with(new CurlConfig(url), headers, new Part(true, true))
        + BORDER
        + "\n"
        + (follow == Follow.AS_GET ? ONLY_AS_GET + "\n" : "")
        + form.with(new CurlConfig(), kept, new Part(false, !left.contains("authorization")))
            .flag("location");
  }

  /**
   * The host for which a log-in in the user's .netrc goes before a header that says another; empty
   * where there is no such header.
   */
  public static String netrcHost(
      String url, Map<String, String> headers, boolean useNetrc, Optional<String> user) {
    boolean said = headers.keySet().stream().anyMatch(h -> h.equalsIgnoreCase("authorization"));
    if (!said || !useNetrc || user.isPresent()) {
      return "";
    }
    String after = url.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst("[/?#].*", "");
    return after.replaceFirst("^.*@", "").replaceFirst(":[0-9]*$", "");
  }
}
