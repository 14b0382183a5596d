package dev.play.modules.net;

import dev.play.host.FileInfo;
import dev.play.modules.net.http.CurlConfig;
import dev.play.modules.net.http.Freshness;
import dev.play.modules.net.http.RequestBody;
import dev.play.modules.net.http.Requests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What uri asks for. */
final class UriRequests {
  /** The server has nothing newer than what is there. */
  private static final int UNCHANGED = 304;

  private UriRequests() {}

  /**
   * The file that is there, where the task says that it may be as new as the server's: others would
   * fail where it is.
   */
  static Optional<FileInfo> compared(List<Integer> statusCode, FileInfo now) {
    return statusCode.contains(UNCHANGED) && now.isFile() ? Optional.of(now) : Optional.empty();
  }

  /**
   * The text.
   *
   * @param now the file that is there, where only a newer answer is wanted
   */
  static String text(Uri.Args args, Optional<RequestBody> body, Optional<FileInfo> now) {
    Map<String, String> headers =
        Freshness.said(args.headers(), args.force(), now.map(FileInfo::modified));
    boolean typed = headers.keySet().stream().anyMatch(h -> h.equalsIgnoreCase("content-type"));
    String type =
        args.src().isPresent() ? sent(args) : body.map(RequestBody::contentType).orElse("");
    if (!typed && !type.isEmpty()) {
      headers.put("Content-Type", type);
    }
    return Requests.text(
        args.url(),
        headers,
        follow(args.followRedirects(), args.verb()),
        args.unredirectedHeaders(),
        (empty, said, part) -> {
          boolean sends = part.first() && (body.isPresent() || args.src().isPresent());
          return method(args.request(empty.headers(said), part.login()), args.verb(), part, sends);
        });
  }

  private static Requests.Follow follow(String which, String verb) {
    boolean safe = Set.of("GET", "HEAD").contains(verb);
    return switch (which) {
      case "all", "yes" -> Requests.Follow.ANYWHERE;
      case "safe" -> safe ? Requests.Follow.ANYWHERE : Requests.Follow.NOWHERE;
      case "urllib2" -> asPython(verb, safe);
      default -> Requests.Follow.NOWHERE;
    };
  }

  private static Requests.Follow asPython(String verb, boolean safe) {
    if (safe) {
      return Requests.Follow.ANYWHERE;
    }
    return verb.equals("POST") ? Requests.Follow.AS_GET : Requests.Follow.NOWHERE;
  }

  /** The type of a file, which is sent as it is. */
  private static String sent(Uri.Args args) {
    return switch (args.bodyFormat()) {
      case JSON -> "application/json";
      case FORM_URLENCODED -> "application/x-www-form-urlencoded";
      case RAW, FORM_MULTIPART -> "";
    };
  }

  private static CurlConfig method(
      CurlConfig config, String verb, Requests.Part part, boolean sends) {
    if (verb.equals("HEAD")) {
      return config.flag("head");
    }
    if (!part.first()) {
      return config; // as browsers do: what follows a redirect is a GET
    }
    if (verb.equals("POST")) {
      // curl's own way to POST: after a redirect it asks with GET.
      return sends ? config : config.option("data", "");
    }
    return !verb.equals("GET") || sends ? config.option("request", verb) : config;
  }
}
