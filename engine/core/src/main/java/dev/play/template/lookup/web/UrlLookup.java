package dev.play.template.lookup.web;

import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** {@code lookup('url', ...)}: pages, by lines or whole, fetched by the controller. */
public final class UrlLookup {
  private static final String SIGNATURE =
      "validate_certs? split_lines? use_proxy? username? password? headers? force? timeout?"
          + " http_agent? force_basic_auth? follow_redirects? use_gssapi? use_netrc? unix_socket?"
          + " ca_path? unredirected_headers? ciphers?";

  private UrlLookup() {}

  public static void register(Library.Builder library) {
    library.lookup("url", SIGNATURE, UrlLookup::run);
  }

  private static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    UrlOptions options = UrlOptions.read(o, e);
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      String text = new String(page(PythonText.str(term), options, e), StandardCharsets.UTF_8);
      if (options.splitLines()) {
        text.lines().forEach(line -> out.add(new Value.Text(line)));
      } else {
        out.add(new Value.Text(text));
      }
    }
    return out;
  }

  private static byte[] page(String address, UrlOptions options, Evaluation e) {
    try (WebFetch fetch = new WebFetch(options, e.scope().lookups())) {
      return fetch.get(new URI(address));
    } catch (URISyntaxException | IllegalArgumentException wrong) {
      throw EvaluationException.of("Failed lookup url for " + address + " : " + wrong.getMessage());
    } catch (WebFetch.Refused refused) {
      throw EvaluationException.of(
          "Received HTTP error for " + address + " : " + refused.getMessage());
    } catch (SSLException untrusted) {
      throw EvaluationException.of(
          "Error validating the server's certificate for "
              + address
              + ": "
              + untrusted.getMessage());
    } catch (IOException failed) {
      throw EvaluationException.of("Failed lookup url for " + address + " : " + words(failed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw EvaluationException.of("the lookup url was interrupted");
    }
  }

  /** Java gives no words to a connection that is refused or a name that is not known. */
  private static String words(IOException failed) {
    String message = failed.getMessage();
    return message == null ? "<" + failed.getClass().getSimpleName() + ">" : message;
  }
}
