package dev.play.cli.start;

import dev.play.compile.check.FactNames;
import dev.play.schema.ModuleLibrary;
import dev.play.settings.Settings;
import dev.play.template.library.Library;
import dev.play.template.library.StandardLibrary;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * What every run needs whatever it is told, made by a thread of its own while the command line is
 * read: a machine with two processors starts a tenth faster. Without {@link #start} all is made
 * when it is asked for.
 */
public final class Ahead {
  private final FutureTask<ModuleLibrary> modules;
  private final FutureTask<Library> library = new FutureTask<>(StandardLibrary::create);
  private final FutureTask<SecureRandom> random = new FutureTask<>(SecureRandom::new);

  /**
   * @param modules looks for the modules
   */
  public Ahead(Supplier<ModuleLibrary> modules) {
    this.modules = new FutureTask<>(modules::get);
  }

  public void start() {
    Thread.ofPlatform()
        .name("ahead")
        .daemon()
        .start(
            () -> {
              Settings.prepare();
              List.of(library, modules, random).forEach(FutureTask::run);
              // What playbooks are searched with: expressions that take Java a while.
              FactNames.prepare();
            });
  }

  public ModuleLibrary modules() {
    return made(modules);
  }

  /** The library of templates. */
  public Library library() {
    return made(library);
  }

  public SecureRandom random() {
    return made(random);
  }

  private static <T> T made(FutureTask<T> task) {
    // Does nothing where the thread has begun with it.
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case null -> throw new IllegalStateException(e);
        case RuntimeException mistake -> throw mistake;
        case Error bug -> throw bug;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }
}
