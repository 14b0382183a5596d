package dev.play.files;

import dev.play.template.EvaluationException;
import dev.play.template.TemplateLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the templates that others include, as the template module finds its own. */
public final class FileTemplates implements TemplateLoader {
  private final Controller controller;
  private final SearchPath search;

  public FileTemplates(Controller controller, SearchPath search) {
    this.controller = controller;
    this.search = search;
  }

  @Override
  public Optional<Source> load(String name) {
    Optional<Path> found = search.find("templates", name).filter(Files::isRegularFile);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String fileName = controller.yaml().nameOf(found.get());
    try {
      byte[] bytes = new PlainFiles(controller.vault()).read(found.get()).bytes();
      return Optional.of(new Source(new String(bytes, StandardCharsets.UTF_8), fileName));
    } catch (IOException e) {
      throw EvaluationException.of(
          "the template " + fileName + " cannot be read: " + e.getMessage());
    }
  }
}
