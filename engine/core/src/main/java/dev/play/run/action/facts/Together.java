package dev.play.run.action.facts;

import dev.play.host.HostException;
import dev.play.run.RunInterrupted;
import dev.play.run.port.Performed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Several calls for one host at the same time, each in a session of its own. */
public final class Together {
  private Together() {}

  /** What came of each, by its name and in the order given. */
  public static Map<String, Performed> all(Map<String, Supplier<Performed>> calls) {
    Map<String, Performed> done = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Performed>> futures = new ArrayList<>();
      calls.values().forEach(call -> futures.add(threads.submit(call::get)));
      int at = 0;
      for (String name : calls.keySet()) {
        done.put(name, futures.get(at++).get());
      }
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    } catch (ExecutionException e) {
      throw cause(e);
    }
    return done;
  }

  private static RuntimeException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException same -> same;
      case Error error -> throw error;
      case null, default -> new HostException("gathering facts: " + e.getMessage(), false, e);
    };
  }
}
