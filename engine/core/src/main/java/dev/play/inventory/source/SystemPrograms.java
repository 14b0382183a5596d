package dev.play.inventory.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs programs as processes of this machine, with the environment given. */
public final class SystemPrograms implements ProgramRunner {
  private final Map<String, String> environment;

  public SystemPrograms(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Ended run(List<String> command, Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
        CompletableFuture<String> out = read(process.getInputStream(), readers);
        CompletableFuture<String> err = read(process.getErrorStream(), readers);
        int status = process.waitFor();
        return new Ended(status, out.join(), err.join());
      }
    } catch (IOException | CompletionException e) {
      return new Ended(127, "", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(130, "", "interrupted");
    }
  }

  private static CompletableFuture<String> read(InputStream stream, ExecutorService readers) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        readers);
  }
}
