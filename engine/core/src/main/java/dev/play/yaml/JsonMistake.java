package dev.play.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.play.source.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is wrong with a file of JSON, which YAML's reader has met first. */
final class JsonMistake {
  private JsonMistake() {}

  /** YAML's mistake together with JSON's where the file is meant as JSON, in Ansible's words. */
  static Diagnostic beside(Diagnostic yaml, String file, String text) {
    if (!file.endsWith(".json")) {
      return yaml;
    }
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        // Only whether it can be read counts.
      }
      return yaml;
    } catch (JsonProcessingException e) {
      return new Diagnostic(
          yaml.severity(),
          "We were unable to read either as JSON nor YAML, these are the errors we got from each:"
              + " JSON: "
              + e.getOriginalMessage()
              + "; YAML: "
              + yaml.message(),
          yaml.span(),
          yaml.hint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
