package dev.play.remote;

import dev.play.host.Resource;
import dev.play.module.Secret;
import java.util.Map;

/**
 * Whose API it is, and who to be for it.
 *
 * @param service the {@link RemoteService}'s name
 * @param options what the service takes to sign in; what is not given comes from where the service
 *     usually has it
 */
public record RemoteAccount(String service, Map<String, Secret> options) {
  public RemoteAccount {
    options = Map.copyOf(options);
  }

  /** Whatever the service keeps. */
  public Resource everything() {
    return Resource.topic("remote:" + service);
  }
}
