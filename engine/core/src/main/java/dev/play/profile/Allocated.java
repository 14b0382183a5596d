package dev.play.profile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** What this process has allocated, for {@code --profile}. */
public final class Allocated {
  private Allocated() {}

  /** Bytes since the process began, over all its threads; empty where the JVM does not count. */
  public static OptionalLong soFar() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting
            && counting.isThreadAllocatedMemorySupported()
        ? OptionalLong.of(counting.getTotalThreadAllocatedBytes())
        : OptionalLong.empty();
  }
}
