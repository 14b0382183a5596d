package dev.play.modules.crypto;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.crypto.acme.AccountKey;
import dev.play.modules.crypto.acme.AcmeArguments;
import dev.play.modules.crypto.acme.Answer;
import dev.play.modules.crypto.acme.Conversation;
import dev.play.value.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a CA that speaks ACME knows of an account. Options and results as in {@code
 * community.crypto.acme_account_info}.
 */
@ModuleDoc(
    name = "acme_account_info",
    also = "community.crypto.acme_account_info",
    summary = "Tells of an account with a CA that speaks ACME.",
    example =
        """
        acme_account_info:
          acme_directory: https://acme-v02.api.letsencrypt.org/directory
          account_key_src: /etc/ssl/private/account.key
        """,
    notes =
        "The host asks, by its curl or perl, and signs by its openssl; the key never leaves it.")
public final class AcmeAccountInfo implements Module<AcmeAccountInfo.Args> {
  /** The arguments. */
  public record Args(
      AcmeArguments acme,
      @Param(value = "whether its orders are told: their addresses, or all of them", def = "ignore")
          Orders retrieveOrders) {}

  /** What is told of orders. */
  public enum Orders {
    IGNORE,
    URL_LIST,
    OBJECT_LIST
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    AccountKey key = args.acme().accountKey(host);
    String orders = args.retrieveOrders().name().toLowerCase(Locale.ROOT);
    Answer found =
        Conversation.of(host, args.acme(), key).ask(host, "info", Map.of("orders", orders));
    Optional<Value.Dict> account = found.account();
    TaskResult out =
        TaskResult.of(
            "exists", account.isPresent(), "account_uri", found.accountUri().orElse(null));
    if (account.isEmpty()) {
      return Plan.same(out);
    }
    Value.Dict told = account.get();
    if (told.get("contact").isEmpty()) {
      told = told.with("contact", Value.EMPTY_SEQUENCE);
    }
    out = out.with("account", told.with("public_account_key", Value.ofJava(key.jwk())));
    for (String name : new String[] {"order_uris", "orders"}) {
      Optional<Value> listed = found.told().get(name);
      out = listed.isPresent() ? out.with(name, listed.get()) : out;
    }
    return Plan.same(found.warning(out));
  }
}
