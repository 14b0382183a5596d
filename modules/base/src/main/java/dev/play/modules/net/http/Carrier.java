package dev.play.modules.net.http;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What asks by HTTP on a host: its curl, else its perl, which every Debian has, with openssl for
 * https. Scripts call {@code curl}; where there is none, a function of that name stands before
 * them, which takes the options that {@link CurlConfig} writes and ends with curl's statuses.
 *
 * @param program what perl has to do in curl's place; empty where the host has curl
 */
public record Carrier(String program) {
  private static final String PROGRAM = "PLAY_CARRIER";
  private static final String FUNCTION = "curl() { perl -e \"$" + PROGRAM + "\" -- \"$@\"; }\n";
  private static final Carrier CURL = new Carrier("");
  private static final Probe.Tool CURL_TOOL = new Probe.Tool("curl");
  private static final Probe.Tool PERL = new Probe.Tool("perl");
  private static final Probe.Tool OPENSSL = new Probe.Tool("openssl");

  /**
   * The host's.
   *
   * @param url what is asked first
   * @throws ModuleFailure where it has nothing to ask with, naming the package
   */
  public static Carrier of(HostView host, String url) {
    if (host.known(CURL_TOOL).isPresent()) {
      return CURL;
    }
    host.need(List.of(PERL, OPENSSL));
    if (host.known(PERL).isEmpty()) {
      throw new ModuleFailure(
          "curl is not on the host, nor is perl: install the package curl first");
    }
    if (url.regionMatches(true, 0, "https:", 0, 6) && host.known(OPENSSL).isEmpty()) {
      throw new ModuleFailure(
          "curl is not on the host, and perl asks by https with openssl only: install the package"
              + " curl or openssl first");
    }
    return new Carrier(inPerl());
  }

  /** A script that calls curl, for this host. */
  public Command script(String text, String... arguments) {
    return program.isEmpty()
        ? Command.script(text, arguments)
        : Command.script(FUNCTION + text, arguments).withEnvironment(environment());
  }

  /** What a script or program needs that calls {@code perl -e "$PLAY_CARRIER" --} for curl. */
  public Map<String, String> environment() {
    return program.isEmpty() ? Map.of() : Map.of(PROGRAM, program);
  }

  /** The question that curl answers with this configuration. */
  public Probe.Query asking(CurlConfig config, String url, List<String> words) {
    List<String> argv = new ArrayList<>();
    argv.addAll(
        program.isEmpty()
            ? List.of("curl")
            : List.of("/bin/sh", "-c", FUNCTION + "curl \"$@\"", "sh"));
    argv.addAll(words);
    argv.addAll(List.of("-K", "-"));
    return new Probe.Query(
        argv,
        program.isEmpty() ? Map.of("LC_ALL", "C") : Map.of("LC_ALL", "C", PROGRAM, program),
        Blob.of(config.toString()),
        Set.of(Resource.topic("url " + url)));
  }

  private static String inPerl() {
    try (InputStream in = Objects.requireNonNull(Carrier.class.getResourceAsStream("carrier.pl"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
