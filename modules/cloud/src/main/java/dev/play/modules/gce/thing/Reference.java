package dev.play.modules.gce.thing;

import dev.play.remote.Remote;
import dev.play.value.Value;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that another thing belongs to or uses: by its name, its URL, or as what a task before
 * has registered.
 *
 * @param given the name or URL
 * @param collection where such things are, below the project: {@code global/networks}
 */
public record Reference(String given, String collection) {
  private static final String API = "https://www.googleapis.com/compute/v1/";

  /**
   * Reads one.
   *
   * @param option for messages
   * @throws IllegalArgumentException where it is neither
   */
  public static Reference of(String option, Value value, String collection) {
    return switch (value) {
      case Value.Text(String text) when isUrl(text) -> new Reference(text, collection);
      case Value.Text(String text) -> {
        Names.require(option, text);
        yield new Reference(text, collection);
      }
      case Value.Dict d when d.get("selfLink").orElse(Value.NONE) instanceof Value.Text(String l) ->
          new Reference(l, collection);
      case Value.Dict d when d.get("name").orElse(Value.NONE) instanceof Value.Text(String n) ->
          of(option, Value.text(n), collection);
      default ->
          throw new IllegalArgumentException(
              option + " is a name, a URL or what a task before has registered (with selfLink)");
    };
  }

  private static boolean isUrl(String text) {
    return text.matches(
        "(https://[a-z.]+/compute/(v1|beta)/)?projects/[a-z0-9.:-]+/[a-zA-Z0-9/_.-]+");
  }

  private boolean isNamed() {
    return !isUrl(given);
  }

  /** Its URL, as Google writes it. */
  public String url(Google google) {
    return isNamed()
        ? url(google.compute(collection + "/" + given))
        : API + given.substring(given.indexOf("projects/"));
  }

  /** A thing's URL, as Google writes it. */
  public static String url(Remote thing) {
    return API + thing.path().substring("/compute/v1/".length());
  }

  /** The thing itself, where it is one of this project's. */
  public Optional<Remote> thing(Google google) {
    return isNamed() ? Optional.of(google.compute(collection + "/" + given)) : Optional.empty();
  }

  /** {@code the network net}. */
  public String inWords() {
    String kind = collection.substring(collection.lastIndexOf('/') + 1);
    return "the "
        + kind.replaceFirst("s$", "").replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT)
        + " "
        + given.substring(given.lastIndexOf('/') + 1);
  }

  /**
   * What of a URL says the same wherever it is written. Where nobody names project, zone or region
   * they are those of the thing that refers to it.
   */
  public static Value plain(Value url) {
    return url instanceof Value.Text(String text)
        ? Value.text(
            text.replaceFirst("^.*?projects/[^/]+/", "")
                .replaceFirst("^(zones|regions)/[^/]+/", "$1/"))
        : url;
  }
}
