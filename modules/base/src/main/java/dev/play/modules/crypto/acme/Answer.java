package dev.play.modules.crypto.acme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.host.CommandOutput;
import dev.play.module.TaskResult;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;

/** What came of a conversation with an ACME server. */
public record Answer(Value.Dict told) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the program printed. */
  public static Answer of(CommandOutput output) {
    try {
      return new Answer((Value.Dict) Value.ofJava(JSON.readValue(output.out(), Object.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the program printed what is no JSON", e);
    }
  }

  /** Whether anything was changed. */
  public boolean changed() {
    return told.get("changed").equals(Optional.of(Value.of(true)));
  }

  /** The account, where there is one. */
  public Optional<Value.Dict> account() {
    return dict(told, "account");
  }

  /** Where the account is. */
  public Optional<String> accountUri() {
    return text(told, "account_uri");
  }

  /** The contacts of the account. */
  public List<String> contact() {
    return account().map(a -> texts(a, "contact")).orElse(List.of());
  }

  /** The order, where one was made or read. */
  public Optional<Value.Dict> order() {
    return dict(told, "order");
  }

  /** When a certificate is to be renewed, where the server tells that. */
  public Optional<Value.Dict> renewal() {
    return dict(told, "renewal");
  }

  /** The authorizations of the order. */
  public List<Value.Dict> authorizations() {
    return dicts(told, "authorizations");
  }

  /** The certificate and what it is signed by, where it was fetched. */
  public Optional<Chain> best() {
    return dict(told, "best").map(Chain::of);
  }

  /** All that the server offers for the certificate. */
  public List<Chain> chains() {
    return dicts(told, "chains").stream().map(Chain::of).toList();
  }

  /** A result with what the user is to be warned of. */
  public TaskResult warning(TaskResult result) {
    List<String> warnings = texts(told, "warnings");
    return warnings.isEmpty() ? result : result.with("warnings", warnings);
  }

  /**
   * A certificate and those that it is signed by, all in PEM.
   *
   * @param chain without the certificate
   */
  public record Chain(String cert, String chain) {
    private static Chain of(Value.Dict dict) {
      return new Chain(text(dict, "cert").orElse(""), String.join("", texts(dict, "chain")));
    }

    /** All of it. */
    public String full() {
      return cert + chain;
    }
  }

  /** A text of a dictionary. */
  public static Optional<String> text(Value.Dict dict, String name) {
    return dict.get(name)
        .flatMap(v -> v instanceof Value.Text(String t) ? Optional.of(t) : Optional.empty());
  }

  private static Optional<Value.Dict> dict(Value.Dict dict, String name) {
    return dict.get(name)
        .flatMap(v -> v instanceof Value.Dict d ? Optional.of(d) : Optional.empty());
  }

  private static List<Value> items(Value.Dict dict, String name) {
    return dict.get(name)
        .map(v -> v instanceof Value.Sequence(List<Value> all) ? all : List.<Value>of())
        .orElse(List.of());
  }

  static List<Value.Dict> dicts(Value.Dict dict, String name) {
    return items(dict, name).stream()
        .filter(Value.Dict.class::isInstance)
        .map(Value.Dict.class::cast)
        .toList();
  }

  private static List<String> texts(Value.Dict dict, String name) {
    return items(dict, name).stream()
        .filter(Value.Text.class::isInstance)
        .map(v -> ((Value.Text) v).text())
        .toList();
  }
}
