package dev.play.modules.gce.instance;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;

/** The accounts that an instance is for Google. */
public final class ServiceAccounts {
  private static final Keys KEYS =
      new Keys("service_accounts", Map.of("email", "email", "scopes", "scopes"));

  private ServiceAccounts() {}

  /**
   * As Google takes them.
   *
   * @throws IllegalArgumentException where they are not like that
   */
  public static List<Value.Dict> of(List<Value.Dict> given) {
    List<Value.Dict> out = KEYS.of(given);
    for (Value.Dict account : out) {
      if (!(account.get("email").orElse(Value.NONE) instanceof Value.Text)
          || !(account.get("scopes").orElse(Value.EMPTY_SEQUENCE) instanceof Value.Sequence s)
          || !s.items().stream().allMatch(Value.Text.class::isInstance)) {
        throw new IllegalArgumentException(
            "service_accounts: each has email, and a list of scopes");
      }
    }
    return out;
  }
}
