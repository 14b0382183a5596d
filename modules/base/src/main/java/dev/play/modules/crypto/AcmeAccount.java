package dev.play.modules.crypto;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.crypto.acme.AccountKey;
import dev.play.modules.crypto.acme.AcmeArguments;
import dev.play.modules.crypto.acme.Answer;
import dev.play.modules.crypto.acme.Binding;
import dev.play.modules.crypto.acme.Conversation;
import dev.play.modules.crypto.openssl.PrivateKey;
import dev.play.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts with a CA that speaks ACME, known by their key. Options and results as in {@code
 * community.crypto.acme_account}.
 */
@ModuleDoc(
    name = "acme_account",
    also = "community.crypto.acme_account",
    summary = "Makes, changes and ends an account with a CA that speaks ACME.",
    example =
        """
        - acme_account:
            acme_directory: https://acme-v02.api.letsencrypt.org/directory
            account_key_src: /etc/ssl/private/account.key
            state: present
            terms_agreed: true
            contact: ['mailto:root@example.org']
        """,
    notes = {
      "The host asks, by its curl or perl, and signs by its openssl; the key never leaves it.",
      "A check asks the CA which account the key has, and changes nothing."
    })
public final class AcmeAccount implements Module<AcmeAccount.Args> {
  private static final String NONE = "Account does not exist or is deactivated.";

  /** The arguments. */
  public record Args(
      AcmeArguments acme,
      @Param("whether there is to be one; changed_key gives it another key") State state,
      @Param(value = "whether it may be made", def = "true") boolean allowCreation,
      @Param("addresses that the CA may write to, as mailto:NAME; none if not given")
          Optional<List<String>> contact,
      @Param(value = "whether you agree to the CA's terms", def = "false") boolean termsAgreed,
      @Param("its key from now on, on the host") Optional<HostPath> newAccountKeySrc,
      @Param("its key from now on, itself") Optional<Secret> newAccountKeyContent,
      @Param("what the new key is protected with") Optional<Secret> newAccountKeyPassphrase,
      @Param(
              value = "kid, alg (HS256, HS384, HS512) and key that the CA gives, for a new account",
              secret = true)
          Optional<Map<String, Value>> externalAccountBinding) {
    public Args {
      if (newAccountKeySrc.isPresent() && newAccountKeyContent.isPresent()) {
        throw new IllegalArgumentException(
            "new_account_key_src and new_account_key_content exclude each other");
      }
      if (state == State.CHANGED_KEY
          && newAccountKeySrc.isEmpty()
          && newAccountKeyContent.isEmpty()) {
        throw new IllegalArgumentException(
            "state is changed_key but any of the following are missing: new_account_key_src,"
                + " new_account_key_content");
      }
      PrivateKey.requireLine(newAccountKeyPassphrase);
      externalAccountBinding.ifPresent(Binding::of);
    }

    private List<String> contacts() {
      return contact.orElse(List.of());
    }

    private PrivateKey newKey() {
      return new PrivateKey(newAccountKeySrc, newAccountKeyContent, newAccountKeyPassphrase);
    }
  }

  /** What is wanted of an account. */
  public enum State {
    PRESENT,
    ABSENT,
    CHANGED_KEY
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(args.acme().server().topic());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    AccountKey key = args.acme().accountKey(host);
    Conversation talk = Conversation.of(host, args.acme(), key);
    Answer found = talk.ask(host, "find", Map.of());
    return switch (args.state()) {
      case PRESENT -> present(args, talk, found);
      case ABSENT ->
          found.account().isEmpty()
              ? Plan.same(uri(found))
              : Plan.change(
                  List.of(talk.effect("deactivate", Map.of(), "end the ACME account", Set.of())),
                  uri(found));
      case CHANGED_KEY -> {
        AccountKey next = AccountKey.of(args.newKey(), host);
        if (found.account().isEmpty()) {
          yield new Plan.Failed(NONE, uri(found));
        }
        yield Plan.change(
            List.of(
                talk.effect(
                    "change-key",
                    Map.of("new_key", next.spoken()),
                    "change the ACME account's key",
                    Set.of())),
            uri(found));
      }
    };
  }

  private static Plan present(Args args, Conversation talk, Answer found) {
    if (found.account().isPresent() && found.contact().equals(args.contacts())) {
      return Plan.same(uri(found));
    }
    if (found.account().isEmpty() && !args.allowCreation()) {
      return new Plan.Failed(NONE, uri(found));
    }
    Map<String, Object> words = new HashMap<>();
    words.put("contact", args.contacts());
    words.put("terms_agreed", args.termsAgreed());
    words.put("create", args.allowCreation());
    words.put("modify", true);
    args.externalAccountBinding().ifPresent(b -> words.put("eab", Binding.of(b)));
    boolean there = found.account().isPresent();
    String why = there ? "change the ACME account's contact" : "make the ACME account";
    Plan.Change change =
        (Plan.Change)
            (there
                ? Plan.change(List.of(talk.effect("account", words, why, Set.of())), uri(found))
                : Plan.run(
                    List.of(talk.effect("account", words, why, Set.of())),
                    outcomes -> uri(Answer.of(outcomes.getFirst().output()))));
    return change.withDiff(
        "contact of the ACME account: "
            + (there ? found.contact() : "no account")
            + " -> "
            + args.contacts()
            + "\n");
  }

  private static TaskResult uri(Answer found) {
    return TaskResult.of("account_uri", found.accountUri().orElse(null));
  }
}
