package dev.play.run.live;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.module.ControllerFiles;
import dev.play.module.ModuleFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** For what never asks for a file of the controller's. */
final class NoFiles implements ControllerFiles {
  private static ModuleFailure none() {
    return new ModuleFailure("no files of the controller's are needed here");
  }

  @Override
  public Path find(Purpose purpose, String name) {
    throw none();
  }

  @Override
  public Content content(Path file) {
    throw none();
  }

  @Override
  public Blob read(Path file) {
    throw none();
  }

  @Override
  public List<String> list(Path directory) {
    throw none();
  }

  @Override
  public String digest(Path file, DigestAlgorithm algorithm) {
    throw none();
  }

  @Override
  public int mode(Path file) {
    throw none();
  }

  @Override
  public Content render(Path template, Map<String, String> options) {
    throw none();
  }

  @Override
  public Path destination(String name) {
    throw none();
  }
}
