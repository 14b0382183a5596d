import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries packets between two TUN devices, each a while after it came: a slow line for benchmarks
 * on kernels without netem. {@code java Delay.java DEVICE DEVICE MILLISECONDS} makes both devices,
 * prints "ready" and runs until it is ended; milliseconds are one way. The devices may then be
 * moved to network namespaces (Linux, Documentation/networking/tuntap.rst).
 */
public final class Delay {
  private static final int LARGEST = 65_536;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          LINKER.defaultLookup().find("open").orElseThrow(),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle IOCTL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().find("ioctl").orElseThrow(),
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle READ = transfer("read");
  private static final MethodHandle WRITE = transfer("write");

  private Delay() {}

  private static MethodHandle transfer(String name) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG));
  }

  private record Packet(byte[] bytes, long due) {}

  public static void main(String[] args) throws Throwable {
    long delay = Math.round(Double.parseDouble(args[2]) * 1e6);
    int left = device(args[0]);
    int right = device(args[1]);
    carry(left, right, delay);
    carry(right, left, delay);
    System.out.println("ready");
    System.in.read(); // until whoever started it goes away
    System.exit(0);
  }

  private static int device(String name) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      int device = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), 2 /* O_RDWR */);
      MemorySegment request = arena.allocate(40); // struct ifreq
      byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
      MemorySegment.copy(ascii, 0, request, ValueLayout.JAVA_BYTE, 0, ascii.length);
      request.set(ValueLayout.JAVA_SHORT, 16, (short) 0x1001); // IFF_TUN | IFF_NO_PI
      if (device < 0 || (int) IOCTL.invokeExact(device, 0x400454caL /* TUNSETIFF */, request) < 0) {
        System.err.println("cannot make the device " + name + "; are you root?");
        System.exit(1);
      }
      return device;
    }
  }

  private static void carry(int from, int to, long delay) {
    LinkedBlockingQueue<Packet> line = new LinkedBlockingQueue<>();
    daemon(
        () -> {
          MemorySegment buffer = Arena.global().allocate(LARGEST);
          while (true) {
            long length = (long) READ.invokeExact(from, buffer, (long) LARGEST);
            if (length > 0) {
              byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
              line.add(new Packet(bytes, System.nanoTime() + delay));
            } else {
              LockSupport.parkNanos(1_000_000); // the device is down, still
            }
          }
        });
    daemon(
        () -> {
          MemorySegment buffer = Arena.global().allocate(LARGEST);
          while (true) {
            Packet packet = line.take();
            for (long wait; (wait = packet.due - System.nanoTime()) > 0; ) {
              LockSupport.parkNanos(wait);
            }
            MemorySegment.copy(
                packet.bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, packet.bytes.length);
            long ignored = (long) WRITE.invokeExact(to, buffer, (long) packet.bytes.length);
          }
        });
  }

  private interface Work {
    void run() throws Throwable;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable broken) {
                broken.printStackTrace();
                System.exit(1);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
