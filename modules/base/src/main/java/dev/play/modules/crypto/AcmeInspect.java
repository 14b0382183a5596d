package dev.play.modules.crypto;

import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.crypto.acme.AccountArguments;
import dev.play.modules.crypto.acme.AccountKey;
import dev.play.modules.crypto.acme.Answer;
import dev.play.modules.crypto.acme.Conversation;
import dev.play.modules.crypto.acme.ServerArguments;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Single requests to a CA that speaks ACME. Options and results as in {@code
 * community.crypto.acme_inspect}.
 */
@ModuleDoc(
    name = "acme_inspect",
    also = "community.crypto.acme_inspect",
    summary = "Sends a single request to a CA that speaks ACME.",
    example =
        """
        acme_inspect:
          acme_directory: https://acme-v02.api.letsencrypt.org/directory
          account_key_src: /etc/ssl/private/account.key
          account_uri: https://acme-v02.api.letsencrypt.org/acme/acct/1
          url: https://acme-v02.api.letsencrypt.org/acme/acct/1
        """,
    requiredIf = {"method,get,url", "method,post,url", "method,post,content"},
    notes = {
      "The host asks, by its curl or perl, and signs by its openssl; the key never leaves it.",
      "Without account_uri a request is signed with the whole key, as only newAccount takes it.",
      "In a check what is read is unknown, but for the directory. A post counts as a change."
    })
public final class AcmeInspect implements Module<AcmeInspect.Args> {
  private static final String ONLY_DIRECTORY = "directory-only";
  private static final String POST = "post";

  /** The arguments. */
  public record Args(
      @Param("address of what is asked for") Optional<String> url,
      @Param(
              value = "read it, send something there, or read the server's directory alone",
              def = "get",
              choices = {"get", POST, ONLY_DIRECTORY})
          String method,
      @Param("what is sent: an object of JSON, written out") Optional<String> content,
      @Param(value = "whether an error of the server's fails the task", def = "true")
          boolean failOnAcmeError,
      AccountArguments account,
      ServerArguments server) {
    public Args {
      url.ifPresent(u -> ServerArguments.requireAddress("url", u));
      boolean signs = !method.equals(ONLY_DIRECTORY);
      boolean keyed = account.key().isGiven();
      if (signs ? !account.isOne() : keyed && !account.isOne()) {
        throw new IllegalArgumentException(
            "exactly one of account_key_src and account_key_content is needed");
      }
      if (content.isPresent() && !method.equals(POST)) {
        throw new IllegalArgumentException("content goes with method=post only");
      }
    }

    private Map<String, String> words() {
      Map<String, String> out = new TreeMap<>(Map.of("method", method));
      url.ifPresent(u -> out.put("url", u));
      content.ifPresent(c -> out.put("content", c));
      return out;
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.method().equals(POST) ? Set.of(args.server().topic()) : Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    Conversation talk = Conversation.of(host, args.server());
    if (args.method().equals(ONLY_DIRECTORY)) {
      return Plan.same(told(talk.ask(host, "inspect", args.words())));
    }
    boolean posts = args.method().equals(POST);
    Effect.Run run =
        talk.signing(AccountKey.of(args.account().key(), host), args.account().accountUri())
            .effect(
                "inspect",
                args.words(),
                (posts ? "send to " : "read ") + args.url().orElseThrow(),
                Set.of());
    return posts
        ? Plan.run(List.of(run), outcomes -> answered(args, outcomes))
        : new Plan.Perhaps(
            List.of(Effect.Run.of(run.command(), run.why(), Set.of())),
            outcomes -> answered(args, outcomes).changed(false),
            "until it is read");
  }

  private static TaskResult answered(Args args, List<Plan.Outcome> outcomes) {
    Answer answer = Answer.of(outcomes.getFirst().output());
    TaskResult told = told(answer);
    return error(args, answer).map(told::failed).orElse(told);
  }

  private static Optional<String> error(Args args, Answer answer) {
    return args.failOnAcmeError()
        ? Answer.text(answer.told(), "error").map(String::strip)
        : Optional.empty();
  }

  private static TaskResult told(Answer answer) {
    TaskResult out = TaskResult.EMPTY;
    for (String name : List.of("directory", "headers", "output_text", "output_json")) {
      Optional<Value> value = answer.told().get(name);
      out = value.isPresent() ? out.with(name, value.get()) : out;
    }
    return out;
  }
}
