package dev.play.modules.crypto.acme;

import dev.play.module.HostView;

/** The server that is asked, and the key of the account there. */
public record AcmeArguments(AccountArguments account, ServerArguments server) {
  public AcmeArguments {
    if (!account.isOne()) {
      throw new IllegalArgumentException(
          "exactly one of account_key_src and account_key_content is needed");
    }
  }

  /** The account's key. */
  public AccountKey accountKey(HostView host) {
    return AccountKey.of(account.key(), host);
  }
}
