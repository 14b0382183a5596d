package dev.play.modules.net.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server answered.
 *
 * @param status -1 where there was no answer
 * @param reason what the server says in words beside the status; empty where it does not
 * @param headers of the last answer, names in lower case
 * @param fileChanged whether dest was written anew
 */
public record Response(
    int status,
    String reason,
    String url,
    boolean redirected,
    Map<String, String> headers,
    Blob body,
    boolean fileChanged,
    String trouble) {
  /** From here on Ansible calls it an error, redirects that are not followed too. */
  private static final int FIRST_OF_TROUBLE = 300;

  private static final Pattern NAMED = Pattern.compile(".*[; ]filename=\"?([^\";]*).*");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Asks. Stdin holds {@link Requests} ($1 bytes) and then the body. $2 is not empty when there is
   * a body, $3 a file on the host to send, $4 the file to write or empty, if the status is one of
   * $5, with mode $6, owner and group $7 and flags $8 (empty: as they are), $9 not empty to write
   * into a file that cannot be replaced, $10 see {@link Requests#netrcHost}, $11 not empty to take
   * the file's name from the answer where it has one. Prints a line with curl's status, one with
   * what curl tells, one with the length of the headers, then the headers, then the body.
   */
  public static final String SCRIPT =
      Requests.SHELL
          + """
      d=$(mktemp -d) || exit 1
      nl=$(printf '\\n_'); nl=${nl%_}
      n=$d/none
      trap 'rm -rf -- "$d" "$n"' EXIT
      trap 'exit 143' HUP INT TERM
      dd bs=1 count="$1" of="$d/asked" 2>/dev/null
      cat > "$d/body"
      : > "$d/head"; : > "$d/out"; told=; changed=
      shift
      asked=$(cat "$d/asked")
      only_netrc "$9" "$(first_of "$asked")" > "$d/config"
      rest_of "$asked" > "$d/then"
      ask() {
        netrc "$(cat "$1")" -K "$1" -D "$d/head" -o "$d/out" -w '%{http_code} %{num_redirects} %{url_effective}\\n%{redirect_url}' 2>"$d/err"
      }
      put() {
        if ! cmp -s -- "$d/out" "$1"; then
          changed=changed
          n=${1%/*}/.play-uri.$$
          if [ -z "$2" ] || ( : > "$n" ) 2>/dev/null; then
            cat -- "$d/out" > "$n" || return 1
            if [ -e "$1" ]; then
              chown "$(stat -L -c %u:%g -- "$1")" "$n" 2>/dev/null
              chmod "$(stat -L -c %a -- "$1")" "$n" || return 1
            fi
            if [ -n "$2" ]; then mv -f -- "$n" "$1" 2>/dev/null; else mv -f -- "$n" "$1" || return 1; fi
          fi
          cmp -s -- "$d/out" "$1" || cat -- "$d/out" > "$1" || return 1
        fi
      }
      if [ -n "$2" ]; then printf 'data-binary = "@%s"\n' "$d/send" >> "$d/config"; cat -- "$2" > "$d/send" || exit 1
      elif [ -n "$1" ]; then printf 'data-binary = "@%s"\n' "$d/body" >> "$d/config"; fi
      told=$(ask "$d/config")
      s=$?
      if [ -s "$d/then" ] && [ -n "${told#*"$nl"}" ] && may_follow "$told" "$d/then"; then
        address "${told#*"$nl"}" >> "$d/then"
        : > "$d/out"
        told=$(ask "$d/then")
        s=$?
        told="${told%% *} 1 ${told#* * }"
      fi
      told=${told%%"$nl"*}
      ! grep -qx head "$d/config" || : > "$d/out"
      case " $4 " in *" ${told%% *} "*) good=yes ;; *) good= ;; esac
      if [ $s = 0 ] && [ -n "$3" ] && [ -n "$good" ] && [ "${told%% *}" != 304 ]; then
        to=$3
        if [ -n "${10}" ]; then
          name=$(grep -i '^content-disposition:' "$d/head" | tail -n 1 | sed -n 's/.*[; ]filename="\\{0,1\\}\\([^";]*\\).*/\\1/p' | tr -d '[:cntrl:]')
          name=${name##*/}
          case $name in ''|.|..) ;; *) to=${3%/*}/$name ;; esac
        fi
        t=$(readlink -f -- "$to" && echo x) && t=${t%"$nl"x} || t=$to
        put "$t" "$8" 2> "$d/why" || { printf 'Could not replace file: ' >&2; cat "$d/why" >&2; exit 1; }
        was=$(stat -c '%a %u:%g' -- "$t")
        [ -z "$6" ] || chown -- "$6" "$t" || exit 1
        [ -z "$5" ] || chmod -- "$5" "$t" || exit 1
        [ "$was" = "$(stat -c '%a %u:%g' -- "$t")" ] || changed=changed
        [ -z "$7" ] || { chattr "$7" -- "$t" && changed=changed; } || exit 1
      fi
      echo "$s $changed"
      printf '%s\n' "$told" | tr '\n' ' '; echo
      echo $(($(wc -c < "$d/head")))
      cat "$d/head" "$d/out"
      cat "$d/err" >&2
      """;

  /** Reads what the script printed. */
  public static Response of(CommandOutput output) {
    byte[] bytes = output.stdout().bytes();
    int first = lineEnd(bytes, 0);
    int second = lineEnd(bytes, first);
    int third = lineEnd(bytes, second);
    String trouble = Trouble.of(output.err());
    if (!output.ok() || third < 0) {
      return new Response(-1, "", "", false, Map.of(), Blob.of(""), false, trouble);
    }
    String[] state = text(bytes, 0, first).strip().split(" ");
    String[] told = text(bytes, first, second).strip().split(" ", 3);
    int body = third + Integer.parseInt(text(bytes, second, third).strip());
    boolean answered = state[0].equals("0") && !told[0].equals("000");
    return new Response(
        answered ? Integer.parseInt(told[0]) : -1,
        reason(text(bytes, third, body)),
        told.length > 2 ? told[2] : "",
        told.length > 1 && !told[1].equals("0"),
        headers(text(bytes, third, body)),
        Blob.of(Arrays.copyOfRange(bytes, body, bytes.length)),
        state.length > 1,
        trouble);
  }

  /** The index after the newline at or after {@code from}; -1 where there is none. */
  private static int lineEnd(byte[] bytes, int from) {
    for (int i = Math.max(from, 0); from >= 0 && i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Of the last answer's first line. */
  private static String reason(String head) {
    String line = head.lines().filter(l -> l.startsWith("HTTP/")).reduce("", (a, b) -> b);
    String[] words = line.strip().split(" +", 3);
    return words.length > 2 ? words[2] : "";
  }

  /** The file's name as the server would have it, without directories; empty where it says none. */
  public Optional<String> fileName() {
    Matcher named = NAMED.matcher(" " + headers.getOrDefault("content-disposition", ""));
    String name = named.matches() ? named.group(1).replaceAll("\\p{Cntrl}", "") : "";
    String last = name.substring(name.lastIndexOf('/') + 1);
    return Set.of("", ".", "..").contains(last) ? Optional.empty() : Optional.of(last);
  }

  private static Map<String, String> headers(String text) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      if (line.startsWith("HTTP/")) {
        out.clear();
      } else if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        out.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    return out;
  }

  /** As the uri module registers it. */
  public TaskResult result(TaskResult values, List<Integer> wanted, boolean withContent) {
    TaskResult out =
        values.with("status", status).with("redirected", redirected).changed(fileChanged);
    out = url.isEmpty() ? out : out.with("url", url);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      out = out.with(header.getKey().replace('-', '_'), header.getValue());
    }
    if (headers.containsKey("location")) {
      out = out.with("location", absolute(headers.getOrDefault("location", "")));
    }
    out = out.with("cookies", cookies()).with("cookies_string", cookiesInOrder());
    boolean good = wanted.contains(status);
    if (withContent) {
      out = out.with("content", body.text());
    }
    Optional<Value> json = json();
    out = json.isPresent() ? out.with("json", json.get()) : out;
    return good
        ? out.with("msg", words())
        : out.failed("Status code was " + status + " and not " + wanted + ": " + words());
  }

  private String words() {
    if (!trouble.isEmpty() || status < 0) {
      return trouble;
    }
    return status < FIRST_OF_TROUBLE
        ? "OK (" + body.size() + " bytes)"
        : "HTTP Error " + status + ": " + reason;
  }

  private String cookiesInOrder() {
    return cookies().entrySet().stream()
        .map(c -> c.getKey() + "=" + c.getValue())
        .collect(Collectors.joining("; "));
  }

  /** A relative address counts from the one that was asked (RFC 9110, section 10.2.2). */
  private String absolute(String location) {
    try {
      return URI.create(url).resolve(location).toString();
    } catch (IllegalArgumentException e) {
      return location; // not to be read as an address: as the server says it
    }
  }

  private Map<String, String> cookies() {
    Map<String, String> out = new LinkedHashMap<>();
    for (String cookie : headers.getOrDefault("set-cookie", "").split(",(?=[^;,]+=)")) {
      String pair = cookie.split(";")[0].strip();
      int equals = pair.indexOf('=');
      if (equals > 0) {
        out.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return out;
  }

  private Optional<Value> json() {
    if (!headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT).contains("json")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Value.ofJava(JSON.readValue(body.bytes(), Object.class)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (java.io.IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }
}
