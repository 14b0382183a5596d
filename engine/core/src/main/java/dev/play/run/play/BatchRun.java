package dev.play.run.play;

import dev.play.host.HostName;
import dev.play.run.RunInterrupted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs the hosts of a batch, a virtual thread each. */
final class BatchRun {
  private record Ended(HostName host, Flow flow) {}

  private BatchRun() {}

  /** How each host ended. What is a bug in one of them ends them all and is thrown here. */
  static Map<HostName, Flow> run(BatchContext batch, List<HostName> hosts) {
    Map<HostName, Flow> ended = new LinkedHashMap<>();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("host-", 0).factory());
    try {
      CompletionService<Ended> running = new ExecutorCompletionService<>(threads);
      for (HostName host : hosts) {
        running.submit(() -> new Ended(host, new HostRun(batch, host).run()));
      }
      RunInterrupted interrupted = null;
      for (int i = 0; i < hosts.size(); i++) {
        try {
          Ended one = running.take().get();
          ended.put(one.host(), one.flow());
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RunInterrupted r) {
            // It waited for another host, whose own trouble is still to come.
            interrupted = r;
          } else {
            throw rethrown(e);
          }
        }
      }
      if (interrupted != null) {
        throw interrupted;
      }
      return ended;
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    } finally {
      threads.shutdownNow();
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    switch (e.getCause()) {
      case Error error -> throw error;
      case RuntimeException bug -> {
        return bug;
      }
      case null, default -> {
        return new IllegalStateException("a host's thread ended", e);
      }
    }
  }
}
