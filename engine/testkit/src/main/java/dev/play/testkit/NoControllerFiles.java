package dev.play.testkit;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.host.DigestAlgorithm;
import dev.play.module.ControllerFiles;
import dev.play.module.ModuleFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A controller without any file, for modules that take none. */
public final class NoControllerFiles implements ControllerFiles {
  @Override
  public Path find(Purpose purpose, String name) {
    throw new ModuleFailure("no file " + name + " in this test");
  }

  @Override
  public Content content(Path file) {
    throw new ModuleFailure("no file " + file + " in this test");
  }

  @Override
  public Blob read(Path file) {
    throw new ModuleFailure("no file " + file + " in this test");
  }

  @Override
  public List<String> list(Path directory) {
    throw new ModuleFailure("no directory " + directory + " in this test");
  }

  @Override
  public String digest(Path file, DigestAlgorithm algorithm) {
    throw new ModuleFailure("no file " + file + " in this test");
  }

  @Override
  public int mode(Path file) {
    throw new ModuleFailure("no file " + file + " in this test");
  }

  @Override
  public Content render(Path template, Map<String, String> options) {
    throw new ModuleFailure("no template " + template + " in this test");
  }

  @Override
  public Path destination(String name) {
    throw new ModuleFailure("no place for " + name + " in this test");
  }
}
