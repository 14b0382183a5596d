package dev.play.remote;

import dev.play.host.Resource;

/**
 * A thing that an API keeps.
 *
 * @param api one of the service's, for example {@code compute}
 * @param path of the thing in that API, with a slash in front; <code>{name}</code> in it stands for
 *     what the service has by that name where nobody says (the project, the zone)
 */
public record Remote(RemoteAccount account, String api, String path) {
  public Remote {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("not a path: " + path);
    }
  }

  /** Another of the same account's. */
  public Remote at(String otherApi, String otherPath) {
    return new Remote(account, otherApi, otherPath);
  }

  /** What touching it makes stale: the same thing, whoever asks. */
  public Resource resource() {
    int query = path.indexOf('?');
    String thing = query < 0 ? path : path.substring(0, query);
    return Resource.topic("remote:" + account.service() + ":" + api + ":" + thing);
  }
}
