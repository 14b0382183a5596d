package dev.play.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asks Debian's python3-jinja2 about every case that is Jinja2's own to decide. */
@Tag("lab")
class JinjaOracleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path resource(String name) throws URISyntaxException {
    var url = JinjaOracleTest.class.getResource("/template/" + name);
    assertThat(url).as(name).isNotNull();
    return Path.of(url.toURI());
  }

  /** The oracle's answers to a file of cases, in order. */
  private static List<JsonNode> answers(String file)
      throws IOException, InterruptedException, URISyntaxException {
    Process oracle =
        new ProcessBuilder("/usr/bin/python3", resource("oracle.py").toString())
            .redirectInput(resource(file).toFile())
            .start();
    CompletableFuture<String> errors =
        CompletableFuture.supplyAsync(() -> text(oracle.getErrorStream()));
    String out = text(oracle.getInputStream());
    assertThat(oracle.waitFor()).as(errors.join()).isZero();
    List<JsonNode> answers = new ArrayList<>();
    for (String line : out.lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }

  private static String text(java.io.InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void givesWhatJinja2Gives() throws IOException, InterruptedException, URISyntaxException {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (String file : TemplateCasesTest.FILES) {
      List<TemplateCase> cases = TemplateCase.read(file);
      List<JsonNode> answers = answers(file);
      assertThat(answers).hasSameSizeAs(cases);
      for (int i = 0; i < cases.size(); i++) {
        TemplateCase each = cases.get(i);
        if (!each.oracle().equals("jinja2")) {
          continue;
        }
        asked++;
        String ours = each.ours();
        JsonNode answer = answers.get(i);
        boolean agrees =
            answer.has("error")
                ? ours.startsWith("ERROR: ")
                : ours.equals(PythonText.repr(TemplateCase.value(answer.get("out"), false)));
        if (!agrees) {
          wrong.add(each.described() + "\n    ours   " + ours + "\n    jinja2 " + answer);
        }
      }
    }
    System.out.println("cases compared with python3-jinja2: " + asked);
    assertThat(wrong).as("%d of %d differ", wrong.size(), asked).isEmpty();
    assertThat(asked).isGreaterThan(400);
  }
}
