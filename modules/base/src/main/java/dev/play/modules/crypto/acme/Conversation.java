package dev.play.modules.crypto.acme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.net.http.Carrier;
import dev.play.modules.net.http.CurlConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A conversation of a host with an ACME server, carried on by a program in perl there
 * (docs/adr/0014). What is wanted and the account's key reach it by standard input.
 *
 * @param words what every part of it has in common
 */
public record Conversation(ServerArguments server, Carrier carrier, Map<String, Object> words) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Probe.Tool PERL = new Probe.Tool("perl");
  private static final String PROGRAM = "PLAY_ACME";
  private static final String SCRIPT =
      """
      umask 077
      d=$(mktemp -d) || exit 1
      trap 'rm -rf -- "$d"' EXIT
      trap 'exit 143' HUP INT TERM
      perl -e "$PLAY_ACME" -- "$d"
      """;

  /**
   * With an account's key.
   *
   * @throws ModuleFailure where the host has nothing to talk with, naming the package
   */
  public static Conversation of(HostView host, AcmeArguments asked, AccountKey key) {
    return of(host, asked.server()).signing(key, asked.account().accountUri());
  }

  /**
   * Without a key: nothing can be asked for that takes a signature.
   *
   * @throws ModuleFailure where the host has nothing to talk with, naming the package
   */
  public static Conversation of(HostView host, ServerArguments server) {
    if (host.known(PERL).isEmpty()) {
      throw new ModuleFailure("perl is not on the host: install the package perl first");
    }
    String curl =
        new CurlConfig()
            .connection(server.requestTimeout(), server.validateCerts(), true, "play (ACME)")
            .toString();
    Map<String, Object> words = new TreeMap<>();
    words.put("curl", curl);
    words.put("directory", server.acmeDirectory());
    return new Conversation(server, Carrier.of(host, server.acmeDirectory()), words);
  }

  /**
   * The same, signing with a key.
   *
   * @param accountUri where the account is; it is asked for by the key where this is empty
   */
  public Conversation signing(AccountKey key, Optional<String> accountUri) {
    Map<String, Object> more = new TreeMap<>(words);
    more.put("key", key.spoken());
    accountUri.ifPresent(uri -> more.put("account_uri", uri));
    return new Conversation(server, carrier, more);
  }

  private Blob said(String verb, Map<String, ?> more) {
    Map<String, Object> all = new TreeMap<>(words);
    all.put("verb", verb);
    all.putAll(more);
    try {
      return Blob.of(JSON.writeValueAsString(all));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, lists and maps can be written", e);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> out = new HashMap<>(carrier.environment());
    out.put("LC_ALL", "C");
    out.put(PROGRAM, program());
    return out;
  }

  /** What the server says, where nothing is changed by asking. */
  public Answer ask(HostView host, String verb, Map<String, ?> more) {
    CommandOutput output =
        host.known(
            new Probe.Query(
                List.of("/bin/sh", "-c", SCRIPT),
                environment(),
                said(verb, more),
                Set.of(server.topic())));
    if (!output.ok()) {
      throw new ModuleFailure(output.err().strip());
    }
    return Answer.of(output);
  }

  /** What a part that changes something is carried out by. */
  public Effect.Run effect(String verb, Map<String, ?> more, String why, Set<Resource> files) {
    Command command =
        Command.script(SCRIPT).withEnvironment(environment()).withStdin(said(verb, more));
    Set<Resource> touches = new java.util.HashSet<>(files);
    touches.add(server.topic());
    return Effect.Run.of(command, why, touches);
  }

  private static String program() {
    StringBuilder out = new StringBuilder();
    for (String part : List.of("words.pl", "server.pl", "acme.pl")) {
      try (InputStream in = Objects.requireNonNull(Conversation.class.getResourceAsStream(part))) {
        out.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return out.toString();
  }
}
