package dev.play.modules.net;

import dev.play.host.CommandOutput;
import dev.play.host.FileInfo;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.modules.net.http.Carrier;
import dev.play.modules.net.http.CurlConfig;
import dev.play.modules.net.http.Download;
import dev.play.modules.net.http.Freshness;
import dev.play.modules.net.http.Requests;
import dev.play.modules.net.http.WantedSum;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What get_url asks for. */
final class GetRequests {
  private GetRequests() {}

  /**
   * For the download.
   *
   * @param now the file that is there, where only a newer one is wanted
   */
  static String text(GetUrl.Args args, Optional<FileInfo> now) {
    return Requests.text(
        args.url(),
        fresh(args, now),
        Requests.Follow.ANYWHERE,
        args.unredirectedHeaders(),
        (empty, headers, part) -> request(args, empty, headers, part.login()));
  }

  /** For the head of it alone. */
  static CurlConfig head(GetUrl.Args args, Optional<FileInfo> now) {
    return whole(args, args.url(), fresh(args, now));
  }

  /** The file that is there, where only a newer one is wanted; a directory takes any. */
  static Optional<FileInfo> compared(GetUrl.Args args, HostView host) {
    FileInfo now = host.known(new Probe.FileAt(args.dest(), true));
    return now.exists() && !now.isDirectory() && !args.force() && args.checksum().isEmpty()
        ? Optional.of(now)
        : Optional.empty();
  }

  /** The digest itself, which a list at a URL may hold under the file's name. */
  static WantedSum resolved(WantedSum sum, GetUrl.Args args, HostView host) {
    if (!sum.isUrl()) {
      return sum;
    }
    String url = sum.digest();
    CommandOutput answer =
        host.known(Carrier.of(host, url).asking(whole(args, url, args.headers()), url, List.of()));
    return sum.in(answer, Download.nameOf(args.url()));
  }

  private static Map<String, String> fresh(GetUrl.Args args, Optional<FileInfo> now) {
    return Freshness.said(args.headers(), args.force(), now.map(FileInfo::modified));
  }

  private static CurlConfig whole(GetUrl.Args args, String url, Map<String, String> headers) {
    return request(args, new CurlConfig(url), headers, true).flag("location");
  }

  private static CurlConfig request(
      GetUrl.Args args, CurlConfig empty, Map<String, String> headers, boolean login) {
    CurlConfig config =
        empty
            .flag("fail")
            .headers(headers)
            .connection(args.timeout(), args.validateCerts(), args.useProxy(), args.httpAgent())
            .manners(args.decompress(), args.useNetrc() && login, args.ciphers());
    if (login) {
      config.login(args.urlUsername(), args.urlPassword(), args.forceBasicAuth());
    }
    args.clientCert().ifPresent(c -> config.option("cert", c.text()));
    args.clientKey().ifPresent(k -> config.option("key", k.text()));
    return config;
  }
}
