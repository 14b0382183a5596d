package dev.play.modules.crypto.acme;

import dev.play.host.Blob;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.base.made.MadeFile;
import dev.play.modules.crypto.x509.Certificate;
import dev.play.modules.crypto.x509.Request;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An order for a certificate (RFC 8555, 7.4), made or finished.
 *
 * @param words what is said to the server beside who asks
 * @param challenge the kind of challenge to be met, if any
 * @param held the certificate that is there now
 */
public record AcmeOrder(
    Conversation talk,
    AccountKey key,
    Map<String, Object> words,
    Files files,
    Optional<String> challenge,
    Held held) {
  /** Where what comes of it goes; a certificate or a whole chain at least. */
  public record Files(
      Optional<HostPath> dest, Optional<HostPath> fullchain, Optional<HostPath> chain) {
    /** The one whose certificate counts. */
    public HostPath main() {
      return dest.or(() -> fullchain).orElseThrow();
    }

    /** All of them. */
    public Set<Resource> resources() {
      Set<Resource> out = new HashSet<>();
      all().values().forEach(path -> out.add(Resource.path(path)));
      return out;
    }

    private Map<String, HostPath> all() {
      Map<String, HostPath> out = new TreeMap<>();
      dest.ifPresent(path -> out.put("dest", path));
      fullchain.ifPresent(path -> out.put("fullchain", path));
      chain.ifPresent(path -> out.put("chain", path));
      return out;
    }

    private Map<String, String> spoken() {
      Map<String, String> out = new TreeMap<>();
      all().forEach((name, path) -> out.put(name, path.operand()));
      return out;
    }

    /** Whether a host has this already. */
    private boolean hold(Answer.Chain chain, HostView host) {
      Map<String, String> wanted =
          Map.of("dest", chain.cert(), "fullchain", chain.full(), "chain", chain.chain());
      return all().entrySet().stream()
          .allMatch(
              e ->
                  host.known(Probe.ContentOf.of(e.getValue()))
                      .map(Blob::text)
                      .equals(Optional.ofNullable(wanted.get(e.getKey()))));
    }
  }

  /** The first step: what is to be put where. */
  public Plan start(Request request) {
    Map<String, Object> more = new HashMap<>(words);
    List<Map<String, String>> identifiers = Identifiers.of(request);
    more.put("identifiers", identifiers);
    if (!"never".equals(words.get("ari"))) {
      held.identifier().ifPresent(id -> more.put("replaces", id));
    }
    String names =
        String.join(", ", identifiers.stream().map(i -> i.getOrDefault("value", "")).toList());
    Effect.Run run = talk.effect("start", more, "order a certificate for " + names, Set.of());
    return Plan.run(
        List.of(run), outcomes -> told(Answer.of(outcomes.getFirst().output()), held.days()));
  }

  /**
   * The second step: has the server look, and puts the certificate in place.
   *
   * @param uri of the order that the first step made
   */
  public Plan finish(String uri, Request request, HostView host) {
    Map<String, Object> more = new HashMap<>(words);
    more.put("order", uri);
    more.put("csr", AccountKey.base64(request.der().encoded()));
    more.put("files", files.spoken());
    if (held.certificate().isPresent()) {
      Optional<Plan> same = asItIs(talk.ask(host, "look", more), host);
      if (same.isPresent()) {
        return same.get();
      }
    }
    List<Effect.Prediction<?>> predictions = new ArrayList<>();
    for (HostPath path : files.all().values()) {
      MadeFile made = MadeFile.plain(path, 0644);
      made.info(host);
      predictions.addAll(List.of(made.predictions(host)));
    }
    Effect.Run run =
        talk.effect("finish", more, "get the certificate " + files.main(), files.resources())
            .predicting(predictions.toArray(Effect.Prediction<?>[]::new));
    return Plan.run(
        List.of(run),
        outcomes -> {
          Answer answer = Answer.of(outcomes.getFirst().output());
          return finished(answer).changed(answer.changed());
        });
  }

  /** Where the order is finished and what it brought is there. */
  private Optional<Plan> asItIs(Answer found, HostView host) {
    boolean contact =
        !Boolean.TRUE.equals(words.get("modify")) || found.contact().equals(words.get("contact"));
    return found
        .best()
        .filter(best -> contact && files.hold(best, host))
        .map(best -> Plan.same(finished(found)));
  }

  private TaskResult finished(Answer answer) {
    Answer.Chain best =
        answer.best().orElseThrow(() -> new ModuleFailure("no certificate was told of"));
    long days = Certificate.parse(best.cert()).map(held::days).orElse(-1L);
    TaskResult result = told(answer, days);
    if (!Boolean.TRUE.equals(words.get("alternates"))) {
      return result;
    }
    return result.with(
        "all_chains",
        answer.chains().stream()
            .map(c -> Map.of("cert", c.cert(), "chain", c.chain(), "full_chain", c.full()))
            .toList());
  }

  private TaskResult told(Answer answer, long days) {
    Challenges challenges = new Challenges(answer.authorizations(), key.thumbprint());
    Value.Dict order = answer.order().orElse(Value.EMPTY_DICT);
    String finalize = Answer.text(order, "finalize").orElse(null);
    TaskResult result =
        TaskResult.of(
            "authorizations", challenges.byName(),
            "finalize_uri", finalize,
            "finalization_uri", finalize,
            "order_uri", Answer.text(order, "url").orElse(null),
            "account_uri", answer.accountUri().orElse(null),
            "challenge_data", challenges.data(),
            "challenge_data_dns",
                challenge.equals(Optional.of("dns-01")) ? challenges.records() : Map.of());
    return answer.warning(result.with("cert_days", days));
  }
}
